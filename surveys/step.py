"""The moves every kind of item shares: stay, redraw, record, settle, go on, close."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from surveys.answers import Answer, Chosen
from surveys.conditions import Scope, accepted
from surveys.design import offered, shown
from surveys.effects import Ask, Close, Effect, Record, Redraw, Remark, Retract, Settle, Tell
from surveys.interview import Disposition, Interview
from surveys.items import Choice, Item, Multiple, Ranking, WithChoices
from surveys.questionnaire import Questionnaire
from surveys.routing import Road, ahead

_PATIENCE = 3  # replies that do not fit, in a row, until a way around is shown


@dataclass(frozen=True, slots=True)
class Step:
    """The interview after one input, and what the world has to do, in order."""

    interview: Interview
    effects: tuple[Effect, ...]


@dataclass(frozen=True)
class Situation:
    """An open interview and the item it waits at."""

    questionnaire: Questionnaire
    interview: Interview
    item: Item

    @cached_property
    def scope(self) -> Scope:
        return Scope(self.questionnaire, self.interview.answers)

    @cached_property
    def offered(self) -> tuple[Choice, ...]:
        """Choices that can be taken now, in the order shown; none for items without choices."""
        return offered(self.item, self.interview, self.scope) if isinstance(self.item, WithChoices) else ()


def stay(situation: Situation, *effects: Effect) -> Step:
    """Nothing changes."""
    return Step(situation.interview, effects)


def ask_again(situation: Situation) -> Step:
    return stay(situation, Ask(situation.item.name))


def tell(situation: Situation, remark: Remark, limit: int | None = None, choices: tuple[str, ...] = ()) -> Step:
    """Say why the reply does not do; the question stays open. Every third time in a row, a way around it instead:
    nobody hears the same three times."""
    misses, name = situation.interview.misses + 1, situation.item.name
    if misses % _PATIENCE:
        effects: tuple[Effect, ...] = (Tell(remark, name, choices, limit),)
    else:
        effects = (Tell(Remark.UNREADABLE_AGAIN, name), Ask(name))
    return Step(replace(situation.interview, misses=misses), effects)


def tell_and_ask(situation: Situation, remark: Remark) -> Step:
    """The same, with the question anew below it."""
    step = tell(situation, remark)
    return replace(step, effects=(step.effects[0], Ask(situation.item.name)))


def redraw(situation: Situation, draft: tuple[str, ...]) -> Step:
    """Keep the choices set so far. Setting what is set already is no change: double taps are harmless."""
    interview = situation.interview
    if draft == interview.draft:
        return stay(situation)
    changed = replace(interview, draft=draft, revision=interview.revision + 1, misses=0)
    return Step(changed, (Redraw(situation.item.name),))


def record(situation: Situation, answer: Answer) -> Step:
    """Store the answer and go on, unless the item's constraint refuses it or a choice ends the interview."""
    item, interview = situation.item, situation.interview
    if not accepted(item, answer, situation.scope):
        return tell(situation, Remark.OUT_OF_RANGE)
    if isinstance(answer, Chosen) and _screens_out(item, answer):
        told = (Settle(item.name, answer.choices), Tell(Remark.SCREENED_OUT, item.name))
        return close(interview, Disposition.SCREENED_OUT, Retract(), *told)
    return go_on(situation, {**interview.answers, item.name: answer}, Record(item.name, answer))


def _screens_out(item: Item, answer: Chosen) -> bool:
    choices = item.choices if isinstance(item, WithChoices) else ()
    return any(choice.screens_out and choice.name in answer.choices for choice in choices)


def go_on(situation: Situation, answers: Mapping[str, Answer], *effects: Effect) -> Step:
    """The open item is settled: on to the next one, or to the end."""
    interview, name = situation.interview, situation.item.name
    after = replace(
        interview,
        answers=answers,
        trail=(*(seen for seen in interview.trail if seen != name), name),
        revision=interview.revision + 1,
        misses=0,
    )
    scope = Scope(situation.questionnaire, answers)
    road = ahead(situation.questionnaire, after, scope, situation.questionnaire.place(name) + 1)
    return travel(after, scope, road, effects)


def travel(interview: Interview, scope: Scope, road: Road, effects: tuple[Effect, ...]) -> Step:
    """Tell the notices of `road` and ask its item; at the end, the notices are the thanks."""
    told = tuple(Tell(Remark.NOTICE, name) for name in road.notices)
    if road.item is None:
        closed = replace(interview, position=None, draft=(), disposition=Disposition.COMPLETE, submitted=False)
        return Step(closed, (*effects, *(told or (Tell(Remark.FINISHED),)), Close(Disposition.COMPLETE)))
    name = road.item.name
    arrived = arrive(interview, scope, road.item, tuple(seen for seen in interview.trail if seen != name))
    return Step(arrived, (*effects, *told, Ask(name)))


def arrive(interview: Interview, scope: Scope, item: Item, trail: tuple[str, ...]) -> Interview:
    """`interview` waiting at `item`, with `trail` behind it."""
    return replace(interview, position=item.name, draft=_first_draft(interview, scope, item), trail=trail)


def _first_draft(interview: Interview, scope: Scope, item: Item) -> tuple[str, ...]:
    """What is set when the item is asked: the stored answer, so that changing it does not begin from nothing."""
    stored = interview.answers.get(item.name)
    if not isinstance(item, (Multiple, Ranking)) or not isinstance(stored, Chosen):
        return ()
    names = {choice.name for choice in shown(item, interview.seed, scope, interview.reachable)}
    return tuple(name for name in stored.choices if name in names)


def close(interview: Interview, disposition: Disposition, *effects: Effect) -> Step:
    """The end. Where the answers are retracted nothing of them stays in the interview either. What was complete before
    stays so when the parent only leaves off changing it."""
    retracted = any(isinstance(effect, Retract) for effect in effects)
    if interview.submitted and not retracted:
        disposition = Disposition.COMPLETE
    closed = replace(
        interview,
        position=None,
        draft=(),
        trail=() if retracted else interview.trail,
        answers={} if retracted else interview.answers,
        disposition=disposition,
        revision=interview.revision + 1,
        misses=0,
        puzzled=() if retracted else interview.puzzled,
        submitted=False,
    )
    return Step(closed, (*effects, Close(disposition)))
