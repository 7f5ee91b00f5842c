"""Build a release: answers without identity in, frozen files out. Runs outside the process that answers parents."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from exports import release as building
from exports.policy import Policy
from exports.records import Record
from exports.study import Study
from services.context import Context, Transaction
from services.errors import NotFound
from storage import answers, audit, campaigns, releases
from storage.campaigns import Campaign
from surveys.conditions import standing
from surveys.interview import Disposition
from surveys.problems import Problem
from surveys.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Built:
    """A release that was frozen. id: its number. earlier: how many of the campaign there were before it."""

    id: int
    earlier: int
    files: Mapping[str, bytes]


def build(transaction: Transaction, context: Context, code: str, policy: Policy) -> Built | tuple[Problem, ...]:
    """Protect and freeze what a campaign's parents said; problems, and no byte, when it cannot be protected.

    NotFound when no campaign has this code.
    """
    campaign = campaigns.by_code(transaction, code)
    if campaign is None:
        raise NotFound(code)
    form = context.shelf.get(transaction, campaign.questionnaire_id)
    result = building.build(_study(context, campaign, form), _records(transaction, campaign, form), policy)
    if isinstance(result, building.Refused):
        return result.problems
    files = {name: (building.media_type(name), content) for name, content in result.files.items()}
    earlier = sum(kept.campaign_id == campaign.id for kept in releases.every(transaction))
    number = releases.freeze(transaction, campaign.id, campaign.synthetic, context.now(), files)
    audit.note(transaction, context.now(), audit.OPERATOR, "release", f"{campaign.code}/{number}")
    return Built(number, earlier, result.files)


def _study(context: Context, campaign: Campaign, form: Questionnaire) -> Study:
    return Study(
        campaign=campaign.code,
        questionnaire=form,
        languages=form.languages,
        opened=campaign.opened_at.date(),
        built=context.now().date(),
        synthetic=campaign.synthetic,
        version=context.version,
        key=context.vault.key(f"rounding:{campaign.id}"),
    )


def _records(transaction: Transaction, campaign: Campaign, form: Questionnaire) -> Iterator[Record]:
    stored = answers.stream(transaction, form, campaign.id, campaign.questionnaire_id)
    for disposition, given in stored:
        yield Record(standing(form, given), disposition == Disposition.COMPLETE.value)
