"""What a release says of itself in files it was frozen with: `results.json` and `codebook.json`, as far as these go. A
name that is missing, as in files of another version, is said by what it names."""

from collections.abc import Mapping
from typing import TypeVar

import msgspec

from exports.plan import TOTAL
from exports.policy import PUBLIC

BOOK = "codebook.json"
T = TypeVar("T")


class Told(msgspec.Struct, frozen=True):
    """One line of the results. members: districts that are counted together in it."""

    district: str = TOTAL
    members: tuple[str, ...] = ()
    name: str = ""
    category: str = ""
    answer: str = ""
    value: int | None = None
    percent: int | None = None
    low: int | None = None
    high: int | None = None
    reason: str | None = None

    @property
    def is_telling(self) -> bool:
        """Whether it is worth reading: reasons for having no answer, which hardly anybody had, are not."""
        return self.percent is not None or self.value != 0


class Asked(msgspec.Struct, frozen=True):
    """One table of the results."""

    table: str
    item: str = ""
    measure: str = ""
    question: str = ""
    rows: tuple[Told, ...] = ()


class Results(msgspec.Struct, frozen=True):
    """`results.json`."""

    policy: str = PUBLIC.name
    participation: tuple[Told, ...] = ()
    questions: tuple[Asked, ...] = ()


class Choice(msgspec.Struct, frozen=True):
    """A choice of an item, by language."""

    name: str
    text: Mapping[str, str] = {}


class Item(msgspec.Struct, frozen=True):
    """What was asked, by language."""

    name: str
    text: Mapping[str, str] = {}
    choices: tuple[Choice, ...] = ()


class Category(msgspec.Struct, frozen=True):
    """A line of a table: the choice it stands for, or why there is no answer."""

    name: str
    choice: str | None = None
    missing: str | None = None


class Table(msgspec.Struct, frozen=True):
    """A table by its lines."""

    name: str
    categories: tuple[Category, ...] = ()


class Book(msgspec.Struct, frozen=True):
    """`codebook.json`."""

    languages: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    tables: tuple[Table, ...] = ()


def read(content: bytes, kind: type[T]) -> T | None:
    """None for a file that is not of our making."""
    try:
        return msgspec.json.decode(content, type=kind)
    except msgspec.DecodeError:
        return None
