"""Open, list and close campaigns."""

import re
from dataclasses import dataclass
from datetime import datetime

from services import access
from services.access import Action
from services.context import Context, Transaction
from services.errors import Malformed, NotFound, Taken
from services.staff import Actor
from storage import campaigns, installation, interviews, mailings, misunderstood, questionnaires
from storage.campaigns import Campaign
from surveys.items import District
from surveys.questionnaire import Questionnaire

PUZZLED_SHARE = 0.1  # of those who began; from there on a question deserves other words
FEW = 10  # parents below whom nothing is said
_BOT = "bot_name"
_CODE = re.compile(r"[A-Z0-9_-]{1,32}")  # what a Telegram link and a web address carry unchanged


@dataclass(frozen=True, slots=True)
class CampaignSummary:
    """code: what a parent types or a link carries. web_link, telegram_link ("" without Telegram): ways in. puzzling:
    questions that more than one parent in ten did not understand."""

    code: str
    title: str
    state: str  # "open", "closed"
    districts: tuple[str, ...]  # slugs; empty when the questionnaire asks no district
    languages: tuple[str, ...]
    opened_at: datetime
    synthetic: bool
    web_link: str
    telegram_link: str
    puzzling: tuple[str, ...] = ()


def open_campaign(
    transaction: Transaction, context: Context, code: str, form: Questionnaire, *, synthetic: bool
) -> CampaignSummary:
    """Open `form` to parents under `code`. Malformed when it cannot be one, Taken when it is in use."""
    if not _CODE.fullmatch(campaigns.normal(code)):
        raise Malformed(code)
    if campaigns.by_code(transaction, code) is not None:
        raise Taken(code)
    kept = questionnaires.keep(transaction, form)
    campaign = campaigns.create(transaction, code, kept, synthetic, context.now())
    return _summary(transaction, context, campaign)


def name_bot(transaction: Transaction, bot_name: str) -> None:
    """Links to Telegram lead to this bot from now on; "" : there is none."""
    installation.replace(transaction, _BOT, bot_name)


def telegram_link(transaction: Transaction, code: str = "") -> str:
    """Where the bot is, and the campaign `code` there; "" without a bot."""
    bot_name = installation.value(transaction, _BOT)
    if not bot_name:
        return ""
    return f"https://t.me/{bot_name}" + (f"?start={code}" if code else "")


def close(transaction: Transaction, context: Context, code: str) -> None:
    """No more answers from parents, no more messages to them. NotFound when no campaign has this code."""
    campaign = campaigns.by_code(transaction, code)
    if campaign is None:
        raise NotFound(code)
    campaigns.close(transaction, campaign.id, context.now().date())
    mailings.cancel(transaction, campaign.id)


def listed(transaction: Transaction, context: Context, who: Actor) -> list[CampaignSummary]:
    """Campaigns, newest first."""
    access.require(who, Action.SEE_CAMPAIGNS)
    return every(transaction, context)


def every(transaction: Transaction, context: Context) -> list[CampaignSummary]:
    """The same for the operator at the command line."""
    return [_summary(transaction, context, campaign) for campaign in campaigns.every(transaction)]


def _summary(transaction: Transaction, context: Context, campaign: Campaign) -> CampaignSummary:
    form = context.shelf.get(transaction, campaign.questionnaire_id)
    return CampaignSummary(
        code=campaign.code,
        title=form.title.in_("fr"),
        state=campaign.state,
        districts=_districts(form),
        languages=form.languages,
        opened_at=campaign.opened_at,
        synthetic=campaign.synthetic,
        web_link=f"{context.public_url}/c/{campaign.code}",
        telegram_link=telegram_link(transaction, campaign.code),
        puzzling=_puzzling(transaction, campaign, form),
    )


def _puzzling(transaction: Transaction, campaign: Campaign, form: Questionnaire) -> tuple[str, ...]:
    """Which questions, and no figure: that several parents stumbled says nothing of any of them."""
    counts = misunderstood.counts(transaction, campaign.id, campaign.questionnaire_id)
    least = max(FEW, interviews.begun(transaction, campaign.id) * PUZZLED_SHARE) if counts else FEW
    return tuple(form.items[place].text.in_("fr") for place, count in sorted(counts.items()) if count >= least)


def _districts(form: Questionnaire) -> tuple[str, ...]:
    """Slugs of the districts a questionnaire asks about."""
    return tuple(
        choice.name
        for item in form.items
        if isinstance(item, District)
        for choice in item.choices
        if not choice.last and choice.missing is None
    )
