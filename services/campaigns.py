"""Open, list and close campaigns."""

from dataclasses import dataclass
from datetime import datetime

from services.context import Context, Transaction
from services.staff import Actor


@dataclass(frozen=True, slots=True)
class CampaignSummary:
    """code: what a parent types or a link carries. web_link, telegram_link ("" without Telegram): ways in."""

    code: str
    title: str
    state: str  # "open", "closed"
    districts: tuple[str, ...]  # slugs; empty when the questionnaire asks no district
    languages: tuple[str, ...]
    opened_at: datetime
    synthetic: bool
    web_link: str
    telegram_link: str


def listed(transaction: Transaction, context: Context, who: Actor) -> list[CampaignSummary]:
    """Campaigns, newest first."""
    raise NotImplementedError
