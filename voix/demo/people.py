"""Synthetic parents: who they are, and what each would do with the message in front of them. Pure, given dice."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

from services.channels import Commanded, Tapped, What, Wrote
from services.messages import Button, Expects, Message, Role
from surveys.districts import DISTRICTS
from surveys.items import District, WithChoices
from surveys.questionnaire import Questionnaire

_LANGUAGES = {
    "fr": 62, "fr-x-falc": 6, "ar": 8, "en": 4, "tr": 4, "pt": 4, "es": 3, "ro": 3,
    "ru": 1, "uk": 1, "fa": 2, "so": 1, "br": 1,
}  # fmt: skip
_CROWD = (28, 25, 34, 36, 32, 16, 24, 24, 27, 30, 11)  # districts 1 to 11; unequal, as in real fieldwork
_SENTENCES = (
    "Plus de places à la crèche.",
    "Un parc propre et sûr pour les petits.",
    "Des activités le mercredi qui ne coûtent pas cher.",
    "Une aide aux devoirs après l'école.",
    "Moins de voitures devant l'école.",
    "Une bibliothèque ouverte le soir.",
    "Des rencontres entre parents, le samedi.",
)


class Temper(Enum):
    """How a parent answers."""

    STEADY = "steady"
    LEAVES = "leaves"  # puts the phone away halfway
    DECLINES = "declines"


@dataclass(frozen=True, slots=True)
class Person:
    """One synthetic parent. types: sometimes writes the number instead of tapping."""

    name: str
    language: str
    district: str
    temper: Temper
    types: bool


def person(number: int, languages: Sequence[str], dice: random.Random) -> Person:
    """Parent `number`; languages and districts as unevenly spread as in a city."""
    spoken = [tag for tag in _LANGUAGES if tag in languages]
    return Person(
        name=f"demo-{number}",
        language=dice.choices(spoken, [_LANGUAGES[tag] for tag in spoken])[0],
        district=dice.choices([district.slug for district in DISTRICTS], _CROWD)[0],
        temper=dice.choices(list(Temper), (92, 6, 2))[0],
        types=dice.random() < 0.1,
    )


class Mind:
    """Reads one message at a time, and decides. Tastes differ by question and a little by district."""

    def __init__(self, who: Person, form: Questionnaire, dice: random.Random) -> None:
        self.who = who
        self._form = form
        self._dice = dice
        self._patience = dice.randint(3, 8) if who.temper is Temper.LEAVES else 1000
        self._wanted: dict[str, int] = {}  # choices still to set, per item

    def decide(self, message: Message) -> What | None:
        """What the parent does about a question; None: nothing, for good."""
        self._patience -= 1
        if self._patience < 0:
            return None
        roles = {button.role for button in message.buttons}
        if Role.CHOICE in roles:
            return self._choose(message)
        if roles & {Role.TOGGLE, Role.RANK}:
            return self._gather(message)
        if message.expects is not Expects.NOTHING:
            return self._write(message)
        validate = _first(message, Role.VALIDATE)
        return Tapped(validate.token) if validate else None

    def _choose(self, message: Message) -> What:
        buttons = [button for button in message.buttons if button.role is Role.CHOICE]
        if message.key == "consent":
            wanted = "no" if self.who.temper is Temper.DECLINES else "yes"
            return Tapped(self._named(message, buttons)[wanted].token)
        picked = self._taste(message, buttons)
        if self.who.types and picked.number:
            return Wrote(str(picked.number))
        return Tapped(picked.token)

    def _gather(self, message: Message) -> What:
        """Set one more choice, or validate once enough are set (all, for a ranking)."""
        ranking = _first(message, Role.RANK) is not None
        left = [b for b in message.buttons if b.role in (Role.TOGGLE, Role.RANK) and not b.chosen and not b.badge]
        wanted = self._wanted.setdefault(message.key, 100 if ranking else self._dice.choice((1, 1, 2, 2, 3)))
        validate = _first(message, Role.VALIDATE)
        if left and wanted > 0:
            self._wanted[message.key] = wanted - 1
            return Tapped(self._taste(message, left).token)
        return Tapped(validate.token) if validate else Wrote("1")

    def _write(self, message: Message) -> What:
        match message.expects:
            case Expects.NUMBER:
                return Wrote(str(self._dice.randint(0, 10)))
            case Expects.DATE:
                return Wrote("2026-09-01")
            case _:
                wrote = self._dice.random() < 0.6
                return Wrote(self._dice.choice(_SENTENCES)) if wrote else Wrote("passer")

    def _taste(self, message: Message, buttons: Sequence[Button]) -> Button:
        named = self._named(message, buttons)
        if isinstance(self._item(message), District) and self.who.district in named and self._dice.random() < 0.97:
            return named[self.who.district]
        weights = [_weight(message.key, name, self.who.district) for name in named]
        return self._dice.choices(list(named.values()), weights)[0]

    def _item(self, message: Message) -> object:
        return self._form.item(message.key) if self._form.has(message.key) else None

    def _named(self, message: Message, buttons: Sequence[Button]) -> Mapping[str, Button]:
        """Buttons by the name of their choice, found by what they say."""
        item = self._item(message)
        names = (
            {choice.text.in_(message.language): choice.name for choice in item.choices}
            if isinstance(item, WithChoices)
            else {}
        )
        return {names.get(button.label, button.label): button for button in buttons}


@cache
def _weight(item: str, choice: str, district: str) -> float:
    """How well a choice is liked in a district."""
    whole = random.Random(f"{item}/{choice}").random()  # noqa: S311 (made-up tastes)
    local = random.Random(f"{item}/{choice}/{district}").random()  # noqa: S311
    rare = choice in ("minor", "outside", "by_school", "erase", "dk", "other")
    return 0.02 if rare else 0.2 + whole + 0.5 * local


def first_act(code: str) -> What:
    """What opening the link does."""
    return Commanded("start", code)


def _first(message: Message, role: Role) -> Button | None:
    return next((button for button in message.buttons if button.role is role), None)
