"""Taps on the open item, and forms that send all choices at once."""

from dataclasses import replace
from typing import assert_never

from surveys.answers import Chosen, Missing
from surveys.comparing import compared, enough, undone
from surveys.effects import Agree, Ask, Redraw, Remark, Retract, Settle, Tell
from surveys.interview import Disposition
from surveys.items import (
    BestWorst,
    ChoiceItem,
    Comparison,
    Consent,
    Date,
    District,
    FollowUp,
    Multiple,
    Notice,
    Number,
    Open,
    Purpose,
    Ranking,
    Rating,
    Review,
    Single,
)
from surveys.step import Situation, Step, ask_again, close, go_on, record, redraw, stay, tell


def chose(situation: Situation, name: str, on: bool) -> Step:
    """One choice is set on or off."""
    item, draft = situation.item, situation.interview.draft
    if isinstance(item, BestWorst) and name in draft:  # the best, while the worst is asked for
        return stay(situation) if on else redraw(situation, ())
    if isinstance(item, Comparison) and not on:
        return undone(situation, item)
    if name not in _names(situation):
        return ask_again(situation)
    match item:
        case Consent():
            return _consent(situation, name)
        case Single() | District() | Rating():
            return record(situation, Chosen((name,))) if on else stay(situation)
        case BestWorst():
            return _best_worst(situation, name) if on else stay(situation)
        case Comparison():
            return compared(situation, item, name)
        case Multiple() | Ranking() | FollowUp():
            after = _set(situation, _draft(situation), name, on)
            return tell(situation, Remark.TOO_MANY, _at_most(situation)) if after is None else redraw(situation, after)
        case Notice() | Open() | Number() | Date() | Review():
            return ask_again(situation)
        case _:
            assert_never(item)


def picked(situation: Situation, names: tuple[str, ...]) -> Step:
    """All choices at once: they replace what was set and are validated."""
    item = situation.item
    if not set(names) <= _names(situation):
        return ask_again(situation)
    match item:
        case Multiple() | Ranking() | FollowUp():
            return _replace(situation, item, names)
        case Consent() | Single() | District() | Rating():
            if len(names) == 1:
                return chose(situation, names[0], on=True)
            return tell(situation, Remark.TOO_MANY if names else Remark.TOO_FEW, 1)
        case BestWorst():
            return _best_and_worst(situation, names)
        case Comparison():
            return _both(situation, item, names)
        case Notice() | Open() | Number() | Date() | Review():
            return validated(situation)
        case _:
            assert_never(item)


def validated(situation: Situation) -> Step:
    """The button that submits what is set."""
    item = situation.item
    match item:
        case Multiple() | Ranking() | FollowUp():
            return _submit(situation, item, _draft(situation))
        case BestWorst():
            return tell(situation, Remark.TOO_FEW, 2)
        case Comparison():
            return enough(situation, item)
        case Review():
            return go_on(situation, situation.interview.answers, Settle(item.name))
        case Consent() | Single() | District() | Rating() | Notice() | Open() | Number() | Date():
            return ask_again(situation)
        case _:
            assert_never(item)


def skipped(situation: Situation) -> Step:
    """Passed over, where that is allowed."""
    item = situation.item
    if item.required or isinstance(item, (Consent, Review)):
        return tell(situation, Remark.NOT_SKIPPABLE)
    if isinstance(item, FollowUp):
        return go_on(situation, situation.interview.answers, Settle(item.name))
    return record(situation, Missing.SKIPPED)


def _consent(situation: Situation, name: str) -> Step:
    interview, item = situation.interview, situation.item.name
    match name:
        case "yes":
            return go_on(situation, interview.answers, Settle(item, (name,)))
        case "no":
            withdrawn = (Retract(),) if interview.answers else ()
            told = (*withdrawn, Settle(item, (name,)), Tell(Remark.DECLINED, item))
            return close(interview, Disposition.REFUSED, *told)
        case "more":
            return stay(situation, Tell(Remark.MORE, item), Ask(item))
        case _:
            return ask_again(situation)


def _best_worst(situation: Situation, name: str) -> Step:
    """The first tap is the best, the second the worst. An exclusive choice ("I don't know") stands alone."""
    substantive = [choice.name for choice in situation.offered if not choice.exclusive]
    if name not in substantive or (substantive == [name] and not situation.interview.draft):
        return record(situation, Chosen((name,)))
    best = situation.interview.draft[:1]
    return record(situation, Chosen((*best, name))) if best else redraw(situation, (name,))


