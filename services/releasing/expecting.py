"""What a release would show today, said before it is built.

Told from what is seen anyway: the figures of the monitor (whole tens of people, once a day) and the last release.
Nobody is counted for it, so asking often tells nothing more."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from exports import heads
from exports.heads import Heads
from exports.plan import plan
from exports.policy import PRESETS, PUBLIC, Policy
from services.accounts import access
from services.accounts.access import CITY, Action
from services.accounts.staff import Actor
from services.context import Context, Transaction
from services.errors import Malformed
from services.fieldwork import participation
from services.turnout import Stage
from storage import campaigns as store
from storage import releases
from storage.campaigns import Campaign


class Line(Enum):
    """What becomes of a district."""

    ENTERS = "enters"  # shown for the first time
    GROWS = "grows"  # takes in new people
    STAYS = "stays"  # keeps its figures, or takes in a few more: too early to say
    UNSURE = "unsure"  # under ten people: whether they are enough is not known
    WAITS = "waits"  # too few


@dataclass(frozen=True, slots=True)
class Expected:
    """lines: by slug of the district, or by name of a group of districts that the last release merged. people: at least
    so many finished, None under ten. shown: people in the last release, None where withheld. tables: the questions,
    each by district: the plan has no others. members: slugs of the districts of each line."""

    rules: str
    floor: int
    lines: Mapping[str, Line]
    people: Mapping[str, int | None]
    shown: Mapping[str, int | None]
    tables: tuple[str, ...]
    members: Mapping[str, tuple[str, ...]]

    @property
    def withheld(self) -> tuple[str, ...]:
        """Districts that would not be shown."""
        return tuple(slug for slug, line in self.lines.items() if line in (Line.WAITS, Line.UNSURE))


def expected(transaction: Transaction, context: Context, who: Actor, code: str, rules: str) -> Expected:
    """NotFound, Refused; Malformed when there are no such rules."""
    access.require(who, Action.BUILD_RELEASES, CITY)
    if rules not in PRESETS:
        raise Malformed("rules")
    policy = PRESETS[rules]
    seen = participation.participation(transaction, context, who, code)
    campaign = store.by_code(transaction, code)
    assert campaign is not None
    last = _last(transaction, campaign)
    monitored, members = Counter[str](), dict[str, tuple[str, ...]]()
    for row in seen.districts:
        group = last.merged.get(row.name, row.name)
        monitored[group] += row.people.get(Stage.FINISHED) or 0
        members[group] = (*members.get(group, ()), row.name)
    shown = last.groups
    people = {slug: max(seen, shown.get(slug) or 0) or None for slug, seen in monitored.items()}
    lines = {slug: _line(people[slug], shown.get(slug), policy) for slug in people}
    tables = plan(context.shelf.get(transaction, campaign.questionnaire_id)).tables
    asked = tuple(dict.fromkeys(table.text.in_("fr") for table in tables))
    return Expected(rules, policy.floor, lines, people, {slug: shown.get(slug) for slug in people}, asked, members)


def _last(transaction: Transaction, campaign: Campaign) -> Heads:
    last = next((one for one in releases.every(transaction, campaign.id) if one.is_out), None)
    found = releases.file(transaction, last.id, heads.FILE) if last else None
    return heads.heads(found[1]) if found else Heads(None, {})


def _line(people: int | None, shown: int | None, policy: Policy) -> Line:
    """shown is less than a step from the truth: whatever goes beyond is certainly new. The monitor says nothing below
    the floor of the public rules."""
    if shown is None:
        if people is None:
            return Line.WAITS if policy.floor >= PUBLIC.floor else Line.UNSURE
        return Line.ENTERS
    return Line.GROWS if (people or 0) - shown - policy.step >= policy.floor else Line.STAYS
