"""Build a release: answers without identity in, frozen files out. Runs outside the process that answers parents."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from exports import heads
from exports import release as building
from exports.plan import DISTRICT, Measure, Plan, crossable, plan
from exports.policy import PRESETS, Policy
from exports.records import Counted, Mode, Record
from exports.relations import Known
from exports.statistics.margins import Margins, read_margins, together
from exports.study import Study
from services.context import Context, Transaction
from services.errors import NotFound, Taken
from services.releasing import coded, moderation, news, themes
from services.releasing.coded import Coded
from storage import answers, approvals, audit, campaigns, releases
from storage.campaigns import Campaign
from storage.releases import Kept, Place
from surveys.conditions import standing
from surveys.interview import Disposition
from surveys.problems import Problem
from surveys.questionnaire import Questionnaire

_NEW = Place(Counted.NOT_YET.value, b"")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person who builds a release may choose. margins: a file of known numbers of people (see
    `exports.statistics.margins`). city_first, crossing: as in `exports.study.Study`. reports: languages of the
    reports."""

    margins: bytes | None = None
    city_first: bool = False
    reports: tuple[str, ...] = ()
    crossing: str = ""


NO_WISH = Wishes()


@dataclass(frozen=True, slots=True)
class Built:
    """A release that is frozen. id: its number. earlier: releases of the campaign before it. fresh: False when nobody
    came since, and it is the one that was there."""

    id: int
    earlier: int
    files: Mapping[str, bytes]
    fresh: bool = True

    @property
    def is_silent(self) -> bool:
        """Whether it shows no figure at all: nobody is counted yet, or everything has to be hidden."""
        told = heads.heads(self.files[heads.FILE])
        return told.city is None and all(people is None for people in told.groups.values())


@dataclass(frozen=True, slots=True)
class Ready:
    """A release that is protected, attacked and written, and not kept yet. earlier: releases it was held against."""

    campaign: Campaign
    number: int
    policy: Policy
    result: building.Release
    earlier: int


def build(
    transaction: Transaction, context: Context, code: str, policy: Policy, wishes: Wishes = NO_WISH
) -> Built | tuple[Problem, ...]:
    """`prepare` and `keep` in one transaction, for whoever is alone with the database."""
    ready = prepare(transaction, context, code, policy, wishes)
    return keep(transaction, context, ready) if isinstance(ready, Ready) else ready


def prepare(
    transaction: Transaction,
    context: Context,
    code: str,
    policy: Policy,
    wishes: Wishes = NO_WISH,
    counted: Callable[[], None] = lambda: None,
) -> Ready | Built | tuple[Problem, ...]:
    """Protect what a campaign's parents said; the last release when nobody can be added to it yet; problems, and no
    byte, when it cannot be protected. Slow, and reads only: parents go on answering meanwhile.
    Every release of a campaign is held against all earlier ones, revoked ones too: what is out stays out. A closed
    campaign's release is the last: people of groups that stayed small are counted in the city. `counted` is called once
    all answers are read. NotFound when no campaign has this code."""
    campaign = campaigns.by_code(transaction, code)
    if campaign is None:
        raise NotFound(code)
    earlier = releases.every(transaction, campaign.id)[::-1]
    if problem := _refusal(earlier, policy):
        return (problem,)
    form = context.shelf.get(transaction, campaign.questionnaire_id)
    known = ledger(transaction, earlier)
    crossing = building.crossing_of(known, wishes.crossing)
    if crossing and crossing not in crossable(form):
        return (_not_crossable(form, crossing),)
    margins = read_margins(wishes.margins, _countable(plan(form))) if wishes.margins is not None else None
    if isinstance(margins, tuple):
        return margins
    margins = together(margins, plan(form, crossing)) if margins is not None else None
    found = themes.done(transaction, campaign, form)
    study = replace(_study(context, campaign, form, found, len(earlier) + 1, wishes), crossing=crossing)
    records = _until_read(_records(transaction, campaign, form, found), counted)
    beside = _beside(transaction, context, campaign, policy, margins, found)
    known = replace(known, again=known.again or news.tells_more(known, study, margins, wishes.reports))
    asked = replace(known, again=known.again or news.has_new_words(known, study, beside.quotes))
    result = building.build(study, records, policy, ledger=asked, reports=wishes.reports, beside=beside)
    if news.adds_nothing(result, known, policy):
        return Built(earlier[-1].id, len(earlier) - 1, releases.contents(transaction, earlier[-1].id), fresh=False)
    if isinstance(result, building.Refused):
        return result.problems
    return Ready(campaign, study.number, policy, result, len(earlier))


def keep(transaction: Transaction, context: Context, ready: Ready, by: int = audit.OPERATOR) -> Built:
    """Freeze it. by: the member of staff who asked for it. Taken when another release of the campaign was kept since it
    was prepared: then it was not held against all that is out."""
    campaign = ready.campaign
    if len(releases.every(transaction, campaign.id)) != ready.earlier:
        raise Taken(campaign.code)
    number = _freeze(transaction, context, campaign, ready.number, ready.policy, ready.result)
    if approvals.is_demanded(transaction, campaign.id):
        approvals.begin(transaction, number, by)
    audit.note(transaction, context.now(), by, "release", f"{campaign.code}/{number}")
    return Built(number, ready.earlier, ready.result.files)


def _not_crossable(form: Questionnaire, name: str) -> Problem:
    is_district = name == plan(form).axis
    return Problem("release_not_mergeable" if is_district else "release_not_crossable", values={"name": name})


def _countable(made: Plan) -> dict[str, list[str]]:
    """What margins can be about: the districts, and the choices of questions with one answer."""
    questions = {
        table.item: [one.name for one in table.categories if one.choice is not None and one.missing is None]
        for table in made.tables
        if table.measure is Measure.SINGLE
    }
    return {**questions, DISTRICT: [group.name for group in made.groups if group.choice is not None]}


