"""Coverage-guided fuzzing of the readers of records: no traceback, no hang, bounded memory, nothing skipped silently.

    python -m venv bench/env-fuzz
    bench/env-fuzz/bin/pip install atheris==3.0.0 msgspec==0.22.0 pyyaml==6.0.3
    bench/env-fuzz/bin/python bench/fuzz_record.py -max_total_time=60 -max_len=1500 -rss_limit_mb=512 -timeout=5

Options are libFuzzer's; a folder among them keeps what was found (out/fuzz-record if none is named). It ends with exit
code 0 when the time is up, and with the input that broke a promise when one does. Without atheris,
`--replay FILE...` holds given files against the same promises.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BOM = b"\xef\xbb\xbf"


def promises() -> Callable[[bytes], None]:
    """The check of one input. The readers are imported here, so that they can be instrumented."""
    from comitia.record.acts import Act
    from comitia.record.faults import CODES, RecordFault
    from comitia.record.json_lines import JsonLines, write_lines
    from comitia.record.order import ordered
    from comitia.record.times import Clock
    from comitia.record.yaml_list import YamlList
    from comitia.record.yaml_write import write_yaml

    def check(data: bytes) -> None:
        """The first byte says in pieces of which size the rest comes."""
        size, data = (data[0] + 1, data[1:]) if data else (1, data)
        pieces = [data[at : at + size] for at in range(0, len(data), size)]
        for reader, write in ((JsonLines, write_lines), (YamlList, write_yaml)):
            results = list(reader([data], "fuzz"))
            assert results == list(reader(pieces, "fuzz")), "the pieces that bytes come in must not matter"
            for fault in (one for one in results if isinstance(one, RecordFault)):
                assert fault.code in CODES
                assert all([fault.line, fault.found, fault.required, fault.advice]), "a fault says all it should"
            acts = [one for one in results if isinstance(one, Act)]
            assert list(reader(write(acts), "again")) == acts, "what was read must be written and read back"
            if reader is JsonLines:
                lines = data.removeprefix(BOM).split(b"\n")
                assert len(results) >= sum(1 for line in lines if line.strip(b" \t\r")), "no line is skipped silently"
            entries = list(ordered(lambda reader=reader: reader([data], "fuzz"), Clock()))
            assert len(entries) >= len(results), "no act is lost on the way into order"

    return check


def seeds() -> list[bytes]:
    """What the tests refuse, and sound acts, to begin with."""
    bad = [path.read_bytes() for path in sorted((ROOT / "tests" / "bad" / "record").iterdir()) if path.suffix != ".txt"]
    good = [path.read_bytes()[:1500] for path in sorted((ROOT / "examples").glob("**/record.yaml"))[:20]]
    return [b"\xff" + seed for seed in bad + good]


def fuzz() -> None:
    try:
        import atheris
    except ImportError:
        sys.exit("atheris is not installed here; see the head of this file, or use --replay")
    with atheris.instrument_imports(include=["comitia.record", "yaml"]):
        check = promises()
    folder = next((Path(given) for given in sys.argv[1:] if not given.startswith("-")), None)
    if folder is None:
        folder = ROOT / "out" / "fuzz-record"
        sys.argv.append(str(folder))
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds()):
        (folder / f"seed-{number}").write_bytes(seed)
    atheris.Setup(sys.argv, check)
    atheris.Fuzz()


def main() -> None:
    sys.path.insert(0, str(ROOT / "src"))
    if "--replay" not in sys.argv:
        fuzz()
        return
    files = sys.argv[sys.argv.index("--replay") + 1 :]
    check = promises()
    for name in files:
        check(Path(name).read_bytes())
    print(f"{len(files)} inputs keep every promise")


if __name__ == "__main__":
    main()
