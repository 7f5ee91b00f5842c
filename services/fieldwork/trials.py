"""Rehearsals: the campaign as parents will meet it, under a code of its own, whose answers count nowhere."""

from dataclasses import dataclass
from datetime import timedelta

from services.accounts.staff import Actor
from services.campaigning import campaigns
from services.context import Context, Transaction
from services.fieldwork import drafts
from services.hours import NANTES
from storage import audit, erasure, questionnaires, respondents
from storage import campaigns as store
from storage.campaigns import TRIAL, Campaign

LIFE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """telegram_link: "" without a bot."""

    code: str
    web_link: str
    telegram_link: str


def rehearse(transaction: Transaction, context: Context, who: Actor, code: str) -> Rehearsal:
    """Links under which `who` meets the campaign as it is now, for a week. Earlier ones end. NotFound, Refused."""
    draft = drafts.look(transaction, context, who, code)
    end(transaction, context, draft.campaign)
    named = f"ESSAI-{context.whole() % 36**6:06d}"
    form = questionnaires.keep(transaction, draft.launched)
    trial = store.create(
        transaction, named, form, synthetic=True, now=context.now(), kind=TRIAL, follows=draft.campaign.id
    )
    store.amend(transaction, trial.id, closes_on=NANTES.today(context.now() + LIFE))
    audit.note(transaction, context.now(), who.id, "campaign_rehearse", draft.campaign.code)
    link = f"{context.public_url}/c/{named}"
    return Rehearsal(named, link, campaigns.telegram_link(transaction, named))


def end(transaction: Transaction, context: Context, campaign: Campaign) -> None:
    """Forget the rehearsals of a campaign and all that was answered in them."""
    for trial in store.following(transaction, campaign.id, TRIAL):
        discard(transaction, context, trial)


def discard(transaction: Transaction, context: Context, trial: Campaign) -> None:
    """Close a rehearsal and erase what was answered."""
    if not trial.has_ended:
        campaigns.end(transaction, context, trial)
    erasure.discard(transaction, trial.id)
    respondents.disagree(transaction, trial.id)
