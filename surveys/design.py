"""The order in which one respondent sees the choices of an item: drawn from the interview's seed, never from chance.

One digest per seed and item is read as a number and unfolded into a permutation (factorial number system), so every
order is equally likely over seeds, two items are drawn apart, and the same seed always shows the same order.
"""

from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b

from surveys.expressions import compile_
from surveys.interview import Interview
from surveys.items import BestWorst, Choice, ChoiceItem, Comparison, FollowUp, Purpose, Rating

_ATTEMPTS = 40  # of eight choices in pairs, two drawings in five repeat a pair
_LATER = frozenset({Purpose.RESULTS, Purpose.RECONTACT})


def shown(item: ChoiceItem, seed: int, scope: Mapping[str, str], reachable: bool = True) -> tuple[Choice, ...]:
    """The choices of `item` in the order shown; typed numbers count places in this tuple from 1.

    scope: values of answers by name (`conditions.scope`), for choice filters. reachable: whether the person can be
    written to later; if not, promises to do so are not proposed. Erasing everything comes last, wherever the sheet has
    it: nobody shall take it for the first answer.
    """
    choices = item.choices
    if item.shuffled and not isinstance(item, Rating):
        drawn = [choice for choice in choices if not choice.last]
        order = _order(seed, item.name, len(drawn))
        choices = (*(drawn[place] for place in order), *(choice for choice in choices if choice.last))
    if isinstance(item, FollowUp):
        choices = tuple(sorted(choices, key=lambda choice: choice.purpose is Purpose.ERASE))
    if not reachable:
        choices = tuple(choice for choice in choices if choice.purpose not in _LATER)
    if item.choice_filter:
        accepts = compile_(item.choice_filter).holds
        choices = tuple(choice for choice in choices if accepts(scope, columns={**choice.columns, "name": choice.name}))
    return choices


def offered(item: ChoiceItem, interview: Interview, scope: Mapping[str, str]) -> tuple[Choice, ...]:
    """The choices to propose now: those shown (of a comparison: the present set), less the best one already taken when
    the worst is asked for."""
    choices = shown(item, interview.seed, scope, interview.reachable)
    if interview.position != item.name or not isinstance(item, BestWorst | Comparison):
        return choices
    if isinstance(item, BestWorst):
        return tuple(choice for choice in choices if choice.name not in interview.draft)
    best = interview.draft[len(interview.draft) // item.size * item.size :]
    in_hand = set_in_hand(item, interview.seed, choices, interview.draft)
    return tuple(choice for choice in in_hand if choice.name not in best)


def set_in_hand(item: Comparison, seed: int, choices: tuple[Choice, ...], draft: tuple[str, ...]) -> tuple[Choice, ...]:
    """The set of a comparison that is asked now, whole; nothing after the last one. draft: the sets settled, each of
    `item.size` names, then perhaps the best of the present one."""
    done = len(draft) // item.size
    proposed = sets(seed, item.name, len(choices), item.size, item.rounds)
    return tuple(choices[place] for place in proposed[done]) if done < len(proposed) else ()


@lru_cache(maxsize=4096)
def sets(seed: int, name: str, count: int, size: int, rounds: int) -> tuple[tuple[int, ...], ...]:
    """`rounds` sets of `size` different places among `count`; none when there are fewer places than a set needs.

    The sets are cut from one permutation after another, so that at the end of every set each place has come as often as
    any other, give or take one: whoever stops early was shown all of the list alike. A permutation that would ask the
    same set again is drawn anew, unless none other is found.
    """
    if count < size:
        return ()
    row: list[int] = []
    while len(row) < size * rounds:
        row += _next(row, seed, name, count, size)
    return tuple(tuple(row[at : at + size]) for at in range(0, size * rounds, size))


def _next(row: list[int], seed: int, name: str, count: int, size: int) -> list[int]:
    """The permutation to go on with behind `row`."""
    following: list[int] = []
    for attempt in range(_ATTEMPTS):
        following = _after(row, _drawn(seed, f"{name}/{len(row)}/{attempt}", count), size)
        if _is_fresh(row, following, size):
            break
    return following


def _after(row: list[int], order: tuple[int, ...], size: int) -> list[int]:
    """`order`, with what the unfinished set at the end of `row` holds already moved behind that set."""
    begun = row[len(row) // size * size :]
    if not begun:
        return list(order)
    others = [place for place in order if place not in begun]
    head = others[: size - len(begun)]
    return head + [place for place in order if place not in head]


def _is_fresh(row: list[int], following: list[int], size: int) -> bool:
    """Whether `following` completes and makes only sets that were not asked before."""
    both = row + following
    found = [frozenset(both[at : at + size]) for at in range(0, len(both) // size * size, size)]
    return len(found) == len(set(found))


def _drawn(seed: int, name: str, count: int) -> tuple[int, ...]:
    """A permutation of range(count)."""
    drawn = int.from_bytes(blake2b(f"{seed}/{name}".encode()).digest(), "big")
    left = list(range(count))
    order = []
    while left:
        drawn, place = divmod(drawn, len(left))
        order.append(left.pop(place))
    return tuple(order)


_order = lru_cache(maxsize=4096)(_drawn)
