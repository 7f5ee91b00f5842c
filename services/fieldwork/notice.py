"""What everybody may read of a campaign: its rules, its dates, who decides, whom to ask."""

from dataclasses import dataclass
from datetime import date, datetime

from services import entrance, plans
from services.context import Context, Transaction


@dataclass(frozen=True, slots=True)
class PublicNotice:
    """code: of the campaign. title, rules, decides, contact: French, as the officer wrote them; "" without a plan.
    opens_at, closes_on: None where no day is fixed."""

    code: str
    title: str
    rules: str
    decides: str
    contact: str
    opens_at: datetime | None
    closes_on: date | None


def notice(transaction: Transaction, context: Context, code: str) -> PublicNotice | None:
    """The public page of `code`, None when parents may not know of any such campaign."""
    found = entrance.find(transaction, context, code)
    if found is None:
        return None
    campaign = found.campaign
    plan = plans.read(transaction, campaign.id) or plans.Plan()
    title = plan.title or context.shelf.get(transaction, campaign.questionnaire_id).title.in_("fr")
    opens = campaign.opens_at or campaign.opened_at
    return PublicNotice(campaign.code, title, plan.rules, plan.decides, plan.contact, opens, campaign.closes_on)
