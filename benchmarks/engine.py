"""Claim: asking the next question is cheap. One input to the next state, its words, and Telegram's form of them."""

import json
from collections.abc import Iterator

import questionnaires
from benchmarks.measuring import Figure, Run, figure, rounds, timed
from bot.rendering import render
from services import wording
from services.messages import Message
from services.wording import Setting
from surveys.codec import from_plain, to_plain
from surveys.conversation import Step, advance
from surveys.effects import Ask, Record, Redraw, Settle, Tell
from surveys.inputs import Began, Chose, Input, Replied, Validated
from surveys.interview import Disposition, Interview
from tests.journeys.parents import GROWING_UP, VALIDATE, WRITE

FORM = questionnaires.load("bien-grandir")
PEOPLE = 10


def _inputs() -> Iterator[Input]:
    yield Began()
    for name, acts in GROWING_UP:
        for act in acts:
            yield Validated(name) if act == VALIDATE else Replied("Un parc.") if act == WRITE else Chose(name, act)


INPUTS = tuple(_inputs())


def _steps(language: str) -> Iterator[Step]:
    for seed in range(PEOPLE):
        interview = Interview(language=language, seed=seed)
        for given in INPUTS:
            step = advance(FORM, interview, given)
            yield step
            interview = step.interview
        assert interview.disposition is Disposition.COMPLETE


def _words(step: Step) -> Iterator[Message]:
    setting = Setting(FORM, step.interview, 1, bytes(32))
    for effect in step.effects:
        match effect:
            case Ask(item=item) | Redraw(item=item):
                yield wording.ask(setting, item)
            case Record(item=item, answer=answer):
                yield wording.settled(setting, item, answer)
            case Settle(item=item, choices=choices):
                yield wording.settled(setting, item, choices)
            case Tell():
                yield wording.tell(setting, effect)
            case _:
                pass


def _advance() -> int:
    return sum(1 for _ in _steps("fr"))


def _whole(language: str) -> int:
    count = 0
    for step in _steps(language):
        count += 1
        for message in _words(step):
            render(message)
    return count


def _state() -> int:
    """The floor: the interview written as JSON and read again, at every step."""
    count = 0
    for step in _steps("fr"):
        from_plain(json.loads(json.dumps(to_plain(step.interview))))
        count += 1
    return count


def run() -> list[Figure]:
    contenders = {
        "advance": lambda: timed(_advance),
        "fr": lambda: timed(lambda: _whole("fr")),
        "ar": lambda: timed(lambda: _whole("ar")),
        "state": lambda: timed(_state),
    }
    runs: dict[str, list[Run]] = rounds(contenders)
    target = "20 000 steps/s"
    return [
        figure("engine: advance (floor: its state to JSON and back)", "steps", runs["advance"], runs["state"], "-"),
        figure("engine: advance, words, Telegram's form; French", "steps", runs["fr"], runs["advance"], target),
        figure("engine: the same, Arabic", "steps", runs["ar"], runs["advance"], target),
    ]
