"""What is sealed opens with its key, in its place, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.vault import Vault, WrongKey

ours, other = Vault(b"k" * 32), Vault(b"z" * 32)


@given(st.binary(max_size=300), st.binary(min_size=12, max_size=12))
def test_what_is_sealed_opens_again(plain: bytes, nonce: bytes) -> None:
    assert ours.open(ours.seal(plain, "words:1:2", nonce), "words:1:2") == plain


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(WrongKey):
        other.open(ours.seal(b"un parc", "words:1:2", b"n" * 12), "words:1:2")


def test_a_cell_moved_to_another_row_does_not_open() -> None:
    with pytest.raises(WrongKey):
        ours.open(ours.seal(b"un parc", "words:1:2", b"n" * 12), "words:3:2")


def test_pseudonyms_differ_by_scope_and_key() -> None:
    names = {ours.pseudonym("a", "1"), ours.pseudonym("b", "1"), ours.pseudonym("a", "2"), other.pseudonym("a", "1")}
    assert len(names) == 4
    assert ours.pseudonym("a", "1") in names


def test_a_vault_does_not_show_its_key() -> None:
    assert "k" * 8 not in repr(ours)
