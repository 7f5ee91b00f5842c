"""A questionnaire as plain values that JSON can hold, and back. What has its default value is left out."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from enum import Enum
from typing import Any, get_args

from surveys.answers import Missing
from surveys.items import Choice, Item, Purpose
from surveys.questionnaire import Acceptance, Calculation, Questionnaire
from surveys.texts import Text

FORMAT = 1
_KINDS: Mapping[str, type] = {kind.__name__.lower(): kind for kind in get_args(Item)}


def to_plain(questionnaire: Questionnaire) -> dict[str, Any]:
    """The questionnaire with "format", each item with its "kind"."""
    accepted = [_plain(acceptance) for acceptance in questionnaire.accepted]
    return {
        "format": FORMAT,
        "name": questionnaire.name,
        "title": dict(questionnaire.title.wordings),
        "languages": list(questionnaire.languages),
        "items": [{"kind": type(item).__name__.lower(), **_plain(item)} for item in questionnaire.items],
        "calculations": [_plain(calculation) for calculation in questionnaire.calculations],
        **({"accepted": accepted} if accepted else {}),
    }


def from_plain(plain: Mapping[str, Any]) -> Questionnaire:
    """The questionnaire `to_plain` wrote; ValueError for another format or kind of item."""
    if plain.get("format") != FORMAT:
        raise ValueError(f"questionnaire of format {plain.get('format')!r}, this software reads {FORMAT}")
    return Questionnaire(
        name=plain["name"],
        title=Text(plain["title"]),
        languages=tuple(plain["languages"]),
        items=tuple(_item(item) for item in plain["items"]),
        calculations=tuple(Calculation(**calculation) for calculation in plain["calculations"]),
        accepted=tuple(Acceptance(**acceptance) for acceptance in plain.get("accepted", ())),
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return dict(value.wordings)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, (str, int, type(None))):
        return value
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value) if not _is_default(value, field)}


def _is_default(value: Any, field: Field[Any]) -> bool:
    default = field.default if field.default_factory is MISSING else field.default_factory()
    return bool(getattr(value, field.name) == default)


def _item(plain: Mapping[str, Any]) -> Item:
    kind = _KINDS.get(plain["kind"])
    if kind is None:
        raise ValueError(f"unknown kind of item {plain['kind']!r}")
    item: Item = kind(**{name: _READERS.get(name, _same)(value) for name, value in plain.items() if name != "kind"})
    return item


def _choice(plain: Mapping[str, Any]) -> Choice:
    return Choice(**{name: _READERS.get(name, _same)(value) for name, value in plain.items()})


def _choices(plain: list[Mapping[str, Any]]) -> tuple[Choice, ...]:
    return tuple(_choice(choice) for choice in plain)


def _same(value: Any) -> Any:
    return value


_READERS: Mapping[str, Any] = {
    **dict.fromkeys(("text", "hint", "why", "plain", "constraint_message", "more", "worst"), Text),
    "choices": _choices,
    "missing": Missing,
    "purpose": Purpose,
}
