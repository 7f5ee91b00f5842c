"""The choices of an item as proposed now: numbered lines of text."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.messages import Button, Role
from services.tokens import Action
from services.wording.setting import Setting
from surveys.answers import Chosen
from surveys.design import offered
from surveys.items import Choice, ChoiceItem, Rating
from surveys.texts import Text


@dataclass(frozen=True, slots=True)
class Option:
    """A choice with the number it has in the text; 0 on a scale of bare numbers, where its own text is its number."""

    number: int
    choice: Choice
    place: int  # in item.choices

    def line(self, language: str) -> str:
        text = self.choice.text.in_(language)
        return f"{self.number}. {text}" if self.number else text


def options(setting: Setting, item: ChoiceItem) -> tuple[Option, ...]:
    """The choices proposed now, numbered as printed and typed."""
    places = {choice.name: place for place, choice in enumerate(item.choices)}
    choices = offered(item, setting.interview, setting.scope)
    scale = isinstance(item, Rating) and all(is_number(choice.text) for choice in choices if choice.missing is None)
    return tuple(
        Option(0 if scale else number, choice, places[choice.name]) for number, choice in enumerate(choices, start=1)
    )


def button(
    setting: Setting, item: ChoiceItem, option: Option, action: Action, role: Role, language: str, badge: str = ""
) -> Button:
    """The button of one choice; it shows what is set: one that turns it off, has a place in an order, or is the answer
    given before."""
    before = setting.interview.answers.get(item.name) if action is Action.CHOOSE else None
    return Button(
        option.choice.text.in_(language),
        setting.token(action, item, option.place),
        role,
        number=option.number,
        chosen=action is Action.OFF or (isinstance(before, Chosen) and option.choice.name in before.choices[:1]),
        badge=badge,
    )


def lines(proposed: Sequence[Option], language: str) -> tuple[str, ...]:
    """What is printed; points that are bare numbers stand on the buttons and need no list."""
    return tuple(option.line(language) for option in proposed if option.number or not is_number(option.choice.text))


def is_number(text: Text) -> bool:
    """Whether every wording of `text` is a bare number."""
    return all(wording.strip().isdecimal() for wording in text.wordings.values())
