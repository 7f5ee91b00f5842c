"""District by class: what a crossing shows, what it costs, and what nobody can work out from it."""

import csv
import io
import json
from dataclasses import replace
from random import Random

import numpy as np
import openpyxl
import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from exports import release as module
from exports.auditing import audit
from exports.crossing import admit_crossed
from exports.history import Past
from exports.plan import crossable, plan
from exports.policy import PUBLIC, Policy
from exports.records import Counted, Record
from exports.relations import Known
from exports.release import Refused, Release, build
from exports.tabulate import tabulate
from surveys.answers import Answer, Chosen, Missing
from surveys.items import Choice, Multiple, Single
from surveys.questionnaire import Questionnaire
from tests.exports.bruteforce import TooLarge, open_cells, worlds
from tests.exports.campaigns import choices, district_item, parents, questionnaire, study, text
from tests.exports.history import History
from tests.exports.test_admission import smallest

TINY = Policy("tiny", floor=4, step=2, dissent=1, candidates=2)
PLACES = ("nord", "sud")


def in_classes(given: tuple[Choice, ...], classes: str) -> tuple[Choice, ...]:
    """Choices with the class that each belongs to, a letter each; "-" for none."""
    names = ("" if name == "-" else name for name in classes)
    return tuple(replace(one, columns={"release_class": name}) for one, name in zip(given, names, strict=True))


ROLE = Single(name="role", text=text("Qui ?"), choices=in_classes(choices("mpo"), "MP-"))
STAGE = Multiple(name="stage", text=text("Âge ?"), choices=in_classes(choices("stuv"), "PPGG"))
CALM = Single(name="calm", text=text("Calme ?"), choices=choices("ab"))
SOME = Multiple(name="some", text=text("Quoi ?"), choices=choices("xy"))
WISH = Multiple(name="wish", text=text("Un souhait ?"), choices=choices(("park", "bus", "none")))


def asked(trait: Single | Multiple = ROLE, *items: Single | Multiple) -> Questionnaire:
    return questionnaire(district_item(PLACES), trait, *(items or (CALM,)))


def people(heads: dict[tuple[str, str], int], of: Questionnaire, seed: int = 1) -> list[Record]:
    """So many of a district and a role, with any answers to the rest."""
    draw, found = Random(seed), []
    for (place, role), number in heads.items():
        for _ in range(number):
            answers: dict[str, Answer] = {item.name: Missing.SKIPPED for item in of.items}
            for item in of.items[2:]:
                names = [choice.name for choice in item.choices]
                answers[item.name] = Chosen(tuple(draw.sample(names, draw.randint(1, 2) if item == SOME else 1)))
            told = {"role": Chosen((role,)) if role else Missing.SKIPPED}
            found.append(Record({**answers, "district": Chosen((place,)), **told}, True))
    return found


def crossed(of: Questionnaire, policy: Policy = PUBLIC, key: bytes = b"key") -> History:
    return History(of, policy, key=key, crossing=of.items[1].name)


def rows(release: object) -> list[dict[str, str]]:
    assert isinstance(release, Release), release
    return list(csv.DictReader(io.StringIO(release.files["cells.csv"].decode(), newline="")))


def heads(release: object) -> dict[tuple[str, str], str]:
    return {(row["district"], row["role"]): row["value"] for row in rows(release) if row["table"] == "heads"}


def shown(release: object) -> dict[tuple[str, str], str]:
    return {line: value for line, value in heads(release).items() if value and line[1] != "TOTAL"}


@pytest.fixture
def light(monkeypatch):
    """Without the readable files, which the attackers do not read."""
    monkeypatch.setattr(module, "readable", lambda *_args: {})


def test_a_question_may_be_crossed_with_when_its_choices_have_classes():
    assert crossable(asked()) == ("role",)
    crossing = plan(asked(), "role").crossing
    assert crossing is not None
    assert [one.name for one in crossing.classes] == ["M", "P", "no_class"]


def test_who_answered_in_several_classes_or_in_none_is_of_the_last():
    crossing = plan(asked(STAGE), "stage").crossing
    assert crossing is not None
    answers = [Chosen(("s",)), Chosen(("s", "t")), Chosen(("u",)), Chosen(("t", "u")), Missing.REFUSED]
    records = [
        Record({"district": Chosen(("nord",)), "stage": answer, "calm": Chosen(("a",))}, True) for answer in answers
    ]
    assert tabulate(plan(asked(STAGE), "stage"), records).within[0].heads[Counted.NOT_YET].tolist() == [2, 1, 2]


