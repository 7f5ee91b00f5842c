"""Campaigns and what moves them through their life: open, pause, resume, close, list."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from services import calendar
from services.accounts import access
from services.accounts.access import Action
from services.accounts.staff import COMMAND_LINE, Actor
from services.campaigning import plans
from services.campaigning.life import Deed, NotNow, State, after, possible
from services.context import Context, Transaction
from services.errors import Malformed, NotFound, Taken
from storage import audit, campaigns, installation, interviews, mailings, misunderstood, questionnaires
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
    questions that more than one parent in ten did not understand. deeds: what whoever asks may do to it now.
    opens_at, closes_on (its last day): when it opens and closes by itself, if it does."""

    code: str
    title: str
    state: str  # see `services.campaigning.life`
    districts: tuple[str, ...]  # slugs; empty when the questionnaire asks no district
    languages: tuple[str, ...]
    opened_at: datetime
    synthetic: bool
    web_link: str
    telegram_link: str
    puzzling: tuple[str, ...] = ()
    kind: str = "survey"
    opens_at: datetime | None = None
    closes_on: date | None = None
    ended_by: str = ""
    deeds: tuple[Deed, ...] = ()


def open_campaign(
    transaction: Transaction, context: Context, code: str, form: Questionnaire, *, synthetic: bool
) -> CampaignSummary:
    """Open `form` to parents under `code` at once, without a plan. Malformed when it cannot be one, Taken when it is
    in use."""
    free(transaction, code)
    kept = questionnaires.keep(transaction, form)
    campaign = campaigns.create(transaction, code, kept, synthetic, context.now())
    return _summary(transaction, context, campaign)


def free(transaction: Transaction, code: str) -> str:
    """The code as it is printed. Malformed when it cannot be one, Taken when it is in use."""
    if not _CODE.fullmatch(campaigns.normal(code)):
        raise Malformed(code)
    if campaigns.by_code(transaction, code) is not None:
        raise Taken(code)
    return campaigns.normal(code)


def name_bot(transaction: Transaction, bot_name: str) -> None:
    """Links to Telegram lead to this bot from now on; "" : there is none."""
    installation.replace(transaction, _BOT, bot_name)


def telegram_link(transaction: Transaction, code: str = "") -> str:
    """Where the bot is, and the campaign `code` there; "" without a bot."""
    return _leading_to(installation.value(transaction, _BOT) or "", code)


def _leading_to(bot_name: str, code: str) -> str:
    if not bot_name:
        return ""
    return f"https://t.me/{bot_name}" + (f"?start={code}" if code else "")


# --- its life --------------------------------------------------------------------------------------------------------
def held(transaction: Transaction, who: Actor, code: str, action: Action = Action.MANAGE_CAMPAIGNS) -> Campaign:
    """The campaign `code`, once `who` may do `action` to it: an officer, when it stays within their districts.
    NotFound, Refused."""
    campaign = campaigns.by_code(transaction, code)
    if campaign is None:
        access.require(who, action)  # who may do nothing learns nothing of codes
        raise NotFound(code)
    access.require(who, action, concerned(transaction, campaign))
    return campaign


def concerned(transaction: Transaction, campaign: Campaign) -> tuple[str, ...]:
    """The districts a campaign concerns: its own, else every one."""
    return tuple(share.district for share in campaigns.shares(transaction, campaign.id)) or access.CITY


def move(
    transaction: Transaction, context: Context, who: Actor, campaign: Campaign, deed: Deed, **values: Any
) -> Campaign:
    """Let `deed` happen to a campaign, with the columns it changes along, and write down who did it. NotNow."""
    state = after(State(campaign.state), deed)
    if not campaigns.move(transaction, campaign, state.value, **values):
        raise NotNow(State(campaigns.by_id(transaction, campaign.id).state), deed)
    audit.note(transaction, context.now(), who.id, f"campaign_{deed.value}", campaign.code)
    return campaigns.by_id(transaction, campaign.id)


def pause(transaction: Transaction, context: Context, code: str, who: Actor = COMMAND_LINE) -> None:
    """Nobody is asked anything until it is resumed: what is queued and nobody asked for waits. NotFound, NotNow."""
    campaign = move(transaction, context, who, held(transaction, who, code), Deed.PAUSE)
    mailings.hold(transaction, campaign.id)


def resume(transaction: Transaction, context: Context, code: str, who: Actor = COMMAND_LINE) -> None:
    """Parents go on at the question where they were; what waited leaves in the hours. NotFound, NotNow."""
    campaign = move(transaction, context, who, held(transaction, who, code), Deed.RESUME)
    hours = calendar.hours(transaction, campaign.kind)
    mailings.release(transaction, campaign.id, hours.next_open(context.now()))


def close(transaction: Transaction, context: Context, code: str, who: Actor = COMMAND_LINE) -> None:
    """No more answers from parents, no more messages to them. NotFound, NotNow."""
    end(transaction, context, held(transaction, who, code), who)


