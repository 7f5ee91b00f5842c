"""Releases: counting a million answers beside SQLite's GROUP BY on narrow rows, and the whole road of one release."""

import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np

from benchmarks.measuring import Figure, figure, rounds, timed
from exports.plan import plan
from exports.policy import PUBLIC
from exports.records import Record
from exports.release import Release, build
from exports.study import Study
from exports.tabulate import tabulate
from surveys.answers import Chosen
from surveys.districts import DISTRICTS
from surveys.items import CLASS_COLUMN, Choice, District, Single
from surveys.questionnaire import Questionnaire
from surveys.texts import Text

QUESTIONS, OPTIONS = 12, 5
ANSWERS = 1_000_000
DAYS = date(2026, 10, 1), date(2026, 11, 22)


def run() -> list[Figure]:
    codes = _codes(ANSWERS // QUESTIONS)
    database = _database(codes)
    runs = rounds({"ours": lambda: timed(lambda: _tabulate(codes)), "floor": lambda: timed(lambda: _group(database))})
    counted = figure("counting 1,000,000 answers by district", "answers", runs["ours"], runs["floor"], "1 × SQLite")
    plain = [_whole(answers) for answers in (ANSWERS // 10, ANSWERS, 10 * ANSWERS)]
    return [counted, *plain, _whole(ANSWERS, "q0")]


def _whole(answers: int, crossing: str = "") -> Figure:
    """One whole release in a process of its own: counting, protection, files, attack."""
    command = [sys.executable, "-m", "benchmarks.releases", str(answers), crossing]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    seconds, megabytes = map(float, told)
    what = f"release of {answers:,} answers, attacked" + (", crossed with 4 stages" if crossing else "")
    return Figure(what, f"{seconds:.1f} s, {megabytes:.0f} MB", "-", "-", "60 s, 400 MB")


def _questionnaire() -> Questionnaire:
    def text(words: str) -> Text:
        return Text({"fr": words})

    options = tuple(Choice(name=f"o{n}", text=text(f"Choix {n}")) for n in range(OPTIONS))
    # The first question is the stage of the child: three classes, and all others as one.
    staged = tuple(replace(one, columns={CLASS_COLUMN: one.name}) if n < 3 else one for n, one in enumerate(options))
    places = tuple(Choice(name=one.slug, text=text(one.name)) for one in DISTRICTS)
    asked = [staged, *[options] * (QUESTIONS - 1)]
    items = [Single(name=f"q{n}", text=text(f"Question {n}"), choices=some) for n, some in enumerate(asked)]
    return Questionnaire("essai", text("Essai"), ("fr",), (District(name="d", text=text("Q"), choices=places), *items))


def _codes(people: int) -> np.ndarray:
    """Made-up answers: shape (people, 1 + questions), a district and a choice for each question."""
    draw = np.random.default_rng(1)
    size = (0.14, 0.11, 0.12, 0.13, 0.1, 0.06, 0.08, 0.11, 0.07, 0.05, 0.03)
    columns = [draw.choice(len(size), people, p=size)]
    columns += [draw.choice(OPTIONS, people, p=draw.dirichlet(np.ones(OPTIONS) * 3)) for _ in range(QUESTIONS)]
    return np.stack(columns, axis=1).astype(np.int8)


def _records(codes: np.ndarray) -> Iterator[Record]:
    form = _questionnaire()
    names = [item.name for item in form.items]
    answers = [[Chosen((choice.name,)) for choice in item.choices] for item in form.items]  # type: ignore[union-attr]
    for number, row in enumerate(codes.tolist()):
        given = {name: some[code] for name, some, code in zip(names, answers, row, strict=True)}
        yield Record(given, complete=True, number=number)


def _tabulate(codes: np.ndarray) -> int:
    tabulate(plan(_questionnaire()), _records(codes), b"key")
    return codes.shape[0] * QUESTIONS


def _database(codes: np.ndarray) -> sqlite3.Connection:
    """One narrow row for each answer, and the district of each person."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE person (id INTEGER PRIMARY KEY, district INTEGER)")
    database.execute(
        "CREATE TABLE answer (person INTEGER, item INTEGER, value INTEGER, PRIMARY KEY (person, item)) WITHOUT ROWID"
    )
    database.executemany("INSERT INTO person VALUES (?, ?)", ((n, int(row[0])) for n, row in enumerate(codes)))
    rows = ((n, item, value) for n, row in enumerate(codes.tolist()) for item, value in enumerate(row[1:]))
    database.executemany("INSERT INTO answer VALUES (?, ?, ?)", rows)
    return database


def _group(database: sqlite3.Connection) -> int:
    query = "SELECT district, item, value, count(*) FROM answer JOIN person ON person.id = person GROUP BY 1, 2, 3"
    return sum(row[3] for row in database.execute(query))


def _alone(answers: int, crossing: str) -> str:
    """Seconds of a whole release, and highest memory in MB."""
    codes = _codes(answers // QUESTIONS)
    form = _questionnaire()
    before = time.perf_counter()
    key = b"a key of thirty-two bytes, for us"
    study = Study("ESSAI", form, ("fr",), *DAYS, True, "0", key, crossing=crossing)
    built = build(study, _records(codes), PUBLIC)
    assert isinstance(built, Release)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"{time.perf_counter() - before} {memory}"


if __name__ == "__main__":
    print(_alone(int(sys.argv[1]), sys.argv[2]))
