"""What may be seen of participation: whole tens, of which no comparison makes a small number."""

from hypothesis import given, settings
from hypothesis import strategies as st

from exports.policy import PUBLIC
from services.turnout import Axis, Line, Stage, moved, share, tens

NORD, SUD = Line(Axis.DISTRICT, "nantes-nord", Stage.BEGAN), Line(Axis.DISTRICT, "nantes-sud", Stage.BEGAN)


def day(shown: dict[Line, int], **counts: int) -> dict[Line, int]:
    lines = {"nord": NORD, "sud": SUD}
    return shown | dict(moved(shown, {lines[name]: count for name, count in counts.items()}))


def test_fewer_than_ten_people_are_not_shown() -> None:
    assert day({}, nord=9) == {}
    assert day({}, nord=10) == {NORD: 10}


def test_a_figure_counts_whole_tens() -> None:
    assert day({}, nord=19, sud=38) == {NORD: 10, SUD: 30}
    assert day({NORD: 10}, nord=20)[NORD] == 20


def test_a_share_says_all_that_its_figures_may_stand_for() -> None:
    assert share(200, 400) == (40, 60)
    assert share(20, 20) == (50, 100), "20 of 29 may have finished, or 20 of 20"
    assert share(None, 400) is None


@settings(deadline=None)
@given(st.integers(10, 400), st.integers(10, 400))
def test_the_interval_of_the_counts_lies_within_the_one_that_is_shown(one: int, other: int) -> None:
    part, whole = min(one, other), max(one, other)
    shown = share(tens(part), tens(whole))
    assert shown is not None
    assert shown[0] <= 100 * part / whole <= shown[1]


def test_a_figure_never_falls() -> None:
    assert day({NORD: 30}, nord=12)[NORD] == 30


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=8))
def test_what_two_lines_leave_over_stays_in_doubt(arrivals: list[tuple[int, int]]) -> None:
    """Who knows the rule and all figures of the city and of one district, and that nobody lives elsewhere, is left with
    at least five numbers for the other district."""
    city = Line(Axis.CITY, "", Stage.BEGAN)
    shown: dict[Line, int] = {}
    possible = {(0, 0)}  # counts of both districts that would have shown the same
    nord = sud = 0
    for more_nord, more_sud in arrivals:
        nord, sud = nord + more_nord, sud + more_sud
        before, shown = shown, shown | dict(moved(shown, {NORD: nord, city: nord + sud}))
        possible = {
            (one, other)
            for one in range(nord + 20)
            for other in range(sud + 20)
            if any(one >= was and other >= also for was, also in possible)
            and before | dict(moved(before, {NORD: one, city: one + other})) == shown
        }
        assert len({other for _one, other in possible}) >= PUBLIC.candidates
