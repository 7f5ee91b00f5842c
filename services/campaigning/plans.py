"""What an officer wrote of a campaign: its title, whom it asks and how, its rules, its local questions."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from services.context import Transaction
from storage import plans
from surveys.texts import FRENCH

FORMAT = 1
CHANNELS = ("web", "telegram", "paper", "assisted")
DIGITAL = frozenset({"web", "telegram"})


@dataclass(frozen=True, slots=True)
class LocalQuestion:
    """A question for the parents of one district alone. choices: none for an answer in own words."""

    district: str
    text: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StopRule:
    """When a pilot ends by itself, once `least` parents have begun: per cent of them who left or said no (`leaving`),
    failures of ours (`failing`), and questions not understood (`puzzling`) per hundred parents."""

    least: int = 10
    leaving: int = 30
    failing: int = 10
    puzzling: int = 50


@dataclass(frozen=True, slots=True)
class Plan:
    """title, rules, decides, contact, reason: French, by the officer. base: the questionnaire as it was chosen, by its
    id; what is launched is made of it. languages: those offered; none for all that it has. channels: some of
    `CHANNELS`. reason: why the field period is short. invites: whether people who agreed to be asked again are invited
    when it opens. translated: `rules` and `decides` in other
    languages, by language. stop: of a pilot."""

    title: str = ""
    base: int = 0
    languages: tuple[str, ...] = ()
    channels: tuple[str, ...] = ("web", "telegram")
    rules: str = ""
    decides: str = ""
    contact: str = ""
    reason: str = ""
    translated: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    invites: bool = True
    questions: tuple[LocalQuestion, ...] = ()
    stop: StopRule = StopRule()

    def said(self, name: str, language: str) -> tuple[str, str]:
        """A text for parents and the language it is in: theirs, else French. name: "rules" or "decides"."""
        told = self.translated.get(language, {}).get(name, "")
        return (told, language) if told else (getattr(self, name), FRENCH)


def read(transaction: Transaction, campaign_id: int) -> Plan | None:
    """The plan of a campaign, None when it has none: it was opened at the command line."""
    return of(transaction, [campaign_id]).get(campaign_id)


def of(transaction: Transaction, campaign_ids: Collection[int]) -> dict[int, Plan]:
    """The plans of those campaigns that have one, by campaign."""
    return {number: _decoded(content) for number, content in plans.contents(transaction, campaign_ids).items()}


def _decoded(content: str) -> Plan:
    plain: dict[str, Any] = msgspec.json.decode(content)
    if plain.pop("format") != FORMAT:
        raise ValueError("a plan of another format")
    return msgspec.convert(plain, Plan)


def keep(transaction: Transaction, campaign_id: int, plan: Plan) -> None:
    """Write the plan of a campaign down."""
    plain = {"format": FORMAT, **msgspec.to_builtins(plan)}
    plans.keep(transaction, campaign_id, msgspec.json.encode(plain).decode())
