"""The city's list of places: kept, and searched for what a parent typed, which is kept nowhere."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from services.accounts import access
from services.accounts.access import CITY, Action
from services.accounts.staff import Actor
from services.context import Context, Transaction
from storage import audit, places
from storage.places import Entry
from surveys.districts import Place
from surveys.normalise import normalise

_LONGEST = 120  # characters of a name worth looking for
_SHORTEST = 4  # letters of a part of a name that may stand for it
_MOST = 6  # places to choose from; more is no help
_SPELLED = {"st": "saint", "ste": "sainte"}
# Words that many places share, or none needs.
_KINDS = "ecole ecoles maternelle elementaire primaire publique privee groupe scolaire college lycee creche accueil"
_SMALL = "nantes le la les l de du des d a au aux en mon ma mes notre chez c est on je suis"
_EMPTY = frozenset(f"{_KINDS} {_SMALL}".split())
_SIGN = re.compile(r"[^\W\d_]")


def renew(transaction: Transaction, context: Context, who: Actor, entries: Sequence[Entry]) -> None:
    """The list is `entries` from now on."""
    access.require(who, Action.MANAGE_CAMPAIGNS, CITY)
    places.replace_all(transaction, entries)
    audit.note(transaction, context.now(), who.id, "places", str(len(entries)))


def search(transaction: Transaction, text: str) -> tuple[Place, ...]:
    """The places of the list that `text` may name."""
    return matching(places.every(transaction), text)


def matching(entries: Iterable[Entry], text: str) -> tuple[Place, ...]:
    """The places that `text` names, by whole name if any does; else by part of a name, else with a slip or two of the
    finger in a long one. None when too many fit. Accents, case and words such as "école" do not matter."""
    said = _key(text) if len(text) <= _LONGEST else ""
    if not _SIGN.search(said):
        return ()
    named = [(Place(entry.name, entry.district), _keys(entry)) for entry in entries]
    for fits in (_equals, _has_part, _resembles):
        found = tuple(dict.fromkeys(place for place, keys in named if any(fits(key, said) for key in keys)))
        if found:
            return found if len(found) <= _MOST else ()
    return ()


def _keys(entry: Entry) -> tuple[str, ...]:
    return tuple(_known_key(name) for name in (entry.name, *entry.aliases))


def _key(name: str) -> str:
    """The words that tell one place from another; all of them where none does."""
    words = [_SPELLED.get(word, word) for word in normalise(name).split()]
    return " ".join([word for word in words if word not in _EMPTY] or words)


def _equals(key: str, said: str) -> bool:
    return key.replace(" ", "") == said.replace(" ", "")


def _has_part(key: str, said: str) -> bool:
    """Whole words of the name, or its beginning; a saint alone is nobody."""
    if len(said) < _SHORTEST or said in _SPELLED.values():
        return False
    return f" {said} " in f" {key} " or key.startswith(said)


def _resembles(key: str, said: str) -> bool:
    """One letter wrong in a name of five, two in a name of nine."""
    slips = 2 if len(key) >= 9 else 1 if len(key) >= 5 else 0
    return OSA.distance(key, said, score_cutoff=slips) <= slips and bool(slips)


_known_key = lru_cache(maxsize=4096)(_key)  # names of the list; what people type is never kept
