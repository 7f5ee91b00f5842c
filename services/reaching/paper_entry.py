"""Sheets of paper, typed in by staff: the same steps as any answer, in one go, and nobody's contact."""

from collections.abc import Mapping
from dataclasses import dataclass

from services import conversations
from services.accounts.access import Action
from services.accounts.staff import Actor
from services.campaigning import concerns
from services.context import Context, Transaction
from services.conversations import Talk
from services.errors import Malformed
from services.handing_in import PAPER
from services.reaching import codes, paper_form
from storage import audit, interviews, slips, ways
from storage.campaigns import Campaign
from surveys.inputs import Began, Input
from surveys.interview import Disposition, Interview
from surveys.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Desk:
    """What is typed of a campaign."""

    campaign: Campaign
    form: Questionnaire
    questions: tuple[paper_form.Question, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on one sheet. slip: its one-time code, "" for a sheet without one. typed: by item name."""

    language: str
    slip: str
    typed: Mapping[str, str]


def desk(transaction: Transaction, context: Context, who: Actor, code: str) -> Desk:
    """The questions of a campaign with their codes. NotFound, Refused."""
    campaign = concerns.seen(transaction, who, code, Action.ENTER_PAPER)
    form = context.shelf.get(transaction, campaign.questionnaire_id)
    return Desk(campaign, form, paper_form.questions(form))


def check(transaction: Transaction, context: Context, who: Actor, code: str, sheet: Sheet) -> Mapping[str, str]:
    """What is wrong with a sheet, by item ("" for its code); nothing is kept. NotFound, Refused, Malformed ("closed",
    "language")."""
    return _read(transaction, context, who, code, sheet).problems


def enter(transaction: Transaction, context: Context, who: Actor, code: str, sheet: Sheet) -> Mapping[str, str]:
    """Keep a sheet, unless something is wrong with it: as `check`."""
    read = _read(transaction, context, who, code, sheet)
    if read.problems:
        return read.problems
    talk = _begin(transaction, context, read.at, sheet.language)
    if read.slip is not None:
        slips.take(transaction, talk.id, read.slip.digest)
        if read.slip.way_id is not None:
            ways.came(transaction, talk.id, read.slip.way_id)
    for given in (Began(), *read.inputs):
        talk, _ = conversations.step(transaction, context, talk, given)
    assert talk.interview.disposition is not Disposition.OPEN, "the same steps lead to the same end"
    audit.note(transaction, context.now(), who.id, "paper", read.at.campaign.code)
    return {}


@dataclass(frozen=True, slots=True)
class _Typed:
    at: Desk
    inputs: tuple[Input, ...]
    slip: slips.Slip | None
    problems: Mapping[str, str]


def _read(transaction: Transaction, context: Context, who: Actor, code: str, sheet: Sheet) -> _Typed:
    at = desk(transaction, context, who, code)
    if not at.campaign.is_open:
        raise Malformed("closed")
    if sheet.language not in at.form.languages:
        raise Malformed("language")
    read = paper_form.read(at.form, sheet.language, sheet.typed)
    held, wrong = _slip(transaction, context, at.campaign, sheet.slip)
    return _Typed(at, read.inputs, held, {**read.problems, **({"": wrong} if wrong else {})})


def _slip(transaction: Transaction, context: Context, campaign: Campaign, typed: str) -> tuple[slips.Slip | None, str]:
    """The one-time code of a sheet, and what is wrong with it."""
    if not typed.strip():
        return None, ""
    written = codes.read(typed)
    held = slips.find(transaction, context.vault, written, hold=True) if written else None
    if held is None or held.campaign_id != campaign.id:
        return None, "unknown_slip"
    return (None, "spent") if held.spent else (held, "")


def _begin(transaction: Transaction, context: Context, at: Desk, language: str) -> Talk:
    """An interview of nobody: no contact stands behind it, so it cannot be opened again."""
    interview = Interview(language=language, seed=paper_form.SEED, reachable=False)
    campaign = at.campaign
    of = (campaign.id, campaign.questionnaire_id, campaign.synthetic)
    talk = Talk(context.whole(), 0, PAPER, *of, at.form, interview)
    stored = interviews.Stored(talk.id, *of, interview)
    interviews.create(transaction, stored, PAPER, context.now().date())
    return talk
