"""Correct the translations of a campaign that runs. Nothing else may change: the answers of all editions are one.

Whoever is in the middle goes on with the words they began with; whoever begins afterwards reads the corrected ones.
Each response keeps which edition it answered.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from services.accounts.access import Action
from services.accounts.staff import Actor
from services.campaigning import campaigns
from services.context import Context, Transaction
from services.errors import ServiceError
from storage import audit, editions, questionnaires
from surveys.items import Choice, Item
from surveys.questionnaire import Questionnaire
from surveys.texts import Text


class NotTranslations(ServiceError):
    """More than translations differ. `where`: names of the questions (with "/" and the choice), "" for the whole."""

    def __init__(self, where: Sequence[str]) -> None:
        super().__init__("not_translations")
        self.where = tuple(where)


@dataclass(frozen=True, slots=True)
class Corrected:
    """number: of the edition asked from now on, from 1. texts: how many wordings changed; with none nothing did."""

    number: int
    texts: int


def correct(transaction: Transaction, context: Context, who: Actor, code: str, form: Questionnaire) -> Corrected:
    """Take the translations of `form` for the campaign `code`. Questions that `form` lacks (those a district added)
    stay as they are, and so do languages it lacks. NotFound, Refused, NotTranslations."""
    campaign = campaigns.held(transaction, who, code, Action.AUTHOR)
    asked = context.shelf.get(transaction, campaign.questionnaire_id)
    corrected, changed = with_translations(asked, form)
    if not changed:
        return Corrected(editions.newest(transaction, campaign.id), 0)
    kept, today = questionnaires.keep(transaction, corrected), context.now().date()
    began = campaign.opened_at.date()
    number = editions.add(transaction, campaign.id, campaign.questionnaire_id, kept, began, today)
    audit.note(transaction, context.now(), who.id, "correct", f"{campaign.code} {number}")
    return Corrected(number, changed)


def with_translations(asked: Questionnaire, form: Questionnaire) -> tuple[Questionnaire, int]:
    """`asked` with the translations of `form`, and how many wordings differ. NotTranslations."""
    taking = _Taking(asked.languages)
    items = tuple(taking.item(item, form.item(item.name)) if form.has(item.name) else item for item in asked.items)
    title = taking.text(asked.title, form.title, "")
    strangers = [item.name for item in form.items if not asked.has(item.name)]
    known = [name for name in (item.name for item in form.items) if asked.has(name)]
    if sorted(known, key=asked.place) != known or asked.calculations != form.calculations:
        strangers.append("")
    if wrong := sorted({*taking.wrong, *strangers}):
        raise NotTranslations(wrong)
    return replace(asked, title=title, items=items), taking.changed


class _Taking:
    """Collects wordings; remembers where something else differs."""

    def __init__(self, languages: Sequence[str]) -> None:
        self._source, *self._others = languages
        self.wrong: list[str] = []
        self.changed = 0

    def item(self, mine: Item, other: Item) -> Item:
        merged: Item = self._part(mine, other, mine.name)
        return merged

    def text(self, mine: Text, other: Text, where: str) -> Text:
        if mine.wordings.get(self._source) != other.wordings.get(self._source):
            self.wrong.append(where)
        taken = {tag: other.wordings[tag] for tag in self._others if other.has(tag)}
        self.changed += sum(mine.wordings.get(tag) != words for tag, words in taken.items())
        return Text({**mine.wordings, **taken})

    def _part(self, mine: Any, other: Any, where: str) -> Any:
        """An item or a choice, field by field."""
        if type(mine) is not type(other):
            self.wrong.append(where)
            return mine
        values = {field.name: (getattr(mine, field.name), getattr(other, field.name)) for field in fields(mine)}
        return replace(mine, **{name: self._value(*pair, where) for name, pair in values.items()})

    def _value(self, mine: Any, other: Any, where: str) -> Any:
        if isinstance(mine, Text) and isinstance(other, Text):
            return self.text(mine, other, where)
        if isinstance(mine, tuple) and mine and isinstance(mine[0], Choice):
            return self._choices(mine, other, where)
        if mine != other:
            self.wrong.append(where)
        return mine

    def _choices(self, mine: tuple[Choice, ...], other: tuple[Choice, ...], where: str) -> tuple[Choice, ...]:
        if [choice.name for choice in mine] != [choice.name for choice in other]:
            self.wrong.append(where)
            return mine
        pairs = zip(mine, other, strict=True)
        return tuple(self._part(own, given, f"{where}/{own.name}") for own, given in pairs)
