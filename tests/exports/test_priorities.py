"""What is said of priorities is true as often as it claims, and no more is said than that."""

import json

import numpy as np
import pytest

from exports.plan import plan
from exports.policy import PUBLIC
from exports.protected import Reason, Standing
from exports.records import Record
from exports.release import Release, build
from exports.statistics.deriving import derive
from exports.statistics.priorities import priorities
from exports.statistics.ranks import LEVEL, places
from exports.statistics.shown import CITY, Answer, Row, Rules, Shown, ShownTable
from exports.tabulate import tabulate
from surveys.answers import Chosen, Missing
from surveys.items import BestWorst, Comparison, Multiple, Ranking, Single
from tests.exports.ballotbox import KINDS, true_scores
from tests.exports.campaigns import choices, district_item, parents, questionnaire, study, text

STRENGTHS = {
    "equal": np.zeros(6),
    "nearly": np.array([0.1, 0.05, 0, 0, -0.05, -0.1]),
    "apart": np.linspace(1, -1, 6),
}


def _coverage(kind: str, strengths: np.ndarray, people: int, runs: int) -> tuple[float, float]:
    """How often the true places are all in their ranges, and how often a true score is in its own."""
    draw, truth = np.random.default_rng(5), true_scores(kind, strengths)
    best = np.array([1 + (strengths > one).sum() for one in strengths])
    worst = np.array([(strengths >= one).sum() for one in strengths])  # equal ones may stand in any of their places
    right = inside = 0.0
    for _ in range(runs):
        ballot = KINDS[kind](strengths, people, draw).ballot(draw)
        covariance = ballot.covariance()
        found = places(ballot.scores, covariance)
        right += bool((np.array(found.low) <= worst).all() and (np.array(found.high) >= best).all())
        inside += float((np.abs(ballot.scores - truth) <= 1.96 * np.sqrt(np.diag(covariance))).mean())
    return right / runs, inside / runs


@pytest.mark.parametrize("strengths", STRENGTHS)
@pytest.mark.parametrize("kind", KINDS)
def test_ranges_cover_what_they_promise(kind, strengths):
    right, inside = _coverage(kind, STRENGTHS[strengths], 60, runs=60 if kind != "pairs" else 25)
    assert right >= LEVEL
    assert inside >= 0.9


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("people", [40, 80, 160, 400])
@pytest.mark.parametrize("strengths", STRENGTHS)
@pytest.mark.parametrize("kind", KINDS)
def test_ranges_cover_what_they_promise_in_full(kind, strengths, people):
    right, inside = _coverage(kind, STRENGTHS[strengths], people, runs=1000 if kind != "pairs" else 200)
    print(f"{kind} {strengths} {people}: places {right:.3f}, scores {inside:.3f}")
    assert right >= LEVEL
    assert inside >= 0.9


@pytest.mark.parametrize("kind", KINDS)
def test_equal_proposals_are_said_to_be_equal(kind):
    draw = np.random.default_rng(6)
    runs = 60 if kind != "pairs" else 20
    tied = 0
    for _ in range(runs):
        ballot = KINDS[kind](np.zeros(6), 80, draw).ballot(draw)
        tied += set(places(ballot.scores, ballot.covariance()).tie) == {1}
    assert tied >= 0.9 * runs


def test_proposals_far_apart_are_put_in_order():
    draw = np.random.default_rng(7)
    ballot = KINDS["best_worst"](np.array([3.0, 1, -1, -3]), 400, draw).ballot(draw)
    found = places(ballot.scores, ballot.covariance())
    assert found.low == found.high == found.tie == (1, 2, 3, 4)
    assert found.first_three == (99, 99, 99, 1)


def test_the_same_figures_give_the_same_places():
    ballot = KINDS["pairs"](np.zeros(6), 50, np.random.default_rng(1)).ballot(np.random.default_rng(2))
    one, other = (places(ballot.scores, ballot.covariance()) for _ in range(2))
    assert one == other


