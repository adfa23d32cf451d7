"""Fuzz the charter loader with atheris: `bench/env-fuzz/bin/python -m bench.fuzz.charter -max_total_time=600`.

    python -m venv bench/env-fuzz
    bench/env-fuzz/bin/pip install atheris==3.1.0 -r requirements/dev.txt   (without --require-hashes)
    bench/env-fuzz/bin/pip install --no-deps -e .

Anything but a charter or a `CharterError` is a crash, and atheris keeps the input. Options after the module's name go
to libFuzzer; `-timeout=10 -rss_limit_mb=1024` (the default here) bound time and memory of one input. What was found is
in tests/charter/test_any_text.py as a case of its own.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["comitia.charter", "markdown_it", "yaml"]):
    from comitia.charter.errors import CharterError
    from comitia.charter.load import load
    from comitia.charter.printer import print_charter

HEAD = "---\ncharter: A club\n---\n\n## 1 First\n\n"


def one_input(data: bytes) -> None:
    """A whole text, or the inside of a rule, by the first byte."""
    provider = atheris.FuzzedDataProvider(data)
    rule = provider.ConsumeBool()
    text = provider.ConsumeUnicodeNoSurrogates(20_000)
    if rule:
        text = f"{HEAD}```rule\n{text}\n```\n"
    try:
        charter = load({"a.md": text})
    except CharterError as error:
        str(error)
    else:
        load(print_charter(charter))


def main() -> None:
    bounds = ["-timeout=10", "-rss_limit_mb=1024"]
    atheris.Setup([sys.argv[0], *bounds, *sys.argv[1:]], one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
