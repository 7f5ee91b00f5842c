"""A conversation without a channel: for the terminal, for golden transcripts, for made-up parents, for officers who try
a questionnaire. Nothing of it is stored.

The interview is written out and read again at every step, as it would be between two messages of a parent.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from services import wording
from services.channels import Tapped, Wrote
from services.interpret import Hear, Meant, Request, interpret
from services.messages import Message
from services.tokens import Press, unseal
from services.wording import Setting
from surveys.codec import from_plain, to_plain
from surveys.conversation import advance
from surveys.effects import Ask, Effect, Record, Redraw, Settle, Tell
from surveys.inputs import Began, Input, Stopped
from surveys.interview import Disposition, Interview
from surveys.questionnaire import Questionnaire

_ID = 1
_KEY = bytes(32)


@dataclass(frozen=True, slots=True)
class Said:
    """One thing the bot said. edited: it replaced an earlier message."""

    message: Message
    edited: bool = False


class Simulation:
    """One respondent. What the parent does returns what the bot says to it.

    interview: where it stands. question: the newest question, as it stands on screen. effects: all that the steps so
    far asked of the world.
    """

    def __init__(self, form: Questionnaire, language: str, seed: int, *, reachable: bool = True) -> None:
        self.form = form
        self.question: Message | None = None
        self.effects: list[Effect] = []
        self.interview = _written_out(Interview(language=language, seed=seed, reachable=reachable))
        self._asked: dict[str, str] = {}  # buttons of the newest question, token by label
        self._told: dict[str, str] = {}  # and of everything said beside it, the newest of each label

    @property
    def is_over(self) -> bool:
        return self.interview.disposition is not Disposition.OPEN

    def begin(self) -> list[Said]:
        """The parent opens the link."""
        return self._step(Began())

    def type(self, text: str) -> list[Said]:
        """The parent writes."""
        return self._meant(interpret(self.form, self.interview, _ID, _KEY, Wrote(text)))

    def tap(self, label: str) -> list[Said]:
        """The parent taps the button of that label; KeyError when no button on screen has it."""
        return self.press(self.behind(label))

    def press(self, token: str, also: tuple[str, ...] = ()) -> list[Said]:
        """The parent taps the button that carries `token`, with the boxes of `also` ticked (a form of a page)."""
        return self._meant(interpret(self.form, self.interview, _ID, _KEY, Tapped(token, also)))

    def take(self, given: Input | Request | None) -> list[Said]:
        """The parent does what buttons of a page around the conversation do."""
        return self._meant(given)

    def behind(self, label: str) -> str:
        """What the button of that label carries; KeyError when there is none on screen."""
        return (self._told | self._asked)[label]

    @property
    def labels(self) -> list[str]:
        """Labels of the buttons on screen, those of the newest question first."""
        return list(self._asked | self._told)

    def _meant(self, meant: Meant | None) -> list[Said]:
        language = self.interview.language
        match meant:
            case Request.STOP:
                return self._step(Stopped())
            case Request.LANGUAGES:
                return self._shown(Said(wording.languages(self.setting)))
            case Request.PRIVACY:
                return self._shown(Said(wording.privacy(language, "")))
            case Request.HELP:
                return self._shown(Said(wording.help_(language, "")))
            case None | Request() | Hear():  # reminders and recordings are no part of a conversation
                return []
            case _:
                return self._step(meant)

    def _step(self, given: Input) -> list[Said]:
        step = advance(self.form, self.interview, given)
        self.interview = _written_out(step.interview)
        self.effects.extend(step.effects)
        setting = self.setting
        return self._shown(*(said for effect in step.effects for said in _said(setting, effect)))

    @property
    def setting(self) -> Setting:
        """What the wording needs to know of this conversation."""
        return Setting(self.form, self.interview, _ID, _KEY)

    def _shown(self, *said: Said) -> list[Said]:
        for each in said:
            labels = {button.label: button.token for button in each.message.buttons}
            if each.message.question:
                self._asked, self.question = labels, each.message
            else:
                self._told |= labels
        return list(said)


def _written_out(interview: Interview) -> Interview:
    """The interview as storage gives it back."""
    return from_plain(json.loads(json.dumps(to_plain(interview))))


def meaning(token: str) -> Press | None:
    """What a button of a simulation does."""
    return unseal(_KEY, _ID, token)


def _said(setting: Setting, effect: Effect) -> Iterator[Said]:
    match effect:
        case Ask(item=item):
            yield Said(wording.ask(setting, item))
        case Redraw(item=item):
            yield Said(wording.ask(setting, item), edited=True)
        case Record(item=item, answer=answer):
            yield Said(wording.settled(setting, item, answer), edited=True)
        case Settle(item=item, choices=choices):
            yield Said(wording.settled(setting, item, choices), edited=True)
        case Tell():
            yield Said(wording.tell(setting, effect))
        case _:
            pass
