"""A questionnaire: what is asked, in which order, in which languages. Immutable; a correction is a new one."""

from dataclasses import dataclass, field
from functools import cached_property

from surveys.items import Item
from surveys.texts import Text


@dataclass(frozen=True, slots=True)
class Calculation:
    """A named value derived from answers by an expression (XLSForm `calculate`)."""

    name: str
    expression: str


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Why its author leaves a warning as it is. code: of the problem. about: name of the question, "list/choice", or ""
    when it is about the whole."""

    code: str
    about: str
    reason: str


@dataclass(frozen=True)
class Questionnaire:
    """`items` in the order of the sheet. The first language is the one it was written in."""

    name: str
    title: Text
    languages: tuple[str, ...]
    items: tuple[Item, ...]
    calculations: tuple[Calculation, ...] = field(default=())
    accepted: tuple[Acceptance, ...] = field(default=())

    def __hash__(self) -> int:
        """Cheap, so that what is derived from a questionnaire (`functools.lru_cache`) is derived once."""
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.name, self.languages, tuple(self._places)))

    @cached_property
    def _places(self) -> dict[str, int]:
        return {item.name: place for place, item in enumerate(self.items)}

    def item(self, name: str) -> Item:
        """The item called `name`; KeyError when there is none."""
        return self.items[self._places[name]]

    def place(self, name: str) -> int:
        """Position of an item in the sheet, from 0. Stable for ever: stored answers use it."""
        return self._places[name]

    def has(self, name: str) -> bool:
        return name in self._places