def test_classes_with_ten_people_are_shown_and_the_small_ones_are_in_the_district(light):
    history = crossed(asked())
    history.come(
        people({("nord", "m"): 30, ("nord", "p"): 6, ("nord", "o"): 4, ("sud", "m"): 25, ("sud", "p"): 25}, asked())
    )
    release = history.release(final=True)
    # In sud nobody is of the third class: were both others shown, that would be certain.
    assert shown(release) == {("nord", "M"): "30", ("sud", "M"): "25"}
    assert [heads(release)[place, "TOTAL"] for place in PLACES] == ["40", "50"]


def test_a_class_gives_up_its_newcomers_when_one_to_nine_would_be_left_over(light):
    history = crossed(asked())
    history.come(people({("nord", "m"): 30, ("nord", "p"): 15, ("nord", "o"): 4}, asked()))
    assert set(shown(history.release())) == {("nord", "M")}
    history.come(people({("nord", "m"): 12, ("nord", "p"): 14, ("nord", "o"): 3}, asked(), 2))
    second = history.release()
    # The mothers are shown already, so they give up, and keep their figure.
    assert shown(second)["nord", "M"] == "30"
    assert ("nord", "P") in shown(second)


def test_the_city_and_its_districts_are_those_of_a_release_without_a_crossing(light):
    of = asked(ROLE, SOME)
    plain, with_roles = History(of, PUBLIC), crossed(of, key=History(of, PUBLIC).key)
    for turn in range(2):
        for history in (plain, with_roles):
            history.come(list(parents(of, 120, turn, (0.5, 0.4, 0.05, 0.05))))
        one, other = plain.release(), with_roles.release()
        above = [
            {name: value for name, value in row.items() if name != "role"}
            for row in rows(other)
            if row["role"] == "TOTAL"
        ]
        assert [row for row in rows(one) if row["table"] != "q_role"] == [
            row for row in above if row["table"] != "q_role"
        ]
    assert shown(other)


def test_the_classes_and_the_rest_add_up_to_the_district(light):
    history = crossed(asked())
    history.come(people({(place, role): 20 for place in PLACES for role in ("m", "p", "o")}, asked()))
    release = history.release()
    for category in ("a", "b"):
        figures = {
            (row["district"], row["role"]): int(row["value"])
            for row in rows(release)
            if row["q_calm"] == category and row["district"] in PLACES
        }
        for place in PLACES:
            assert sum(figures[place, one] for one in ("M", "P", "no_class")) == figures[place, "TOTAL"]


def test_a_class_that_agrees_is_withheld_with_another_one(light):
    history = crossed(asked())
    history.come(people({("sud", role): 30 for role in ("m", "p", "o")}, asked()))
    fathers = people({("nord", "p"): 20}, asked())
    history.come([replace(one, answers={**one.answers, "calm": Chosen(("a",))}) for one in fathers])
    history.come(people({("nord", "m"): 30, ("nord", "o"): 30}, asked()))
    release = history.release()
    hidden = {
        row["role"] for row in rows(release) if row["q_calm"] == "a" and row["district"] == "nord" and not row["value"]
    }
    assert len(hidden) == 2
    assert "P" in hidden


def test_the_question_that_makes_the_classes_has_the_citys_line_alone(light):
    history = crossed(asked())
    history.come(people({(place, role): 20 for place in PLACES for role in ("m", "p", "o")}, asked()))
    lines = {
        (row["district"], row["role"]) for row in rows(history.release()) if row["table"] == "q_role" and row["value"]
    }
    assert lines == {("TOTAL", "TOTAL")}


def test_a_later_release_that_is_crossed_otherwise_is_refused(light):
    history = crossed(asked())
    history.come(people({(place, role): 20 for place in PLACES for role in ("m", "p", "o")}, asked()))
    assert isinstance(history.release(), Release)
    history.crossing = ""
    history.come(people({("nord", "m"): 20}, asked(), 2))
    refused = history.release()
    assert isinstance(refused, Refused)
    assert [problem.code for problem in refused.problems] == ["release_other_questions"]


def changed(files: dict[str, bytes], line: tuple[str, str], category: str, by: int) -> dict[str, bytes]:
    """Another figure in one place."""
    found = list(csv.DictReader(io.StringIO(files["cells.csv"].decode(), newline="")))
    for row in found:
        if (row["district"], row["role"]) == line and row["q_calm"] == category and row["table"] != "heads":
            row["value"] = str(int(row["value"]) + by)
    out = io.StringIO()
    writer = csv.DictWriter(out, found[0].keys())
    writer.writeheader()
    writer.writerows(found)
    return {**files, "cells.csv": out.getvalue().encode()}


