"""Every file of a small release, word for word. After a change that is meant: `python -m tests.exports.shelf`."""

import pytest

from tests.exports import shelf

NAMES = tuple(sorted(path.stem for path in shelf.GOLDEN.iterdir()))


def test_the_release_has_these_files() -> None:
    assert tuple(sorted(shelf.files())) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_file_says_what_it_said(name: str) -> None:
    with (shelf.GOLDEN / f"{name}.txt").open(encoding="utf-8", newline="") as golden:
        assert shelf.as_text(name, shelf.files()[name]) == golden.read()


def test_built_again_every_file_is_the_same_bytes() -> None:
    again = shelf.fresh().files
    assert [name for name, content in shelf.files().items() if again[name] != content] == []