def _best_and_worst(situation: Situation, names: tuple[str, ...]) -> Step:
    pair = tuple(dict.fromkeys(names))
    alone = {choice.name for choice in situation.offered if choice.exclusive}.intersection(pair)
    if len(pair) == 1 or not pair:
        return chose(situation, pair[0], on=True) if pair else tell(situation, Remark.TOO_FEW, 2)
    if len(pair) > 2 or alone or situation.interview.draft:
        return tell(situation, Remark.TOO_MANY, 1 if alone or situation.interview.draft else 2)
    return record(situation, Chosen(pair))


def _both(situation: Situation, item: Comparison, names: tuple[str, ...]) -> Step:
    """The best of the present set, or the best and the worst together."""
    interview, pair = situation.interview, tuple(dict.fromkeys(names))
    if len(pair) == 2 and item.worst is not None and len(situation.offered) == item.size > 2:
        best_known = replace(interview, draft=(*interview.draft, pair[0]))
        return compared(replace(situation, interview=best_known), item, pair[1])
    if len(pair) == 1:
        return compared(situation, item, pair[0])
    return tell(situation, Remark.TOO_MANY if pair else Remark.TOO_FEW, 1)


def _replace(situation: Situation, item: Multiple | Ranking | FollowUp, names: tuple[str, ...]) -> Step:
    draft: tuple[str, ...] = ()
    for name in names:
        longer = _set(situation, draft, name, on=True)
        if longer is None:
            return tell(situation, Remark.TOO_MANY, _at_most(situation))
        draft = longer
    return _submit(situation, item, draft)


def _submit(situation: Situation, item: Multiple | Ranking | FollowUp, draft: tuple[str, ...]) -> Step:
    offered = situation.offered
    alone = any(choice.exclusive and choice.name in draft for choice in offered)
    match item:
        case FollowUp():
            return _follow_up(situation, item, _in_sheet_order(item, draft))
        case Multiple():
            enough, wanted = len(draft) >= item.at_least, item.at_least
            answer = Chosen(_in_sheet_order(item, draft))
        case Ranking():
            wanted = sum(not choice.exclusive for choice in offered)
            enough, answer = len(draft) == wanted, Chosen(draft)
        case _:
            assert_never(item)
    return record(situation, answer) if enough or alone else _too_few(situation, draft, wanted)


def _too_few(situation: Situation, draft: tuple[str, ...], wanted: int) -> Step:
    """What was sent is kept as the draft, so that only the rest is left to do."""
    too_few = Tell(Remark.TOO_FEW, situation.item.name, limit=wanted)
    interview = situation.interview
    if draft == interview.draft:
        return tell(situation, Remark.TOO_FEW, wanted)
    changed = replace(interview, draft=draft, revision=interview.revision + 1, misses=0)
    return Step(changed, (too_few, Redraw(situation.item.name)))


def _follow_up(situation: Situation, item: FollowUp, names: tuple[str, ...]) -> Step:
    settle = Settle(item.name, names)
    purposes = tuple(choice.purpose for choice in item.choices if choice.purpose and choice.name in names)
    if Purpose.ERASE in purposes:
        told = (Retract(), settle, Tell(Remark.ERASED, item.name))
        return close(situation.interview, Disposition.ERASED, *told)
    agreed = (Agree(purposes),) if purposes else ()
    return go_on(situation, situation.interview.answers, settle, *agreed)


def _set(situation: Situation, draft: tuple[str, ...], name: str, on: bool) -> tuple[str, ...] | None:
    """`draft` with one choice on (last) or off; None when there are too many already."""
    if not on:
        return tuple(other for other in draft if other != name)
    if name in draft:
        return draft
    exclusive = {choice.name for choice in situation.offered if choice.exclusive}
    if name in exclusive:
        return (name,)
    beside = tuple(other for other in draft if other not in exclusive)
    at_most = _at_most(situation)
    return (*beside, name) if at_most is None or len(beside) < at_most else None


def _at_most(situation: Situation) -> int | None:
    return situation.item.at_most if isinstance(situation.item, Multiple) else None


def _draft(situation: Situation) -> tuple[str, ...]:
    """What is set among the choices still offered."""
    names = _names(situation)
    return tuple(name for name in situation.interview.draft if name in names)


def _names(situation: Situation) -> set[str]:
    return {choice.name for choice in situation.offered}


def _in_sheet_order(item: ChoiceItem, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(choice.name for choice in item.choices if choice.name in names)