def test_the_attacker_sees_a_class_that_does_not_fit_its_district(light):
    history = crossed(asked())
    history.come(people({(place, role): 20 for place in PLACES for role in ("m", "p", "o")}, asked()))
    release = history.release()
    assert isinstance(release, Release)
    wrong = changed(dict(release.files), ("nord", "M"), "a", 15)
    assert audit(release.files, PUBLIC).findings == ()
    assert audit(wrong, PUBLIC).findings


def test_the_second_attacker_sees_it_too(light):
    history = crossed(asked(), TINY)
    history.come(people({("nord", role): 6 for role in ("m", "p", "o")}, asked()))
    release = history.release()
    assert isinstance(release, Release)
    city = (release.summary.release, "TOTAL")
    right, wrong = (
        worlds([(files, 0)], 2, 4, 1) for files in (release.files, changed(dict(release.files), ("nord", "M"), "a", 6))
    )
    assert any(right.world(city, people) for people in range(right.low[city], right.high[city] + 1))
    assert not any(wrong.world(city, people) for people in range(wrong.low[city], wrong.high[city] + 1))


def test_the_attacker_sees_classes_that_leave_nine_people_over(light):
    history = crossed(asked())
    history.come(people({("nord", "m"): 30, ("nord", "p"): 20, ("nord", "o"): 10}, asked()))
    release = history.release()
    assert isinstance(release, Release)
    hidden = release.files["cells.json"].decode()
    told = json.loads(hidden)
    line = next(one for one in told["lines"] if one.get("role") == "no_class" and one["district"] == "nord")
    line["role"] = ""  # as if the ten were the rest
    text_ = release.files["cells.csv"].decode().replace("heads,nord,TOTAL,,,60", "heads,nord,TOTAL,,,55")
    assert text_ != release.files["cells.csv"].decode()
    assert audit(
        {**release.files, "cells.csv": text_.encode(), "cells.json": json.dumps(told).encode()}, PUBLIC
    ).findings


@st.composite
def histories(draw: st.DrawFn, *themed: Multiple) -> History:
    """themed: asked in own words, whose themes come with the last release."""
    trait = draw(st.sampled_from((ROLE, STAGE)))
    of = asked(trait, draw(st.sampled_from((CALM, SOME))), *themed)
    history = crossed(of, TINY, draw(st.binary(min_size=4, max_size=4)))
    history.coded = frozenset(item.name for item in themed)
    turns = draw(st.integers(1, 3))
    for turn in range(1, turns + 1):
        skew = draw(st.lists(st.floats(0.05, 1), min_size=4, max_size=4))
        history.come(list(parents(of, draw(st.integers(0, 24)), draw(st.integers(0, 10**6)), skew)))
        if turn > 1 and draw(st.booleans()) and history.people:
            history.leave(draw(st.sampled_from(sorted(history.people))))
        history.release(final=turn == turns, city_first=draw(st.booleans()))
    return history


def _check(history: History) -> None:
    known = [(release.files, release.gone) for release in history.releases]
    try:
        found = open_cells(worlds(known, TINY.step, TINY.floor, TINY.dissent), TINY.candidates) if known else []
    except TooLarge:  # one in twenty
        reject()
    assert found == []


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(histories())
def test_no_count_of_any_release_can_be_worked_out(light, history):
    _check(history)


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(histories(WISH))
def test_nor_when_themes_come_with_the_last_release(light, history):
    _check(history)


@pytest.mark.soak
@pytest.mark.timeout(7200)
@settings(max_examples=3000, deadline=None, suppress_health_check=list(HealthCheck))
@given(histories())
def test_no_count_of_thousands_of_crossed_campaigns_can_be_worked_out(light, history):
    _check(history)


