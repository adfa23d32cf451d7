"""Fixtures: a log in a folder of its own, and keys."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from logkit import ORIGIN, Kit, key

from comitia.log.keys import SigningKey
from comitia.log.note import COSIGNATURE_ED25519


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    return Kit(tmp_path, key(ORIGIN), key("secretary.union.example"))


@pytest.fixture
def witness_keys() -> list[SigningKey]:
    return [key(f"branch-{n}.example/witness", COSIGNATURE_ED25519) for n in (1, 2, 3)]
