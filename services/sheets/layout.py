"""Rows seen through their columns: what each header means, and the wordings of a row in all languages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from services.sheets import languages
from services.sheets.findings import Findings
from services.sheets.workbook import Sheet, with_line_breaks
from surveys.problems import Place
from surveys.texts import Text

_ALIASES = {
    "caption": "label", "relevance": "relevant", "calculate": "calculation", "command": "type", "tag": "name",
    "value": "name", "constraining_message": "constraint_message", "jr_constraintmsg": "constraint_message",
    "requiredmsg": "required_message", "jr_requiredmsg": "required_message", "read_only": "readonly",
    "set_form_title": "form_title", "title": "form_title", "set_form_id": "form_id", "id_string": "form_id",
    "big-image": "image",
}  # fmt: skip
_PREFIXES = frozenset({"bind", "control", "body", "media"})  # "bind::relevant" is "relevant"
_MEDIA = frozenset({"image", "audio", "video"})
_TRANSLATED = _MEDIA | {
    *("label", "hint", "why", "plain", "guidance_hint", "constraint_message", "required_message", "form_title"),
    "translation",  # what is remembered of each translation, see services.translating.records
}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|\*\*")


@dataclass(frozen=True, slots=True)
class Column:
    """header: as written. field: what it holds ("label", "relevant" ...). language: a tag, "" when it has none."""

    header: str
    field: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row. cells: field -> text. texts: field -> wordings. headers: field, or field::language, -> header as
    written. extra: the columns that mean nothing to us, by header."""

    sheet: str
    number: int
    cells: Mapping[str, str]
    texts: Mapping[str, Text]
    headers: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        return self.cells.get(name, "")

    def place(self, name: str = "", language: str = "") -> Place:
        """Where the field `name` of this row is written (in `language`)."""
        header = self.headers.get(f"{name}::{language}") if language else None
        return Place(self.sheet, self.number, header or self.headers.get(name, name))


def read_lines(sheet: Sheet, known: frozenset[str], language: str, findings: Findings) -> tuple[Line, ...]:
    """The rows of `sheet`. `known`: fields that mean something there. `language`: of columns that name none.

    Media and headers in no known language are reported once, here; other unknown columns are left to the caller.
    """
    columns = [_column(title, sheet, language, findings) for title in sheet.headers]
    for title in {column.header for column in columns if column.field in _MEDIA}:
        if any(title in row.cells for row in sheet.rows):
            findings.warn("media_ignored", Place(sheet.name, 1, title), column=title)
    headers = {column.field: column.header for column in reversed(columns)}
    headers |= {f"{column.field}::{column.language}": column.header for column in columns if column.language}
    lines = []
    for row in sheet.rows:
        written = [(column, row.cells[column.header].strip()) for column in columns if column.header in row.cells]
        plain = {column.field: text for column, text in written if column.field in known - _TRANSLATED}
        extra = {column.header: text for column, text in written if column.field not in known | _MEDIA}
        texts: dict[str, dict[str, str]] = {}
        for column, text in written:
            if column.field in known & _TRANSLATED and column.language:
                wording = _wording(text, Place(sheet.name, row.number, column.header), findings)
                texts.setdefault(column.field, {})[column.language] = wording
        wordings = {name: Text(by_language) for name, by_language in texts.items()}
        lines.append(Line(sheet.name, row.number, plain, wordings, headers, extra))
    return tuple(lines)


def languages_of(lines: tuple[Line, ...], default: str) -> tuple[str, ...]:
    """Languages with at least one label, the default one first."""
    seen = dict.fromkeys(tag for line in lines if "label" in line.texts for tag in line.texts["label"].wordings)
    return tuple(sorted(seen, key=lambda tag: tag != default))


def names_no_language(sheet: Sheet) -> bool:
    """Whether the sheet has a label column without a language."""
    return any(_parts(title, _doubled(sheet)) == ("label", "") for title in sheet.headers)


def _column(title: str, sheet: Sheet, language: str, findings: Findings) -> Column:
    name, qualifier = _parts(title, _doubled(sheet))
    if name not in _TRANSLATED:
        return Column(title, name if not qualifier else title)
    if not qualifier:
        return Column(title, name, language)
    tag = languages.tag_of(qualifier)
    place = Place(sheet.name, 1, title)
    if not tag and name not in _MEDIA:
        findings.error("language_without_tag", place, column=title, language=qualifier)
    elif languages.is_guessed(qualifier) and name == "label":
        findings.warn("language_guessed", place, column=title, language=tag)
    return Column(title, name, tag)


def _doubled(sheet: Sheet) -> bool:
    return any("::" in title for title in sheet.headers)


def _parts(title: str, doubled: bool) -> tuple[str, str]:
    """(field, qualifier) of a header. Old forms part them by a single colon."""
    parts = [part.strip() for part in title.replace("jr:", "jr_").split("::" if doubled else ":")]
    if len(parts) > 1 and parts[0].lower() in _PREFIXES:
        parts = parts[1:]
    name = "_".join(parts[0].split()).lower()
    return _ALIASES.get(name, name), "::".join(parts[1:])


def _wording(text: str, place: Place, findings: Findings) -> str:
    """The plain text of a cell; `<br>` is a line break, as in a Markdown table."""
    lines = _CONTROL.sub(" ", with_line_breaks(text).replace("\r\n", "\n")).splitlines()
    text = "\n".join(line.strip() for line in lines)
    if "${" in text:
        findings.error("answer_in_text", place)
    elif _MARKUP.search(text):
        findings.warn("markup", place)
    return text.strip()
