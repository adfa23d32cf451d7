"""Tiles of trees at the sizes where mistakes live."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from logkit import refusal

from comitia.log.errors import ProofError
from comitia.log.merkle import leaf_hash, root_of, verify_consistency, verify_inclusion
from comitia.log.tiles import Edge, TileTree, bundle, entries_of, spread, tile_path, unbundle, width_of


def stored(size: int, step: int = 4096) -> tuple[list[bytes], dict[str, bytes], Edge]:
    hashes = [leaf_hash(b"%d" % n) for n in range(size)]
    edge, files = Edge(), dict[str, bytes]()
    for at in range(0, size, step):
        files |= {tile.path: tile.data for tile in edge.extend(hashes[at : at + step])}
    files |= {tile.path: tile.data for tile in edge.partial()}
    return hashes, files, edge


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 1000, 65_536, 70_000])
def test_proofs_from_tiles_hold(size: int) -> None:
    hashes, files, edge = stored(size)
    root = root_of(hashes)
    tree = TileTree(files.get, size)
    assert edge.root() == tree.root() == root
    for index in {0, 1, 254, 255, 256, 257, 511, 512, size // 2, size - 2, size - 1} & set(range(size)):
        verify_inclusion(hashes[index], index, size, tree.inclusion(index), root)
    for old in {1, 2, 255, 256, 257, 512, size // 2, size - 1, size} & set(range(1, size + 1)):
        assert tree.root_at(old) == root_of(hashes[:old])
        verify_consistency(old, size, root_of(hashes[:old]), root, tree.consistency(old))


def test_the_tiles_of_70_000_entries_are_those_of_the_specification() -> None:
    _, files, _ = stored(70_000)
    full = [path for path in files if ".p/" not in path]
    assert sum(path.startswith("tile/0/") for path in full) == 273
    assert [path for path in full if path.startswith("tile/1/")] == ["tile/1/000"]
    partial = sorted(path for path in files if ".p/" in path)
    assert partial == ["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"]


def test_long_numbers_are_spread_over_folders() -> None:
    assert spread(1234067) == "x001/x234/067"
    assert tile_path("entries", 1234067, 8) == "tile/entries/x001/x234/067.p/8"
    assert (spread(0), spread(999), spread(1000)) == ("000", "999", "x001/000")


@given(st.lists(st.integers(1, 400), min_size=1, max_size=6))
def test_an_edge_grows_the_same_in_any_steps_and_survives_storage(steps: list[int]) -> None:
    size = sum(steps)
    hashes, files, whole = stored(size)
    edge, made, at = Edge(), dict[str, bytes](), 0
    for step in steps:
        made |= {tile.path: tile.data for tile in edge.extend(hashes[at : at + step])}
        edge, at = Edge.load(edge.dump()), at + step
    made |= {tile.path: tile.data for tile in edge.partial()}
    assert made == files
    assert edge == whole


@given(st.lists(st.binary(max_size=300), max_size=20), st.data())
def test_a_bundle_gives_its_entries_back_or_is_refused(entries: list[bytes], data: st.DataObject) -> None:
    packed = bundle(entries)
    assert unbundle(packed, "b") == entries
    cut = data.draw(st.integers(0, len(packed)))
    got: list[bytes] = []
    refused = refusal(lambda: got.extend(unbundle(packed[:cut], "b")))
    assert got == entries[: len(got)]
    assert refused is None or refused.code == "bundle"
    assert refused is not None or bundle(got) == packed[:cut]


def test_a_full_tile_stands_in_for_a_partial_one_and_a_missing_one_is_named() -> None:
    hashes, files, _ = stored(512)
    old = TileTree({p: d for p, d in files.items() if ".p/" not in p}.get, 300)
    assert old.node(0, 299) == hashes[299]
    del files["tile/0/001"]
    with pytest.raises(ProofError, match="tile") as refused:
        TileTree(files.get, 512).inclusion(300)
    assert refused.value.place == "tile/0/001"


def test_entries_are_read_across_bundles() -> None:
    entries = [b"%d" % n for n in range(300)]
    files = {"tile/entries/000": bundle(entries[:256]), "tile/entries/001.p/44": bundle(entries[256:])}
    assert list(entries_of(files.get, 250, 260, 300)) == entries[250:260]
    width = [width_of(0, n, 300) for n in range(3)]
    assert width == [256, 44, 0]