def _waves(transaction: Transaction, campaign: Campaign, policy: Policy) -> tuple[Mapping[str, bytes], ...]:
    """The last release of the campaign that this one follows, when it was made by the same rules."""
    if campaign.follows is None:
        return ()
    before = releases.every(transaction, campaign.follows)
    last = next((kept for kept in before if kept.is_out and kept.synthetic == campaign.synthetic), None)
    return (releases.contents(transaction, last.id),) if last and last.policy == policy.name else ()


def ledger(transaction: Transaction, earlier: list[Kept]) -> building.Ledger:
    """What releases of a campaign have shown, oldest first."""
    known = tuple(Known(releases.contents(transaction, kept.id), kept.gone) for kept in earlier)
    again = bool(earlier) and earlier[-1].revoked_at is not None
    return building.Ledger(known, sum(kept.newcomers for kept in earlier), again)


def _refusal(earlier: list[Kept], policy: Policy) -> Problem | None:
    """One campaign, one set of rules: two roundings of the same people would narrow each other."""
    if any(kept.number == 0 for kept in earlier):
        return Problem("release_before_ledger")
    other = next((kept.policy for kept in earlier if kept.policy != policy.name), None)
    return Problem("release_other_rules", values={"rules": other}) if other else None


def _freeze(
    transaction: Transaction,
    context: Context,
    campaign: Campaign,
    number: int,
    policy: Policy,
    result: building.Release,
) -> int:
    values = {
        "campaign_id": campaign.id,
        "number": number,
        "synthetic": campaign.synthetic,
        "built_at": context.now(),
        "policy": policy.name,
        "newcomers": len(result.newcomers),
        "gone": result.gone,
    }
    files = {name: (building.media_type(name), content) for name, content in result.files.items()}
    release = releases.freeze(transaction, values, files)
    people = ((one.number, Place(one.counted.value, one.mark)) for one in result.newcomers)
    releases.count(transaction, release, people)
    return release


def _study(
    context: Context, campaign: Campaign, form: Questionnaire, found: Sequence[Coded], number: int, wishes: Wishes
) -> Study:
    return Study(
        campaign=campaign.code,
        questionnaire=coded.asked(form, found),
        languages=form.languages,
        opened=campaign.opened_at.date(),
        built=context.now().date(),
        synthetic=campaign.synthetic,
        version=context.version,
        key=context.vault.key(f"rounding:{campaign.id}"),
        number=number,
        final=campaign.has_ended,
        city_first=wishes.city_first,
        coded=frozenset(one.item for one in found),
    )


def _records(
    transaction: Transaction, campaign: Campaign, form: Questionnaire, found: Sequence[Coded]
) -> Iterator[Record]:
    known = releases.places(transaction, campaign.id)
    stored = answers.stream(transaction, form, campaign.id, campaign.questionnaire_id)
    for one in stored:
        place = known.get(one.number, _NEW)
        complete = one.disposition == Disposition.COMPLETE.value
        mode = Mode(one.mode, one.assisted)
        answered = coded.answered(standing(form, one.given), one.number, found)
        yield Record(answered, complete, one.number, Counted(place.place), place.mark, mode)


def _beside(
    transaction: Transaction,
    context: Context,
    campaign: Campaign,
    policy: Policy,
    margins: Margins | None,
    found: Sequence[Coded],
) -> building.Beside:
    waves = _waves(transaction, campaign, policy)
    refused, silent = releases.uncounted(transaction, campaign.id)
    quotes = moderation.released(transaction, context, campaign, found)
    return building.Beside(margins, waves, refused, silent, quotes)


def _until_read(records: Iterator[Record], counted: Callable[[], None]) -> Iterator[Record]:
    yield from records
    counted()


@dataclass(frozen=True, slots=True)
class Attacked:
    """checked: figures that the attacker bounded. findings: problems, none when the release holds."""

    checked: int
    findings: tuple[Problem, ...]


def attack(transaction: Transaction, release: int) -> Attacked:
    """Attack a release again beside all earlier ones of its campaign. NotFound when there is none, or when it is older
    than the ledger."""
    kept = next((one for one in releases.every(transaction) if one.id == release and one.number), None)
    if kept is None:
        raise NotFound(str(release))
    earlier = [one for one in releases.every(transaction, kept.campaign_id)[::-1] if one.number < kept.number]
    files = releases.contents(transaction, release)
    checked, findings = building.attack(files, PRESETS[kept.policy], ledger(transaction, earlier), kept.gone)
    return Attacked(checked, findings)


@dataclass(frozen=True, slots=True)
class Planned:
    """One table of a release. lines: groups and the city."""

    name: str
    question: str
    lines: int
    categories: int


def crossings(transaction: Transaction, context: Context, code: str) -> tuple[str, ...]:
    """The questions that releases of a campaign may be crossed with. NotFound when no campaign has this code."""
    campaign = campaigns.by_code(transaction, code)
    if campaign is None:
        raise NotFound(code)
    return crossable(context.shelf.get(transaction, campaign.questionnaire_id))


def tables(transaction: Transaction, context: Context, code: str) -> list[Planned]:
    """The tables that releases of a campaign have. Read from its questionnaire alone: nobody is counted, so asking
    often tells nothing. NotFound when no campaign has this code."""
    campaign = campaigns.by_code(transaction, code)
    if campaign is None:
        raise NotFound(code)
    form = context.shelf.get(transaction, campaign.questionnaire_id)
    made = plan(coded.asked(form, themes.done(transaction, campaign, form)))
    lines = len(made.groups) + 1
    return [Planned(table.name, table.text.in_("fr"), lines, len(table.categories)) for table in made.tables]
