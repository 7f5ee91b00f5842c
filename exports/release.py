"""The way out for a number: records to protected files, attacked before they leave."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from exports.admission import Admitted
from exports.auditing import Finding, audit, careless_outcomes, words
from exports.codebook import HEADER, codebook, crossed_by, lines
from exports.crossing import admit_crossed
from exports.history import past
from exports.manifest import FILE as MANIFEST
from exports.manifest import manifest
from exports.outcomes import BROKEN_OFF, REFUSED, outcomes
from exports.outcomes import FILE as OUTCOMES
from exports.plan import TOTAL, plan
from exports.policy import Policy
from exports.protected import Derived, Figure, Protected
from exports.puzzles import Known
from exports.records import Counted, Record, Study
from exports.rederiving import unfounded
from exports.retreating import fresh, to_withhold
from exports.rounding import keyed_chance
from exports.statistics.deriving import FILE as ESTIMATES
from exports.statistics.deriving import as_data, derive
from exports.statistics.margins import Margins
from exports.study import Quote, Translate
from exports.suppression import NOTHING, NoRounding, protect
from exports.tables import Intake
from exports.tabulate import tabulate
from exports.twins import twins
from exports.writers.csv import cells_csv, sheet
from exports.writers.entries import is_elsewhere
from exports.writers.folder import readable
from exports.writers.json import cells_json, dump
from exports.writers.quotes import crowded, tell
from surveys.problems import Problem

ATTEMPTS = 6  # the attacker's findings are withheld too, and the release is attacked again
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "pdf": "application/pdf",
    "xml": "application/xml",
    "md": "text/markdown; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Summary:
    """Of released figures only. city: people, None when withheld. withheld: cells without a figure, of `cells`; lines
    that are not asked have none."""

    release: str
    city: int | None
    cells: int
    withheld: int


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A respondent counted for the first time: as in `Record`, with the mark of their answers."""

    number: int
    counted: Counted
    mark: bytes


@dataclass(frozen=True, slots=True)
class Release:
    """Finished files by name. gone: how many of those counted earlier have left or changed an answer."""

    files: Mapping[str, bytes]
    summary: Summary
    newcomers: tuple[Newcomer, ...] = ()
    gone: int = 0


@dataclass(frozen=True, slots=True)
class Refused:
    """The attacker found something, there is nothing new, or the questions are not those of before. No bytes leave."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is already out. releases: all earlier ones of the campaign, oldest first, revoked ones too. counted: people
    counted in them. again: build although nobody came, for instance when the last release was revoked."""

    releases: tuple[Known, ...] = ()
    counted: int = 0
    again: bool = False


FIRST = Ledger()


@dataclass(frozen=True, slots=True)
class Beside:
    """What a release is looked at beside. margins: known numbers of people. waves: the last releases of earlier
    campaigns of the same questions, under the same rules. refused: people who said no to the consent. silent: who
    agreed and gave no answer. quotes: own words that a person let go; those of people who are not counted stay."""

    margins: Margins | None = None
    waves: tuple[Mapping[str, bytes], ...] = ()
    refused: int = 0
    silent: int = 0
    quotes: tuple[Quote, ...] = ()


ALONE = Beside()


def build(
    study: Study,
    records: Iterable[Record],
    policy: Policy,
    _: Translate = str,
    ledger: Ledger = FIRST,
    reports: Sequence[str] = (),
    beside: Beside = ALONE,
) -> Release | Refused:
    """Tables of the district plan, protected, written and attacked beside all that is out. `_` words the files, and
    `reports` are the languages in which a report is written. What people read is written from the same protected
    figures, and from nothing else, once the attack has failed."""
    made = plan(study.questionnaire, study.crossing)
    if _asks_otherwise(codebook(study, made), ledger, study.final):
        return Refused((Problem("release_other_questions"),))
    intake = tabulate(made, records, study.key, study.final, study.coded)
    return _released(study, intake, policy, _, ledger, reports, beside)


def _released(
    study: Study,
    intake: Intake,
    policy: Policy,
    _: Translate,
    ledger: Ledger,
    reports: Sequence[str],
    beside: Beside,
) -> Release | Refused:
    """Protected and attacked until nothing is found, or until nothing more can be withheld."""
    earlier = [known.files for known in ledger.releases]
    before, gone, same = past(earlier), ledger.counted - intake.unchanged, twins(study.questionnaire, intake.plan)
    withheld, hold, found = NOTHING, frozenset[str](), tuple[Finding, ...]()
    for _attempt in range(ATTEMPTS):
        admitted = admit_crossed(intake, before, study.release, policy, study.final or study.city_first, hold)
        if ledger.releases and not admitted.fresh.any() and not ledger.again:
            break
        try:
            protected = protect(admitted, policy, study.key, before, withheld, same)
        except NoRounding:
            hold |= fresh(admitted)
            continue
        if crowd := frozenset((item, TOTAL) for item in crowded(protected, study, earlier)):
            withheld |= crowd
            continue
        files = _files(study, protected)
        audited = audit(files, policy, ledger.releases, gone)
        found = audited.findings
        if not found:
            protected = _followed(files, study, protected, intake.unfinished, beside, ledger)
            found = tuple(_beside_the_counts(files, policy, ledger, beside.waves))
            if found:
                break
            book, told = codebook(study, protected.plan), tell(_quotes(beside.quotes, admitted), protected)
            files |= readable(study, protected, book, files, _, reports, told)
            files[MANIFEST] = dump(manifest(study, policy, files, audited.checked, len(earlier)))
            return Release(files, _summary(study, protected), _people(admitted), gone)
        asked, held = to_withhold(found, intake.plan, withheld, fresh(admitted))
        withheld, hold = withheld | asked, hold | held
    return Refused(tuple(_problem(finding) for finding in found) or (nothing_new(policy),))