def _top(lines: dict[str, tuple[int, tuple[int, ...]]], hidden: dict[str, Reason] | None = None) -> Shown:
    """A question with up to two of three answers; per line the people who answered and the takers of each."""
    rows = {line: Row((people,), 5) for line, (people, _taken) in lines.items()}
    parts = [
        ShownTable(
            f"q__{name}", "q", "multiple", "choice", None, (Answer("yes", name, None),),
            {line: Row((taken[place],), 5) for line, (_people, taken) in lines.items()}, hidden or {},
        )
        for place, name in enumerate("abc")
    ]  # fmt: skip
    first = ShownTable("q", "q", "multiple", "reply", 2, (Answer("answered", None, None),), rows, hidden or {})
    names = tuple(dict.fromkeys([*lines, *(hidden or {}), CITY]))
    return Shown(names, {line: people for line, (people, _taken) in lines.items()}, (first, *parts), Rules(20, 10))


def test_an_order_needs_forty_people_and_trends_ten():
    shown = _top(
        {"nord": (45, (40, 25, 5)), "sud": (35, (30, 20, 5)), CITY: (200, (170, 90, 30))}, {"est": Reason.TOO_FEW}
    )
    found = {one.line: one for one in priorities(shown)}
    assert {line: one.standing for line, one in found.items()} == {
        "nord": Standing.ORDER,
        "sud": Standing.TRENDS,
        "est": Standing.WITHHELD,
        CITY: Standing.ORDER,
    }
    assert found["est"].reason is Reason.TOO_FEW
    assert not found["est"].ranked
    assert [one.choice for one in found[CITY].ranked] == ["a", "b", "c"]


def test_a_small_group_leans_on_the_city_and_a_large_one_does_not():
    lines = {
        "nord": (15, (5, 10, 0)),
        "sud": (120, (100, 60, 15)),
        "est": (130, (110, 60, 20)),
        CITY: (265, (215, 130, 35)),
    }
    found = {one.line: one for one in priorities(_top(lines))}
    assert found["nord"].pooled > 50
    assert found["sud"].pooled == found[CITY].pooled == 0
    assert found["nord"].ranked[0].choice == "a"  # the city's: fifteen people say too little against it


def test_groups_that_truly_differ_are_pooled_less():
    alike = [(40, (30, 20, 10)), (90, (70, 45, 20)), (90, (65, 50, 20)), (220, (165, 115, 50))]
    apart = [(40, (5, 20, 35)), (90, (85, 45, 5)), (90, (20, 50, 65)), (220, (110, 115, 105))]
    campaigns = [dict(zip(("nord", "sud", "est", CITY), found, strict=True)) for found in (alike, apart)]
    pooled = [next(one.pooled for one in priorities(_top(lines)) if one.line == "nord") for lines in campaigns]
    assert pooled[0] > pooled[1]


def test_every_way_of_asking_comes_out_of_a_release():
    asked = questionnaire(
        district_item(("nord", "sud", "est")),
        Ranking(name="order", text=text("O"), choices=choices("abcd")),
        BestWorst(name="ends", text=text("B"), worst=text("W"), choices=choices("abcd")),
        Multiple(name="top", text=text("T"), choices=choices("abcd", dk=Missing.DONT_KNOW), at_most=2),
        Comparison(name="duel", text=text("D"), choices=choices("abcd"), size=3, rounds=4, worst=text("W")),
        Multiple(name="plain", text=text("P"), choices=choices("abcd")),
        Single(name="calm", text=text("C"), choices=choices("abcd")),
    )
    built = build(study(asked), parents(asked, 300, skew=(0.5, 0.3, 0.2, 0, 0)), PUBLIC)
    assert isinstance(built, Release)
    found = derive(built.files, PUBLIC).priorities
    assert {one.item for one in found} == {"order", "ends", "top", "duel"}
    city = [one for one in found if one.line == CITY]
    assert all(one.standing is Standing.ORDER and len(one.ranked) == 4 for one in city)
    assert json.loads(built.files["estimates.json"])["priorities"][0]["item"] == "order"


def test_a_comparison_counts_each_person_once_however_many_sets_they_saw():
    asked = questionnaire(Comparison(name="duel", text=text("D"), choices=choices("abc"), size=2, rounds=3))
    people = [Record({"duel": Chosen(tuple(sets))}, True) for sets in ("abac", "abcb", "abbcca", "ba")]
    counts = tabulate(plan(asked), people).counts
    found = {name.removeprefix("q_duel__"): int(count.sum()) for name, count in counts.items() if "__" in name}
    # The first and the second prefer "a"; the third goes in a circle and is for nothing; the fourth prefers "b".
    assert found == {"a_ahead": 2, "a_behind": 1, "b_ahead": 1, "b_behind": 2, "c_ahead": 1, "c_behind": 1}
