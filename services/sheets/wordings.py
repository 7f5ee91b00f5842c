"""The texts of a form where they are written: one per cell and language, with a key that outlives a moved row."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from services.sheets.layout import Line
from surveys.problems import Place
from surveys.texts import Text

FIELDS = ("label", "hint", "why", "plain", "guidance_hint", "constraint_message", "form_title")


@dataclass(frozen=True, slots=True)
class Wording:
    """One text in all its languages. owner: name of the question, "list/choice", or "" (form). field: "label" ..."""

    line: Line
    owner: str
    field: str

    @property
    def text(self) -> Text:
        return self.line.texts[self.field]

    @property
    def key(self) -> str:
        """What names it in a translator's file: "survey/role/label", "choices/role/mother/label"."""
        return "/".join(part for part in (self.line.sheet, self.owner, self.field) if part)

    def place(self, language: str = "") -> Place:
        return self.line.place(self.field, language)


@dataclass(frozen=True)
class Sources:
    """Which rows an imported form came of. lines: rows of each item (a best-worst has two). lists: its list of choices.
    choices: row of each (list, choice). settings: the row of the title."""

    lines: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    lists: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[tuple[str, str], Line] = field(default_factory=dict)
    settings: Line | None = None

    def wordings(self) -> Iterator[Wording]:
        """Every text of the form, in the order of the sheets; a list that nobody asks is left out."""
        if self.settings:
            yield from _of(self.settings, "")
        for lines in self.lines.values():
            for line in lines:
                yield from _of(line, line.get("name"))
        asked = set(self.lists.values())
        for (name, choice), line in self.choices.items():
            if name in asked:
                yield from _of(line, f"{name}/{choice}")

    def place(self, values: Mapping[str, str]) -> Place:
        """Where a problem is that names an item, and perhaps a choice, field, language; nowhere when it does not."""
        item, language = values.get("item", ""), values.get("language", "")
        if item not in self.lines:
            return Place()
        choice = self.choices.get((self.lists[item], values.get("choice", "")))
        if choice is not None:
            return choice.place("label", language)
        named = values.get("field", "label" if language else "")
        if named == "worst":
            return self.lines[item][-1].place("label", language)
        return self.lines[item][0].place(named, language)


def _of(line: Line, owner: str) -> Iterator[Wording]:
    for name in FIELDS:
        if name in line.texts:
            yield Wording(line, owner, name)


def by_name(lines: Iterable[Line], kept: Mapping[str, Iterable[str]]) -> dict[tuple[str, str], Line]:
    """Rows of the choices sheet by (list, choice), of the choices that were `kept`, first come first."""
    found: dict[tuple[str, str], Line] = {}
    for line in lines:
        key = line.get("list_name"), line.get("name")
        if key[1] in kept.get(key[0], ()):
            found.setdefault(key, line)
    return found
