"""What a campaign hopes for: so many parents in a district, beside how many people live there."""

from collections.abc import Iterable, Mapping
from datetime import date

from exports.statistics.margins import read_margins
from services.accounts import access
from services.accounts.access import Action
from services.accounts.staff import COMMAND_LINE, Actor
from services.campaigning import campaigns
from services.context import Context, Transaction
from services.errors import Malformed, ServiceError
from services.fieldwork import priority
from storage import audit, turnout
from storage import campaigns as store
from storage.turnout import Population
from surveys.districts import DISTRICTS
from surveys.problems import Problem

MOST = 100_000  # people in a district


class BadPopulation(ServiceError):
    """A file of people by district that cannot be believed: `problems`."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__("population")
        self.problems = tuple(problems)


def aim(transaction: Transaction, context: Context, who: Actor, code: str, targets: Mapping[str, str]) -> None:
    """Set targets as they were written, "" or 0 for none. They steer, and never turn a parent away. Malformed (its
    argument is the district), NotFound, Refused."""
    access.require(who, Action.MANAGE_CAMPAIGNS, tuple(targets))
    [campaign] = store.every(transaction, code=campaigns.seen(transaction, context, who, code).code)
    concerned = campaigns.concerned(transaction, campaign)
    for district, written in targets.items():
        digits = "".join(written.split()) or "0"
        if district not in concerned or not digits.isdecimal() or int(digits) > MOST:
            raise Malformed(district)
        turnout.aim(transaction, campaign.id, district, int(digits))
    audit.note(transaction, context.now(), who.id, "targets", campaign.code)


def count_population(
    transaction: Transaction, context: Context, content: bytes, who: Actor = COMMAND_LINE
) -> Population:
    """Keep how many people live in each district, from a file of margins (see `exports.statistics.margins`), and how
    many of them in priority neighbourhoods, where the file says it (see `priority`). BadPopulation, Refused."""
    access.require(who, Action.BUILD_RELEASES)
    margins = read_margins(content, {"district": [district.slug for district in DISTRICTS]})
    if isinstance(margins, tuple):
        raise BadPopulation(margins)
    known = Population(margins.people["district"], margins.source, date.fromisoformat(margins.day))
    living_there = priority.read(content, known.people)
    if isinstance(living_there, tuple):
        raise BadPopulation(living_there)
    turnout.keep_population(transaction, known, living_there)
    audit.note(transaction, context.now(), who.id, "population", margins.source[:120])
    return known