class Roles:
    """Who is in which line that a reader sees, over several releases."""

    def __init__(self) -> None:
        self.plan = plan(asked(), "role")
        self.records: list[Record] = []
        self.lines: list[frozenset[int]] = []
        self.before = Past()

    def come(self, counts: list[int]) -> None:
        pairs = [(place, role) for place in PLACES for role in ("m", "p", "o")]
        new = people(dict(zip(pairs, counts, strict=True)), asked())
        self.records += [replace(one, number=number) for number, one in enumerate(new, len(self.records))]

    def release(self, name: str, final: bool) -> None:
        intake = tabulate(self.plan, self.records)
        admitted = admit_crossed(intake, self.before, name, PUBLIC, final)
        where = np.where(admitted.city_only, Counted.CITY, np.where(admitted.rest, Counted.REST, Counted.GROUP))
        for number, place in zip(admitted.numbers.tolist(), where.tolist(), strict=True):
            self.records[number] = replace(self.records[number], counted=Counted(place))
        groups = [group.name for group in self.plan.groups]
        within = {
            group: Past({line: age for line, age in zip(("M", "P", "no_class", ""), one.as_of, strict=True) if age})
            for group, one in zip(groups, admitted.within, strict=True)
        }
        ages = zip([*groups, ""], admitted.as_of, strict=True)
        self.before = Past({line: age for line, age in ages if age}, {}, within)
        self.lines += [*self._classes(), *self._groups(), self._of()]

    def _of(self, *wanted: tuple[str, Answer | Counted]) -> frozenset[int]:
        return frozenset(
            one.number
            for one in self.records
            if one.counted is not Counted.NOT_YET
            and all((one.counted if name == "counted" else one.answers[name]) == value for name, value in wanted)
        )

    def _groups(self) -> list[frozenset[int]]:
        alone = self._of(("counted", Counted.CITY))
        return [self._of(("district", Chosen((place,)))) - alone for place in PLACES]

    def _classes(self) -> list[frozenset[int]]:
        own = ("counted", Counted.GROUP)
        return [
            self._of(own, ("district", Chosen((place,))), ("role", Chosen((role,))))
            for place in PLACES
            for role in ("m", "p", "o")
        ]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.integers(0, 14), min_size=6, max_size=6), min_size=1, max_size=2))
def test_no_sum_and_no_difference_of_lines_is_about_a_small_group(waves):
    campaign = Roles()
    for turn, counts in enumerate(waves, 1):
        campaign.come(counts)
        campaign.release(str(turn), final=turn == len(waves))
    assert smallest(campaign.lines) >= PUBLIC.floor


def test_built_again_it_is_the_same_bytes(light):
    of = asked()
    about = replace(study(of), crossing="role")
    first, again = (build(about, parents(of, 120), PUBLIC) for _ in range(2))
    assert isinstance(first, Release)
    assert isinstance(again, Release)
    assert first.files == again.files


def test_an_attacker_who_holds_an_earlier_release_finds_nothing(light):
    history = crossed(asked())
    for turn in range(2):
        history.come(people({(place, role): 12 + turn for place in PLACES for role in ("m", "p", "o")}, asked(), turn))
        history.release()
    *before, last = history.releases
    assert audit(last.files, PUBLIC, [Known(one.files, one.gone) for one in before], last.gone).findings == ()
    assert before


def test_who_was_in_the_rest_before_their_class_was_shown_may_still_be_there(light):
    history = crossed(asked())
    history.come(people({("nord", "m"): 8, ("nord", "p"): 8, ("sud", "p"): 30, ("sud", "o"): 12}, asked()))
    history.release()
    history.come(people({("nord", "m"): 15, ("nord", "p"): 6, ("nord", "o"): 6}, asked(), 2))
    history.release()  # the mothers of nord take in fifteen, the rest twelve beside its eight mothers
    history.come(people({("sud", "p"): 12, ("sud", "o"): 12}, asked(), 3))
    assert ("sud", "no_class") in shown(history.release())


def test_every_file_says_the_same_of_the_classes():
    of = asked()
    built = build(replace(study(of), crossing="role"), people({(p, r): 25 for p in PLACES for r in "mpo"}, of), PUBLIC)
    figures = [row["value"] for row in rows(built) if row["role"] != "TOTAL" and row["value"]]
    assert isinstance(built, Release)
    told = list(csv.DictReader(io.StringIO(built.files["crossing.csv"].decode(), newline="")))
    calm = [row for row in told if row["question"] == "Calme ?" and row["réponse"] in ("A", "B")]
    own = {
        (row["district"], row["role"], row["q_calm"]): row["value"]
        for row in rows(built)
        if row["q_calm"] in ("a", "b") and row["role"] != "TOTAL" and row["value"]
    }
    assert sorted(row["effectif"] for row in calm if row["effectif"] != "non montré") == sorted(own.values())
    assert len(figures) > len(own) > 0
    sheet = openpyxl.load_workbook(io.BytesIO(built.files["results.xlsx"]))["Groupe"]
    found = [
        row for row in sheet.iter_rows(min_row=2, values_only=True) if row[2] == "Calme ?" and row[3] in ("A", "B")
    ]
    assert [str(row[4]) for row in found] == [row["effectif"] for row in calm]
    shares = json.loads(built.files["estimates.json"])["within"]
    assert {one["line"] for one in shares["nord"]} == {"M", "P", "no_class"}
