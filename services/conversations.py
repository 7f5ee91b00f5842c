"""One step of one conversation: load, advance, keep what changed. The same for every channel."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from services import handing_in, places, reminder_plan
from services.campaigning import pilots
from services.context import Context, Transaction
from storage import answers, erasure, interviews, misunderstood, respondents
from storage.campaigns import OPEN, Campaign
from surveys.answers import Answer
from surveys.conversation import Step, advance
from surveys.effects import Agree, Close, Effect, NotUnderstood, Record, Remark, Retract, Settle, Tell
from surveys.inputs import Began, Input, Replied
from surveys.interview import Disposition, Interview
from surveys.items import Consent, District, Purpose
from surveys.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation in hand. `interview` carries its answers. campaign_state: of its campaign. touched_on: the day it
    last moved."""

    id: int
    contact_id: int
    mode: str
    campaign_id: int
    questionnaire_id: int
    synthetic: bool
    form: Questionnaire
    interview: Interview
    campaign_state: str = OPEN
    touched_on: date = date.max

    @property
    def campaign_open(self) -> bool:
        """Whether its campaign takes answers now."""
        return self.campaign_state == OPEN

    @property
    def is_open(self) -> bool:
        return self.interview.disposition is Disposition.OPEN


def load(transaction: Transaction, context: Context, contact_id: int, mode: str, interview_id: int) -> Talk | None:
    """The conversation with its answers, None when it is gone (erased)."""
    return load_all(transaction, context, {interview_id: (contact_id, mode)}).get(interview_id)


def load_all(transaction: Transaction, context: Context, wanted: Mapping[int, tuple[int, str]]) -> dict[int, Talk]:
    """Conversations by interview, those that are gone left out. wanted: contact and mode of each interview."""
    context.recordings.refresh(transaction, context.now())
    stored = interviews.get_all(transaction, list(wanted)) if wanted else {}
    forms = {each.id: context.shelf.get(transaction, each.questionnaire_id) for each in stored.values()}
    given = answers.load(transaction, context.vault, forms) if forms else {}
    return {
        each.id: Talk(
            each.id,
            *wanted[each.id],
            each.campaign_id,
            each.questionnaire_id,
            each.synthetic,
            _asked(transaction, forms[each.id], each.campaign_id, each.campaign_kind, given[each.id]),
            replace(each.interview, answers=given[each.id]),
            each.campaign_state,
            each.touched_on,
        )
        for each in stored.values()
    }


def _asked(
    transaction: Transaction, form: Questionnaire, campaign_id: int, kind: str, given: Mapping[str, Answer]
) -> Questionnaire:
    """The questionnaire as this person meets it: in a pilot, a district that is full ends it for who names it now."""
    if kind != pilots.KIND or any(isinstance(item, District) and item.name in given for item in form.items):
        return form
    full = pilots.full(transaction, campaign_id)
    return pilots.limited(form, full) if full else form


def begin(
    transaction: Transaction,
    context: Context,
    campaign: Campaign,
    contact_id: int,
    mode: str,
    *,
    language: str,
    reachable: bool,
    assisted: bool = False,
) -> Talk:
    """A new conversation in a campaign. Nothing but its position is stored before a consent."""
    context.recordings.refresh(transaction, context.now())
    form = context.shelf.get(transaction, campaign.questionnaire_id)
    interview = Interview(language=language, seed=context.whole(), reachable=reachable)
    talk = Talk(
        context.whole(), contact_id, mode, campaign.id, campaign.questionnaire_id, campaign.synthetic, form, interview
    )
    stored = interviews.Stored(talk.id, campaign.id, campaign.questionnaire_id, campaign.synthetic, interview)
    interviews.create(transaction, stored, mode, context.now().date(), assisted=assisted)
    respondents.link(transaction, contact_id, campaign.id, talk.id)
    return talk


def step(transaction: Transaction, context: Context, talk: Talk, given: Input) -> tuple[Talk, tuple[Effect, ...]]:
    """Advance by one input and keep what it changed, in this transaction."""
    today = context.now().date()
    given = _on_the_map(transaction, talk, given)
    result: Step = advance(talk.form, talk.interview, given)
    if talk.touched_on < today and Tell(Remark.UNREADABLE, talk.interview.position) in result.effects:
        result = advance(talk.form, talk.interview, Began())  # a greeting, the day after: tell where one stood
    after = replace(talk, interview=result.interview, touched_on=today)
    if result.interview != talk.interview or talk.touched_on < today:
        interviews.save(transaction, talk.id, result.interview, today)
    for effect in result.effects:
        _keep(transaction, context, talk, after, effect)
    return after, tuple(result.effects)


def _on_the_map(transaction: Transaction, talk: Talk, given: Input) -> Input:
    """Words in answer to a question about the district, with the places of the city they may name."""
    asked = talk.form.item(talk.interview.position) if talk.interview.position else None
    if isinstance(given, Replied) and isinstance(asked, District):
        return replace(given, places=places.search(transaction, given.text))
    return given


def _keep(transaction: Transaction, context: Context, before: Talk, after: Talk, effect: Effect) -> None:
    match effect:
        case Record(item=name, answer=value):
            answers.record(
                transaction,
                context.vault,
                context.chance(12),
                before.form,
                before.id,
                name,
                value,
                replaces=before.interview.answers.get(name),
            )
        case Settle(item=name) if isinstance(before.form.item(name), Consent) and after.is_open:
            interviews.consented(
                transaction,
                before.id,
                before.questionnaire_id,
                before.interview.language,
                before.mode,
                context.now().date(),
            )
            if before.interview.reachable:
                reminder_plan.begin(transaction, context, before.id)
        case Agree(purposes=purposes):
            for purpose in purposes:
                if purpose is not Purpose.ERASE:
                    today = context.now().date()
                    respondents.agree(transaction, before.contact_id, before.campaign_id, purpose.value, today)
        case NotUnderstood(item=name):
            misunderstood.add(transaction, before.campaign_id, before.questionnaire_id, before.form.place(name))
        case Retract():
            answers.retract(transaction, before.id)
        case Close(disposition=Disposition.ERASED | Disposition.COMPLETE as disposition):
            _close(transaction, before, disposition)
        case _:
            pass


def _close(transaction: Transaction, talk: Talk, disposition: Disposition) -> None:
    if disposition is Disposition.ERASED:
        erasure.forget(transaction, talk.id)
        handing_in.erased(transaction, talk.id)
    else:
        handing_in.submitted(transaction, talk.id, talk.mode)
