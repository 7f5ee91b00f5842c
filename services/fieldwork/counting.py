"""The counts of a day: what the figures of participation are taken from, once, and never kept."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

from services.context import Context, Transaction
from services.hours import NANTES
from services.reminding import invitations
from services.turnout import Axis, Line, Stage, moved, shown
from storage import campaigns as store
from storage import reminding, slips, turnout
from storage.campaigns import OPEN, PAUSED, Campaign
from storage.turnout import Figure, Group
from surveys.interview import Disposition
from surveys.items import District
from surveys.questionnaire import Questionnaire

_AFTER = timedelta(days=7)  # of the end, in which the parents of its last day are still added
_STAGE = {
    Disposition.COMPLETE.value: Stage.FINISHED,
    Disposition.REFUSED.value: Stage.REFUSED,
    Disposition.BROKEN_OFF.value: Stage.STOPPED,
    Disposition.ERASED.value: Stage.STOPPED,
}
_SENT = {
    "sent": (Stage.INVITED, Stage.REACHED),
    "uncertain": (Stage.INVITED,),
    "unreachable": (Stage.INVITED, Stage.BLOCKED),
}


def look_all(transaction: Transaction, context: Context) -> None:
    """Look at the counts of every campaign that runs, or has just ended, once a day."""
    ended = store.closed_since(transaction, NANTES.today(context.now()) - _AFTER)
    for campaign in (*store.in_state(transaction, OPEN, PAUSED), *ended):
        look(transaction, context, campaign)


def look(transaction: Transaction, context: Context, campaign: Campaign) -> None:
    """Let the figures of a campaign climb to where they may be today; nothing when they were looked at today."""
    today = NANTES.today(context.now())
    if not turnout.look(transaction, campaign.id, today):
        return
    form = context.shelf.get(transaction, campaign.questionnaire_id)
    changed = moved(shown(transaction, campaign.id), _counts(transaction, campaign, form))
    figures = [Figure(line.axis.value, line.name, line.stage.value, today, people) for line, people in changed]
    turnout.show(transaction, campaign.id, figures)


def _counts(transaction: Transaction, campaign: Campaign, form: Questionnaire) -> Mapping[Line, int]:
    axis = next((item for item in form.items if isinstance(item, District)), None)
    counts: Counter[Line] = Counter()
    for group in turnout.interviews(transaction, campaign.id, form.place(axis.name) if axis else None):
        for stage in {Stage.BEGAN, _STAGE.get(group.disposition, Stage.BEGAN)}:
            for name in _names(group, axis):
                counts[Line(*name, stage)] += group.people
    for (channel, state), many in turnout.invitations(transaction, campaign.id, invitations.KIND).items():
        for stage in _SENT.get(state, ()):
            counts[Line(Axis.CITY, "", stage)] += many
            counts[Line(Axis.CHANNEL, channel, stage)] += many
    counts.update(dict(_reaching(transaction, campaign)))
    return counts


def _names(group: Group, axis: District | None) -> Iterable[tuple[Axis, str]]:
    yield Axis.CITY, ""
    yield Axis.CHANNEL, group.channel
    if group.language is not None:
        yield Axis.LANGUAGE, group.language
    if group.place is not None:
        yield Axis.PLACE, group.place
    if axis is not None and group.district is not None and group.district >= 0:
        yield Axis.DISTRICT, axis.choices[group.district].name


def _reaching(transaction: Transaction, campaign: Campaign) -> Iterator[tuple[Line, int]]:
    """What sheets and reminders brought."""
    for batch in slips.of_campaign(transaction, campaign.id):
        yield Line(Axis.SHEETS, str(batch.id), Stage.FINISHED), batch.spent
    for number, wording, people, finished in reminding.effects(transaction, campaign.id):
        yield Line(Axis.WORDING, f"{number} {wording}", Stage.REMINDED), people
        yield Line(Axis.WORDING, f"{number} {wording}", Stage.FINISHED), finished
