"""What everybody may read of a campaign: its rules, its dates, who decides, whom to ask."""

from dataclasses import dataclass
from datetime import date, datetime

from services import entrance
from services.campaigning import plans
from services.context import Context, Transaction
from surveys.texts import FRENCH


@dataclass(frozen=True, slots=True)
class PublicNotice:
    """code: of the campaign. title, rules, decides: each with the language it is in; "" without a plan. contact: as the
    officer wrote it. closes_on: None where no day is fixed."""

    code: str
    title: tuple[str, str]
    rules: tuple[str, str]
    decides: tuple[str, str]
    contact: str
    opens_at: datetime
    closes_on: date | None


def notice(transaction: Transaction, context: Context, code: str, language: str) -> PublicNotice | None:
    """The public page of `code` in a language, None when parents may not know of any such campaign."""
    found = entrance.find(transaction, context, code)
    if found is None:
        return None
    campaign = found.campaign
    plan = plans.read(transaction, campaign.id) or plans.Plan()
    asked = context.shelf.get(transaction, campaign.questionnaire_id).title
    title = (asked.in_(language), language) if asked.has(language) else (plan.title or asked.in_(FRENCH), FRENCH)
    return PublicNotice(
        campaign.code,
        (plan.title, FRENCH) if plan.title and language == FRENCH else title,
        plan.said("rules", language),
        plan.said("decides", language),
        plan.contact,
        campaign.opens_at or campaign.opened_at,
        campaign.closes_on,
    )
