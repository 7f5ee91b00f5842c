"""Comparisons: one small set after the other. The draft holds the settled sets in full, then perhaps the best of the
present one; only whole sets are ever stored."""

from surveys.answers import Chosen
from surveys.design import set_in_hand, shown
from surveys.effects import Remark
from surveys.items import Comparison
from surveys.step import Situation, Step, record, redraw, tell


def compared(situation: Situation, item: Comparison, name: str) -> Step:
    """One tap: the best of the present set, or the worst of it once the best is known."""
    draft = situation.interview.draft
    in_hand = _in_hand(situation, item)
    best = draft[len(draft) // item.size * item.size :]
    if not best and (item.worst is not None and item.size > 2):
        return redraw(situation, (*draft, name))
    first, last = (best[0], name) if best else (name, next(other for other in in_hand if other != name))
    between = (other for other in in_hand if other not in (first, last))
    after = (*draft[: len(draft) - len(best)], first, *between, last)
    return redraw(situation, after) if len(after) < item.size * item.rounds else record(situation, Chosen(after))


def undone(situation: Situation, item: Comparison) -> Step:
    """The best of the present set is taken back."""
    draft = situation.interview.draft
    return redraw(situation, draft[: len(draft) // item.size * item.size])


def enough(situation: Situation, item: Comparison) -> Step:
    """The parent stops here: the whole sets count."""
    draft = situation.interview.draft
    whole = draft[: len(draft) // item.size * item.size]
    return record(situation, Chosen(whole)) if whole else tell(situation, Remark.TOO_FEW, 1)


def _in_hand(situation: Situation, item: Comparison) -> tuple[str, ...]:
    choices = shown(item, situation.interview.seed, situation.scope, situation.interview.reachable)
    found = set_in_hand(item, situation.interview.seed, choices, situation.interview.draft)
    return tuple(choice.name for choice in found)
