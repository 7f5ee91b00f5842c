"""Whatever lines of whatever releases are added and subtracted, the people they are about are nobody or enough."""

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.admission import Admitted, admit
from exports.plan import plan
from exports.policy import PUBLIC
from exports.records import Counted
from exports.tables import Arrivals, Intake
from surveys.items import Single
from tests.exports.campaigns import choices, district_item, questionnaire, text

ASKED = questionnaire(district_item(("nord", "sud")), Single(name="calm", text=text("Calme ?"), choices=choices("ab")))
PLAN = plan(ASKED)
PLACES = len(PLAN.groups)


class Campaign:
    """People by number: their place; where they are counted."""

    def __init__(self) -> None:
        self.places: dict[int, int] = {}
        self.counted: dict[int, Counted] = {}
        self.before: dict[str, str] = {}
        self.lines: list[frozenset[int]] = []
        self.number = 0

    def come(self, heads: list[int]) -> None:
        for place, people in enumerate(heads):
            for _ in range(people):
                self.places[len(self.places)] = place

    def release(self, final: bool) -> Admitted:
        self.number += 1
        arrivals = [number for number in self.places if number not in self.counted]
        heads = np.zeros((3, PLACES), dtype=np.int64)
        for number, place in self.places.items():
            heads[self.counted.get(number, Counted.NOT_YET), place] += 1
        counts = {table.name: np.zeros((3, PLACES, len(table.categories)), np.int64) for table in PLAN.tables}
        who = Arrivals(
            np.array(arrivals, dtype=np.int64),
            np.array([self.places[number] for number in arrivals], dtype=np.int64),
            (b"",) * len(arrivals),
        )
        admitted = admit(Intake(PLAN, heads, counts, who, 0), self.before, str(self.number), PUBLIC, final)
        for number, alone in zip(admitted.numbers, admitted.city_only, strict=True):
            self.counted[int(number)] = Counted.CITY if alone else Counted.GROUP
        names = [*(group.name for group in PLAN.groups), ""]
        self.before = {name: then for name, then in zip(names, admitted.as_of, strict=True) if then is not None}
        self.lines += self._lines(names)
        return admitted

    def _lines(self, names: list[str]) -> list[frozenset[int]]:
        """Who is in each line that a reader can see, the city last."""
        groups = [
            frozenset(n for n, where in self.counted.items() if where is Counted.GROUP and self.places[n] == place)
            for place, name in enumerate(names[:-1])
            if name in self.before
        ]
        return [*groups, frozenset(self.counted)]


def smallest(lines: list[frozenset[int]]) -> int:
    """Fewest people, but not nobody, that some sum and difference of the lines is about."""
    distinct = [line for line in dict.fromkeys(lines) if line]
    numbers = sorted(frozenset().union(*distinct)) if distinct else []
    patterns = np.array([[number in line for line in distinct] for number in numbers], dtype=np.int8)
    kinds, sizes = np.unique(patterns, axis=0, return_counts=True) if len(numbers) else (patterns, np.array([0]))
    signs = np.array(list(product((-1, 0, 1), repeat=min(len(distinct), 9))), dtype=np.int8)
    about = ((signs @ kinds[:, : signs.shape[1]].T) != 0) @ sizes if len(numbers) else np.array([0])
    return int(about[about > 0].min(initial=PUBLIC.floor))


@settings(max_examples=400, deadline=None)
@given(st.lists(st.lists(st.integers(0, 14), min_size=PLACES, max_size=PLACES), min_size=1, max_size=3))
def test_no_sum_and_no_difference_is_about_a_small_group(waves):
    campaign = Campaign()
    for turn, heads in enumerate(waves, 1):
        campaign.come(heads)
        campaign.release(final=turn == len(waves))
    assert smallest(campaign.lines) >= PUBLIC.floor


def test_the_brute_force_sees_a_small_difference():
    eleven, ten = frozenset(range(11)), frozenset(range(10))
    assert smallest([eleven, ten]) == 1


def test_a_group_enters_with_ten_people_and_changes_when_ten_more_have_come():
    campaign = Campaign()
    campaign.come([10, 9, 0])
    assert campaign.release(final=False).as_of == ("1", None, None, None)
    campaign.come([9, 1, 0])
    again = campaign.release(final=False)
    assert again.as_of == ("1", "2", None, None)
    assert again.tables.heads.tolist() == [10, 10, 0, 0]
    campaign.come([1, 0, 0])
    assert campaign.release(final=False).tables.heads.tolist() == [20, 10, 0, 0]


def test_at_the_end_the_small_groups_are_counted_in_the_city_if_they_are_enough_together():
    campaign = Campaign()
    campaign.come([12, 6, 4])
    assert campaign.release(final=True).tables.heads.tolist() == [12, 0, 0, 10]
    few = Campaign()
    few.come([12, 6, 3])
    assert few.release(final=True).tables.heads.tolist() == [12, 0, 0, 0]


def test_who_is_counted_in_the_city_only_stays_there():
    campaign = Campaign()
    campaign.come([12, 6, 4])
    campaign.release(final=True)
    campaign.come([0, 11, 0])
    assert campaign.release(final=True).tables.heads.tolist() == [12, 11, 0, 10]