def archive(transaction: Transaction, context: Context, code: str, who: Actor = COMMAND_LINE) -> None:
    """Put a campaign away whose results are out. NotFound, NotNow."""
    move(transaction, context, who, held(transaction, who, code), Deed.ARCHIVE)


def released(transaction: Transaction, context: Context, who: Actor, campaign_id: int) -> None:
    """Everybody may read results of a campaign; one that has closed is published by that."""
    access.require(who, Action.APPROVE_RELEASES)
    campaign = campaigns.by_id(transaction, campaign_id)
    if campaign.state == State.CLOSED.value:
        move(transaction, context, who, campaign, Deed.PUBLISH)


def end(
    transaction: Transaction, context: Context, campaign: Campaign, who: Actor = COMMAND_LINE, rule: str = ""
) -> None:
    """Close a campaign, by a person or by a rule. The time until its data are forgotten runs from today. NotNow."""
    move(transaction, context, who, campaign, Deed.CLOSE, closed_on=context.now().date(), ended_by=rule)
    mailings.cancel(transaction, campaign.id)


# --- what there is ---------------------------------------------------------------------------------------------------
def listed(transaction: Transaction, context: Context, who: Actor) -> list[CampaignSummary]:
    """Campaigns, newest first: an officer sees those of their districts and of the whole city."""
    access.require(who, Action.SEE_CAMPAIGNS)
    return _summaries(transaction, context, campaigns.every(transaction, access.limits(who)), who)


def seen(transaction: Transaction, context: Context, who: Actor, code: str) -> CampaignSummary:
    """One of them. NotFound."""
    access.require(who, Action.SEE_CAMPAIGNS)
    known = campaigns.every(transaction, access.limits(who), campaigns.normal(code))
    if not known:
        raise NotFound(code)
    return _summary(transaction, context, known[0], who)


def every(transaction: Transaction, context: Context) -> list[CampaignSummary]:
    """The same for the operator at the command line."""
    return _summaries(transaction, context, campaigns.every(transaction))


def _summary(
    transaction: Transaction, context: Context, campaign: Campaign, who: Actor = COMMAND_LINE
) -> CampaignSummary:
    [summary] = _summaries(transaction, context, [campaign], who)
    return summary


def _summaries(
    transaction: Transaction, context: Context, known: Sequence[Campaign], who: Actor = COMMAND_LINE
) -> list[CampaignSummary]:
    """As many queries for a hundred campaigns as for one."""
    ids = [campaign.id for campaign in known]
    written, shares = plans.of(transaction, ids), campaigns.shares_of(transaction, ids)
    puzzling = _puzzling(transaction, context, known)
    bot_name = installation.value(transaction, _BOT) or ""
    found = []
    for campaign in known:
        form = context.shelf.get(transaction, campaign.questionnaire_id)
        plan = written.get(campaign.id)
        own = tuple(share.district for share in shares.get(campaign.id, ()))
        is_theirs = access.may(who, Action.MANAGE_CAMPAIGNS, own or access.CITY)
        found.append(
            CampaignSummary(
                code=campaign.code,
                title=plan.title if plan and plan.title else form.title.in_("fr"),
                state=campaign.state,
                districts=own or _districts(form),
                languages=(plan and plan.languages) or form.languages,
                opened_at=campaign.opened_at,
                synthetic=campaign.synthetic,
                web_link=f"{context.public_url}/c/{campaign.code}",
                telegram_link=_leading_to(bot_name, campaign.code),
                puzzling=puzzling.get(campaign.id, ()),
                kind=campaign.kind,
                opens_at=campaign.opens_at,
                closes_on=campaign.closes_on,
                ended_by=campaign.ended_by,
                deeds=possible(State(campaign.state)) if is_theirs else (),
            )
        )
    return found


def _puzzling(transaction: Transaction, context: Context, known: Sequence[Campaign]) -> Mapping[int, tuple[str, ...]]:
    """Which questions, by campaign, and no figure: that several parents stumbled says nothing of any of them."""
    stumbled = misunderstood.counts(transaction, [campaign.id for campaign in known])
    begun = interviews.begun(transaction, stumbled) if stumbled else {}
    found = {}
    for campaign in known:
        form = context.shelf.get(transaction, campaign.questionnaire_id)
        counts = stumbled.get(campaign.id, {})
        least = max(FEW, begun.get(campaign.id, 0) * PUZZLED_SHARE)
        found[campaign.id] = tuple(
            form.items[place].text.in_("fr") for place, count in sorted(counts.items()) if count >= least
        )
    return found


def _districts(form: Questionnaire) -> tuple[str, ...]:
    """Slugs of the districts a questionnaire asks about."""
    return tuple(
        choice.name
        for item in form.items
        if isinstance(item, District)
        for choice in item.choices
        if not choice.last and choice.missing is None
    )
