"""The choices sheet: lists of choices by name."""

import re
from collections.abc import Mapping

from services.sheets.findings import Findings
from services.sheets.layout import Line
from surveys.answers import Missing
from surveys.districts import DISTRICTS
from surveys.items import Choice, Purpose
from surveys.texts import Text

FIELDS = frozenset(
    {"list_name", "name", "label", "missing", "exclusive", "last", "screens_out", "purpose", "accepted", "translation"}
)
FLAGS = {"": False, "no": False, "false": False, "false()": False, "yes": True, "true": True, "true()": True}
_NAME = re.compile(r"[\w.-]+")  # several are stored in one text, parted by spaces
_MISSING = {reason.value: reason for reason in (Missing.DONT_KNOW, Missing.REFUSED, Missing.NOT_APPLICABLE)}
_PURPOSES = {purpose.value: purpose for purpose in Purpose}

Lists = Mapping[str, tuple[Choice, ...]]


def read_lists(lines: tuple[Line, ...], findings: Findings) -> Lists:
    """List name -> its choices in the order of the sheet. Rows that are no good choice are reported and left out."""
    lists: dict[str, list[Choice]] = {}
    for line in lines:
        if not line.cells and not line.texts:
            if line.extra:
                findings.warn("row_ignored", line.place())
            continue
        if not line.get("list_name"):
            findings.error("choice_without_list", line.place("list_name"))
            continue
        members = lists.setdefault(line.get("list_name"), [])
        choice = _choice(line, findings)
        if choice is None:
            continue
        if any(other.name == choice.name for other in members):
            findings.error("duplicate_choice", line.place("name"), choice=choice.name, list=line.get("list_name"))
        else:
            members.append(choice)
    return {name: tuple(members) for name, members in lists.items()}


def _choice(line: Line, findings: Findings) -> Choice | None:
    name = line.get("name")
    if not _NAME.fullmatch(name):
        findings.error("invalid_choice_name", line.place("name"), name=name)
        return None
    if "label" not in line.texts:
        findings.error("choice_without_label", line.place("label"), choice=name)
        return None
    missing, purpose = line.get("missing").lower(), line.get("purpose").lower()
    for field, value, allowed in (("missing", missing, _MISSING), ("purpose", purpose, _PURPOSES)):
        if value and value not in allowed:
            findings.error("bad_value", line.place(field), value=value, allowed=", ".join(allowed))
    return Choice(
        name=name,
        text=line.texts["label"],
        missing=_MISSING.get(missing),
        exclusive=flag(line, "exclusive", findings),
        last=flag(line, "last", findings),
        screens_out=flag(line, "screens_out", findings),
        purpose=_PURPOSES.get(purpose),
        columns=line.extra,
    )


def flag(line: Line, field: str, findings: Findings) -> bool:
    """Whether a yes/no cell says yes; an empty one says no."""
    value = line.get(field).lower()
    if value not in FLAGS:
        findings.error("bad_value", line.place(field), value=line.get(field), allowed="yes, no")
    return FLAGS.get(value, False)


def with_districts(choices: tuple[Choice, ...], languages: tuple[str, ...]) -> tuple[Choice, ...]:
    """The choices of a district item. A list that names no district itself gets the eleven put in front."""
    slugs = {district.slug for district in DISTRICTS}
    if any(choice.name in slugs for choice in choices):
        return choices
    return (*(_district(district.slug, district.name, languages) for district in DISTRICTS), *choices)


def _district(slug: str, name: str, languages: tuple[str, ...]) -> Choice:
    return Choice(name=slug, text=Text(dict.fromkeys(languages, name)))
