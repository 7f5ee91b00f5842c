"""The order in which one respondent sees the choices of an item: drawn from the interview's seed, never from chance.

One digest per seed and item is read as a number and unfolded into a permutation (factorial number system), so every
order is equally likely over seeds, two items are drawn apart, and the same seed always shows the same order.
"""

from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b

from surveys.expressions import compile_
from surveys.interview import Interview
from surveys.items import BestWorst, Choice, ChoiceItem, Purpose, Rating

_LATER = frozenset({Purpose.RESULTS, Purpose.RECONTACT})


def shown(item: ChoiceItem, seed: int, scope: Mapping[str, str], reachable: bool = True) -> tuple[Choice, ...]:
    """The choices of `item` in the order shown; typed numbers count places in this tuple from 1.

    scope: values of answers by name (`conditions.scope`), for choice filters. reachable: whether the person can be
    written to later; if not, promises to do so are not proposed.
    """
    choices = item.choices
    if item.shuffled and not isinstance(item, Rating):
        drawn = [choice for choice in choices if not choice.last]
        order = _order(seed, item.name, len(drawn))
        choices = (*(drawn[place] for place in order), *(choice for choice in choices if choice.last))
    if not reachable:
        choices = tuple(choice for choice in choices if choice.purpose not in _LATER)
    if item.choice_filter:
        accepts = compile_(item.choice_filter).holds
        choices = tuple(choice for choice in choices if accepts(scope, columns={**choice.columns, "name": choice.name}))
    return choices


def offered(item: ChoiceItem, interview: Interview, scope: Mapping[str, str]) -> tuple[Choice, ...]:
    """The choices to propose now: those shown, less the best one already taken when the worst is asked for."""
    choices = shown(item, interview.seed, scope, interview.reachable)
    if isinstance(item, BestWorst) and interview.position == item.name:
        return tuple(choice for choice in choices if choice.name not in interview.draft)
    return choices


@lru_cache(maxsize=4096)
def _order(seed: int, name: str, count: int) -> tuple[int, ...]:
    """A permutation of range(count)."""
    drawn = int.from_bytes(blake2b(f"{seed}/{name}".encode()).digest(), "big")
    left = list(range(count))
    order = []
    while left:
        drawn, place = divmod(drawn, len(left))
        order.append(left.pop(place))
    return tuple(order)
