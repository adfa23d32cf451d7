"""Coverage-guided fuzzing of the charter loader: no traceback, no hang, bounded memory, and what loads reads back.

    python -m venv bench/env-fuzz
    bench/env-fuzz/bin/pip install atheris==3.0.0 pyyaml==6.0.3 markdown-it-py cel-expr-python==0.1.3 msgspec tzdata
    bench/env-fuzz/bin/python bench/fuzz_charter.py -max_total_time=60 -max_len=4000 -rss_limit_mb=1024 -timeout=10

Options are libFuzzer's; a folder among them keeps what was found (out/fuzz-charter if none is named; it begins with the
model constitution and every mistake of tests/bad/charter). It ends with exit code 0 when the time is up, and with the
input that broke a promise when one does. Without atheris, `--replay FILE...` holds files against the same promises.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEAD = "---\ncharter: A club\n---\n\n## 1 First\n\n"


def promises() -> Callable[[bytes], None]:
    """The check of one input. The loader is imported here, so that it can be instrumented."""
    from comitia.charter.errors import CharterError
    from comitia.charter.lint import lint
    from comitia.charter.load import load
    from comitia.charter.plain import plain
    from comitia.charter.printer import print_charter

    def check(data: bytes) -> None:
        """A whole text if it begins with a head, else the inside of a rule."""
        text = data.decode("utf-8", "replace")
        if not text.startswith("---"):
            text = f"{HEAD}```rule\n{text}\n```\n"
        charter = refused = None
        try:
            charter = load({"fuzz.md": text})
        except CharterError as error:
            refused = error
        if refused is not None:
            assert refused.faults
            for fault in refused.faults:
                assert all([fault.place.line, fault.found, fault.required, fault.advice]), "a fault says all it should"
            assert len(str(refused)) < 300_000, "a message is bounded"
            return
        assert charter is not None
        lint(charter)
        for article in charter.main.articles:
            assert all(str(plain(clause)) for clause in article.clauses)
        printed = print_charter(charter)
        assert print_charter(load(printed)) == printed, "what is printed must read back"

    return check


def sow(folder: Path) -> None:
    """Puts the texts of this repository into an empty folder, for the fuzzer to begin with."""
    folder.mkdir(parents=True, exist_ok=True)
    if not any(folder.iterdir()):
        for path in [*(ROOT / "charters").glob("*.md"), *(ROOT / "tests" / "bad" / "charter").glob("*.md")]:
            (folder / path.name).write_bytes(path.read_bytes())


def main() -> None:
    sys.path.insert(0, str(ROOT / "src"))
    if sys.argv[1:2] == ["--replay"]:
        check = promises()
        for name in sys.argv[2:]:
            check(Path(name).read_bytes())
            print(f"{name}: holds")
        return
    import atheris

    with atheris.instrument_imports(include=["comitia.charter", "markdown_it", "yaml"]):
        check = promises()
    if not any(not word.startswith("-") for word in sys.argv[1:]):
        folder = ROOT / "out" / "fuzz-charter"
        sow(folder)
        sys.argv.append(str(folder))
    atheris.Setup(sys.argv, check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
