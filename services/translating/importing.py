"""A translator's file back into the form it came from: refused whole, with places, or taken whole. Nothing is lost."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from locales.languages import autonym
from services.sheets.editing import Cell, edited
from services.sheets.reader import Reading, read
from services.sheets.wordings import Wording
from services.translating import po, xlsx
from services.translating.records import FIELD, KEPT, Record, State, as_cell, digest, records, state_of
from services.translating.sheaf import Entry, Sheaf, translatable
from surveys.limits import LONGEST_LABEL, LONGEST_MESSAGE, units
from surveys.problems import Level, Place, Problem
from surveys.texts import FRENCH

_ZIP = b"PK\x03\x04"
_PLACEHOLDER = re.compile(r"\$?\{\w+\}|%\(\w+\)[sd]|https?://\S+|www\.\S+\w")
_UNSURE = (State.STALE, State.MACHINE)
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Merged:
    """form: the file with the translations in it, None when a problem is an error. changed: texts that are new or have
    another state."""

    form: bytes | None
    problems: tuple[Problem, ...]
    changed: int = 0


def merge(form: bytes, name: str, translations: bytes) -> Merged:
    """Put a PO or XLSX file into the form. Texts that the file leaves empty, or out, stay as they are.

    A Markdown form stays one, any other becomes an .xlsx.
    """
    reading = read(form, name)
    if reading.questionnaire is None:
        return Merged(None, reading.problems)
    sheaf = xlsx.read(translations) if translations.startswith(_ZIP) else po.read(translations)
    if isinstance(sheaf, Problem):
        return Merged(None, (sheaf,))
    sheaf = replace(sheaf, entries=tuple(replace(entry, text=_cleaned(entry.text)) for entry in sheaf.entries))
    place = "translation" if translations.startswith(_ZIP) else ""
    problems = tuple(_problems(reading, sheaf, place))
    if any(problem.level is Level.ERROR for problem in problems):
        return Merged(None, problems)
    wordings = translatable(reading)
    changed = [entry for entry in sheaf.entries if _changes(wordings[entry.key], entry, sheaf.language)]
    unsure = sum(
        entry.state in _UNSURE and entry.text != wordings[entry.key].text.wordings.get(sheaf.language, "")
        for entry in changed
    )
    if unsure:
        problems = (*problems, Problem("left_unsure", values={"count": str(unsure)}, level=Level.NOTE))
    cells = tuple(_cells(wordings, changed, sheaf.language))
    if not cells:
        return Merged(form, problems)
    written = edited(form, cells)
    refused = [problem for problem in read(written, name).problems if problem.level is Level.ERROR]
    return Merged(None, (*problems, *refused)) if refused else Merged(written, problems, len(changed))


def _cleaned(text: str) -> str:
    return "\n".join(line.strip() for line in text.replace("\r\n", "\n").splitlines()).strip()


def _problems(reading: Reading, sheaf: Sheaf, sheet: str) -> Iterator[Problem]:
    """What the file as a whole, and each of its texts, should not be."""
    form = reading.questionnaire
    assert form is not None
    if sheaf.questionnaire != form.name:
        yield Problem("other_questionnaire", values={"named": sheaf.questionnaire, "name": form.name})
        return
    if sheaf.language == FRENCH:
        yield Problem("french_not_translated")
        return
    wordings = translatable(reading)
    count = Counter(entry.key for entry in sheaf.entries)
    for entry in sheaf.entries:
        place = Place(sheet, entry.row)
        if entry.key not in wordings:
            yield Problem("unknown_text", place, {"key": entry.key})
        elif count[entry.key] > 1:
            yield Problem("text_twice", place, {"key": entry.key})
        elif not entry.text and wordings[entry.key].text.has(sheaf.language):
            yield Problem("emptied", place, {"key": entry.key}, Level.WARNING)
        elif _changes(wordings[entry.key], entry, sheaf.language):
            yield from _faults(wordings[entry.key], entry, place)
    absent = len(wordings.keys() - count.keys())
    if absent:
        yield Problem("texts_left_out", values={"count": str(absent)}, level=Level.NOTE)


def _faults(wording: Wording, entry: Entry, place: Place) -> Iterator[Problem]:
    """What is wrong with one new translation, by the French text it was made of."""
    text = entry.text
    key = {"key": entry.key}
    lost = Counter(_PLACEHOLDER.findall(entry.source)) - Counter(_PLACEHOLDER.findall(text))
    added = Counter(_PLACEHOLDER.findall(text)) - Counter(_PLACEHOLDER.findall(entry.source))
    if lost or added:
        yield Problem("placeholders_differ", place, {"key": entry.key, "pieces": ", ".join([*lost, *added])})
    elif "${" in text:
        yield Problem("answer_in_text", place)
    elif numbers := _numbers(entry.source) ^ _numbers(text):
        yield Problem("numbers_differ", place, {"key": entry.key, "numbers": ", ".join(sorted(numbers))}, Level.WARNING)
    if units(text) > LONGEST_MESSAGE:
        yield Problem("long_text", place, {"key": entry.key, "most": str(LONGEST_MESSAGE)})
    elif wording.line.sheet == "choices" and units(text) > LONGEST_LABEL:
        yield Problem("long_button", place, {"key": entry.key, "most": str(LONGEST_LABEL)}, Level.WARNING)
    if _cleaned(entry.source) != wording.text.wordings[FRENCH]:
        yield Problem("source_changed", place, key, Level.WARNING)


def _numbers(text: str) -> frozenset[str]:
    """The numbers in a text, whatever digits they are written in."""
    found = _NUMBER.findall(text)
    return frozenset("".join(str(unicodedata.digit(sign)) for sign in number) for number in found)


def _changes(wording: Wording, entry: Entry, language: str) -> bool:
    """Whether the file says anything new of this text."""
    if not entry.text:
        return False
    if entry.text != wording.text.wordings.get(language, "") or entry.state is not state_of(wording, language):
        return True
    return _cleaned(entry.source) != wording.text.wordings[FRENCH] and entry.state is not State.STALE


def _cells(wordings: Mapping[str, Wording], changed: list[Entry], language: str) -> Iterator[Cell]:
    """The cells to write: the texts, and per row what is remembered of them."""
    name = f"{autonym(language)} ({language})"
    kept: dict[tuple[str, int], dict[str, Record]] = {}
    for entry in changed:
        wording = wordings[entry.key]
        line = wording.line
        headers = line.headers
        header = headers.get(f"{wording.field}::{language}", f"{wording.field}::{name}")
        yield Cell(line.sheet, line.number, header, entry.text)
        row = kept.setdefault((line.sheet, line.number), records(line, language))
        row[wording.field] = _record(row.get(wording.field), wording, entry)
    for (sheet, number), by_field in kept.items():
        line = next(one.line for one in wordings.values() if (one.line.sheet, one.line.number) == (sheet, number))
        yield Cell(sheet, number, line.headers.get(f"{FIELD}::{language}", f"{FIELD}::{name}"), as_cell(by_field))


def _record(before: Record | None, wording: Wording, entry: Entry) -> Record:
    """What is remembered: the state, and the French that the translator had before their eyes. A text still marked
    stale stays stale, whatever was done to it."""
    if entry.state is State.STALE:
        stale = before if before and before.digest != digest(wording.text.wordings[FRENCH]) else None
        return stale or Record(State.MACHINE, digest(_cleaned(entry.source)))
    return Record(KEPT[entry.state.value], digest(_cleaned(entry.source)))
