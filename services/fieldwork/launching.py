"""Check, launch and recall a campaign, and what the clock does to it: open, invite, close."""

from collections.abc import Callable, Mapping, Sequence

from services.accounts import access
from services.accounts.access import Action
from services.accounts.staff import COMMAND_LINE, Actor
from services.campaigning import campaigns, pilots
from services.campaigning.life import Deed
from services.context import Context, Transaction
from services.errors import ServiceError
from services.fieldwork import drafts, trials
from services.fieldwork.drafts import Draft
from services.fieldwork.preview import Preview, preview, surroundings
from services.fieldwork.rules import blockers
from services.hours import NANTES
from services.reminding import invitations
from storage import campaigns as store
from storage import plans, questionnaires
from storage.campaigns import OPEN, PAUSED, TRIAL, Campaign
from surveys.problems import Problem

_PEOPLE = 200  # invited in one transaction, so that nobody waits long for the database


class Blocked(ServiceError):
    """Something stands in the way of a launch: `problems`."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("blocked")
        self.problems = tuple(problems)


class Changed(ServiceError):
    """What was confirmed is not what would be launched any more."""


def check(transaction: Transaction, context: Context, who: Actor, code: str) -> tuple[Problem, ...]:
    """What stands in the way of a launch; a draft without any is checked from now on. NotFound, Refused, NotNow."""
    draft = drafts.look(transaction, context, who, code)
    found = blockers(draft, surroundings(transaction, context, draft))
    if not found:
        campaigns.move(transaction, context, who, draft.campaign, Deed.CHECK)
    return found


def launch(transaction: Transaction, context: Context, who: Actor, code: str, mark: str) -> Preview:
    """Freeze the questionnaire and schedule the campaign; it opens at once when its moment has come. mark: of the
    preview that was confirmed. Blocked, Changed, NotFound, Refused, NotNow."""
    held = campaigns.held(transaction, who, code, Action.LAUNCH)
    shown = preview(transaction, context, who, code)
    if shown.blockers:
        raise Blocked(shown.blockers)
    if shown.mark != mark:
        raise Changed(code)
    frozen = questionnaires.keep(transaction, shown.draft.launched)
    campaign = campaigns.move(transaction, context, who, held, Deed.LAUNCH, questionnaire_id=frozen)
    trials.end(transaction, context, campaign)
    if campaign.opens_at is not None and campaign.opens_at <= context.now():
        _open(transaction, context, campaign, shown.draft)
    return shown


def recall(transaction: Transaction, context: Context, who: Actor, code: str) -> None:
    """Back to the drawing board, before anybody was asked. NotFound, Refused, NotNow."""
    draft = drafts.look(transaction, context, who, code)
    access.require(who, Action.LAUNCH, campaigns.concerned(transaction, draft.campaign))
    campaigns.move(transaction, context, who, draft.campaign, Deed.RECALL, questionnaire_id=draft.plan.base)


def _recall(transaction: Transaction, context: Context, code: str, who: Actor) -> None:
    recall(transaction, context, who, code)


DEEDS: Mapping[str, Callable[[Transaction, Context, str, Actor], None]] = {
    Deed.PAUSE.value: campaigns.pause,
    Deed.RESUME.value: campaigns.resume,
    Deed.CLOSE.value: campaigns.close,
    Deed.RECALL.value: _recall,
    Deed.ARCHIVE.value: campaigns.archive,
}
"""What staff does by hand to a campaign that was launched."""


def tick(transaction: Transaction, context: Context) -> None:
    """What has become due: rows say it, so a restart neither repeats nor loses anything."""
    today = NANTES.today(context.now())
    for campaign in store.in_state(transaction, "scheduled", OPEN, PAUSED):
        if campaign.closes_on is not None and campaign.closes_on < today and campaign.state != "scheduled":
            _end(transaction, context, campaign)
        elif campaign.state == "scheduled" and campaign.opens_at and campaign.opens_at <= context.now():
            _open(transaction, context, campaign, drafts.look(transaction, context, COMMAND_LINE, campaign.code))
        elif campaign.is_open and campaign.kind == "pilot":
            pilots.stop_if_due(transaction, context, campaign)
    for campaign_id in plans.inviting(transaction):
        _invite(transaction, context, store.by_id(transaction, campaign_id))


def _end(transaction: Transaction, context: Context, campaign: Campaign) -> None:
    """Its last day is over."""
    if campaign.kind == TRIAL:
        trials.discard(transaction, context, campaign)
    else:
        campaigns.end(transaction, context, campaign, rule="date" if campaign.kind == "pilot" else "")


def _open(transaction: Transaction, context: Context, campaign: Campaign, draft: Draft) -> None:
    campaigns.move(transaction, context, COMMAND_LINE, campaign, Deed.OPEN, opened_at=context.now())
    if draft.plan.invites:
        plans.invite(transaction, campaign.id, 0)


def _invite(transaction: Transaction, context: Context, campaign: Campaign) -> None:
    """The next part of the invitations; none while the campaign is paused, nor after its end."""
    after = plans.invited_to(transaction, campaign.id)
    if campaign.has_ended:
        plans.invite(transaction, campaign.id, None)
    elif campaign.is_open and after is not None:
        mailing = invitations.begin(transaction, context, campaign.code)
        done = invitations.queue(transaction, context, campaign.code, mailing, after, _PEOPLE)
        plans.invite(transaction, campaign.id, done.last)
