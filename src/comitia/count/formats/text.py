"""Bytes to text, with the place of the first byte that does not fit."""

from __future__ import annotations

from comitia.count.errors import Place, refuse


def strip_bom(data: bytes) -> bytes:
    """Without a UTF-8 byte order mark."""
    return data[3:] if data[:3] == b"\xef\xbb\xbf" else data


def decode(data: bytes, encoding: str, source: str, first_line: int = 1) -> str:
    """Text of `data`. Raises BallotError naming line, column and byte where it is not in `encoding`."""
    try:
        return data.decode(encoding)
    except LookupError:
        raise refuse(
            Place(source),
            "unknown-encoding",
            f"the encoding `{encoding}`",
            "an encoding that Python knows, such as utf-8 or windows-1252",
            "correct --encoding",
        ) from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start)
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1)
        raise refuse(
            Place(source, first_line + line, column + 1),
            "not-in-encoding",
            f"the byte {data[error.start]:#04x}, which is not {encoding}",
            f"text in {encoding} throughout",
            "say the file's encoding (often --encoding windows-1252); if it mixes two, save it again in UTF-8",
        ) from None
