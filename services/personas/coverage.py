"""Which branches of a questionnaire made-up parents went through."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.personas.people import PERSONAS
from services.personas.playing import Played, play
from surveys.items import Item, WithChoices
from surveys.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Branch:
    """How many parents took one choice."""

    choice: str
    taken: int


@dataclass(frozen=True, slots=True)
class Reached:
    """One item. asked: parents who came to it. passed: parents who got further without being asked. conditional: it has
    a condition, so that both should happen."""

    item: str
    asked: int
    passed: int
    conditional: bool
    branches: tuple[Branch, ...]

    @property
    def gaps(self) -> tuple[str, ...]:
        """Names of the choices that nobody took."""
        return tuple(branch.choice for branch in self.branches if branch.taken == 0)

    @property
    def is_whole(self) -> bool:
        """Whether both sides of the condition, and all the choices, were met with."""
        return self.asked > 0 and not self.gaps and (not self.conditional or self.passed > 0)


@dataclass(frozen=True, slots=True)
class Coverage:
    """parents: conversations. stuck: those that could not go on. items: in the order of the questionnaire."""

    parents: int
    stuck: int
    items: tuple[Reached, ...]


def coverage(form: Questionnaire, seeds: Sequence[int]) -> Coverage:
    """Every persona, with each of `seeds`, talks through `form`."""
    return covered(form, [play(form, persona, seed) for persona in PERSONAS.values() for seed in seeds])


def covered(form: Questionnaire, played: Sequence[Played]) -> Coverage:
    """What the conversations went through."""
    furthest = [max((form.place(name) for name in one.met), default=-1) for one in played]
    items = []
    for place, item in enumerate(form.items):
        asked = sum(item.name in one.met for one in played)
        passed = sum(place < far and item.name not in one.met for one, far in zip(played, furthest, strict=True))
        items.append(Reached(item.name, asked, passed, bool(item.relevant), _branches(item, played)))
    return Coverage(len(played), sum(one.is_stuck for one in played), tuple(items))


def _branches(item: Item, played: Sequence[Played]) -> tuple[Branch, ...]:
    if not isinstance(item, WithChoices):
        return ()
    return tuple(
        Branch(choice.name, sum((item.name, choice.name) in one.taken for one in played)) for choice in item.choices
    )
