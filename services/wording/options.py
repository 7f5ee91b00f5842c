"""The choices of an item as proposed now: numbered lines of text."""

from collections.abc import Sequence

from msgspec import Struct

from services.messages import Button, Role
from services.tokens import Action
from services.wording.setting import Setting
from surveys.answers import Chosen
from surveys.design import offered
from surveys.items import ChoiceItem, Rating


class Option(Struct, frozen=True):
    """A choice with the number it has in the text; 0 on a scale of bare numbers, where its own text is its number.
    place: in item.choices. text: ready to show."""

    number: int
    name: str
    place: int
    text: str
    is_number: bool

    @property
    def line(self) -> str:
        return f"{self.number}. {self.text}" if self.number else self.text


def options(setting: Setting, item: ChoiceItem) -> tuple[Option, ...]:
    """The choices proposed now, numbered as printed and typed."""
    looks = setting.face(item).choices
    choices = offered(item, setting.interview, setting.scope)
    scale = isinstance(item, Rating) and all(looks[one.name].is_number for one in choices if one.missing is None)
    proposed = []
    for number, choice in enumerate(choices, start=1):
        look = looks[choice.name]
        proposed.append(Option(0 if scale else number, choice.name, look.place, look.text, look.is_number))
    return tuple(proposed)


def button(setting: Setting, item: ChoiceItem, option: Option, action: Action, role: Role, badge: str = "") -> Button:
    """The button of one choice; it shows what is set: one that turns it off, has a place in an order, or is the answer
    given before."""
    before = setting.interview.answers.get(item.name) if action is Action.CHOOSE else None
    return Button(
        option.text,
        setting.token(action, item, option.place),
        role,
        number=option.number,
        chosen=action is Action.OFF or (isinstance(before, Chosen) and option.name in before.choices[:1]),
        badge=badge,
    )


def lines(proposed: Sequence[Option]) -> tuple[str, ...]:
    """What is printed; points that are bare numbers stand on the buttons and need no list."""
    return tuple(option.line for option in proposed if option.number or not option.is_number)