def attack(files: Mapping[str, bytes], policy: Policy, ledger: Ledger, gone: int) -> tuple[int, tuple[Problem, ...]]:
    """Figures bounded, and what the attacker finds who holds `files` beside what was out before."""
    audited = audit(files, policy, ledger.releases, gone)
    found = (*audited.findings, *_beside_the_counts(files, policy, ledger, None))
    return audited.checked, tuple(_problem(finding) for finding in found)


def _beside_the_counts(
    files: Mapping[str, bytes], policy: Policy, ledger: Ledger, waves: tuple[Mapping[str, bytes], ...] | None
) -> Iterator[Finding]:
    """What the attacker finds in the files that hold no table."""
    yield from careless_outcomes(files, policy, [known.files for known in ledger.releases])
    yield from (Finding("unfounded", part) for part in unfounded(files, policy, waves))


def _asks_otherwise(book: Mapping[str, Any], ledger: Ledger, final: bool) -> bool:
    """Whether an earlier release has other tables: its figures would stand beside answers to something else. Another
    wording of the same choices is none. The last release may have items that had no table: own words come to themes
    then, and nothing that is out is about them."""

    def same(one: Mapping[str, Any]) -> bool:
        known = {table["item"] for table in one["tables"]}
        tables = [table for table in book["tables"] if table["item"] in known or not final]
        return (one["groups"], one["tables"], one.get("crossing")) == (book["groups"], tables, book.get("crossing"))

    return not all(same(json.loads(known.files["codebook.json"])) for known in ledger.releases)


def crossing_of(ledger: Ledger, wished: str) -> str:
    """What releases of a campaign are crossed with: the first settles it. Another wish stays one, and is refused."""
    if not ledger.releases or wished:
        return wished
    return crossed_by(json.loads(ledger.releases[0].files["codebook.json"]))


def media_type(name: str) -> str:
    """Media type of a file of a release."""
    return MEDIA_TYPES[name.rpartition(".")[2]]


def nothing_new(policy: Policy) -> Problem:
    """No group has enough new people."""
    return Problem("release_nothing_new", values={"floor": str(policy.floor)})


def _quotes(quotes: Sequence[Quote], admitted: Admitted) -> Iterator[Quote]:
    """The own words of who is counted; without a district, of who is counted in the city only."""
    numbers, alone = set(admitted.numbers.tolist()), set(admitted.numbers[admitted.city_only].tolist())
    for quote in quotes:
        if quote.is_counted or quote.number in numbers:
            yield replace(quote, district="") if quote.number in alone else quote


def _problem(finding: Finding) -> Problem:
    values = {"cell": words(finding.cell), "range": f"{finding.low}..{finding.high}"}
    return Problem(f"disclosure_{finding.code}", values=values)


def _people(admitted: Admitted) -> tuple[Newcomer, ...]:
    where = np.where(admitted.city_only, Counted.CITY, Counted.GROUP)
    if len(admitted.rest):
        where = np.where(admitted.rest, Counted.REST, where)
    people = zip(admitted.numbers.tolist(), where.tolist(), admitted.marks, strict=True)
    return tuple(Newcomer(number, Counted(place), mark) for number, place, mark in people)


def _files(study: Study, protected: Protected) -> dict[str, bytes]:
    """What the attacker reads: every figure of a release."""
    book = codebook(study, protected.plan)
    return {
        "cells.csv": cells_csv(study, protected),
        "cells.json": cells_json(study, protected),
        "codebook.csv": sheet(HEADER, lines(book)),
        "codebook.json": dump(book),
    }


def _followed(
    files: dict[str, bytes], study: Study, protected: Protected, unfinished: int, beside: Beside, ledger: Ledger
) -> Protected:
    """With everything that follows from the counts in `files`; what it follows from, and itself, are added to them."""
    if study.final:
        counts = {BROKEN_OFF: unfinished + beside.silent, REFUSED: beside.refused}
        earlier = [known.files for known in ledger.releases]
        told = outcomes(study, counts, protected.policy, keyed_chance(study.key), earlier)
        files[OUTCOMES] = dump(told)
    derived = derive(files, protected.policy, beside.margins, beside.waves)
    files[ESTIMATES] = dump(as_data(files, derived, beside.margins))
    inner = {
        name: replace(one, derived=Derived(estimates=derived.within.get(name, ())))
        for name, one in protected.within.items()
    }
    return replace(protected, derived=derived, within=inner)


def _summary(study: Study, protected: Protected) -> Summary:
    figures = [*protected.heads, *(cell for table in protected.tables for row in table.rows for cell in row)]
    city = protected.heads[-1]
    asked = [cell for cell in figures if not is_elsewhere(cell)]
    hidden = sum(not isinstance(cell, Figure) for cell in asked)
    return Summary(study.release, city.value if isinstance(city, Figure) else None, len(asked), hidden)
