from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.programs import Program, Room
from exports.rounding import keyed_chance


def test_a_true_multiple_stays():
    program = Program(5)
    program.inner(15, 0.0)
    program.total(10)
    assert program.solve() == [15, 10]


def test_a_total_takes_the_nearest_multiple():
    program = Program(5)
    program.total(12)
    program.total(13)
    assert program.solve() == [10, 15]


def test_the_drawn_direction_is_taken_when_the_sums_allow_it():
    program = Program(5)
    program.inner(12, chance=0.39)
    program.inner(12, chance=0.41)
    assert program.solve() == [15, 10]


def test_sums_hold_exactly():
    program = Program(5)
    parts = [program.inner(count, 0.0) for count in (1, 2, 11, 8)]
    program.adds_up(parts, program.total(22))
    *figures, total = program.solve() or []
    assert sum(figures) == total
    assert total in (20, 25)


def test_impossible_sums_are_said_to_be_so_and_one_more_step_helps():
    for room, expected in ((None, None), (Room(1), [10])):
        program = Program(5)
        program.amounts_to([program.inner(4, 0.0, room)], 10)
        assert program.solve() == expected


def test_a_cell_has_one_threshold_and_with_another_key_another():
    ours, theirs = keyed_chance(b"ours"), keyed_chance(b"theirs")
    assert ours("district=nord") == keyed_chance(b"ours")("district=nord")
    assert ours("district=nord") != ours("district=sud") != theirs("district=sud")


def test_a_cell_that_grows_never_shows_less():
    threshold = keyed_chance(b"a key")("district=nord")
    figures = []
    for count in range(40):
        program = Program(5)
        program.inner(count, threshold)
        figures += program.solve() or []
    assert figures == sorted(figures)
    assert all(abs(figure - count) < 5 for count, figure in enumerate(figures))


def test_a_figure_stays_as_high_as_an_earlier_one_or_goes_as_high_as_it_may():
    program = Program(5)
    program.inner(12, 0.9, least=15)
    program.inner(12, 0.9, least=20)
    assert program.solve() == [15, 15]


def test_directions_are_drawn_without_bias():
    chance = keyed_chance(b"a key")
    draws = [chance(f"cell {place}") for place in range(4000)]
    assert fmean(draws) == pytest.approx(0.5, abs=0.02)
    assert fmean(draw < 2 / 5 for draw in draws) == pytest.approx(2 / 5, abs=0.03)


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(0, 30), min_size=3, max_size=3), min_size=2, max_size=6), st.binary(min_size=4))
def test_any_table_is_rounded_next_to_the_truth_and_additive(table, key):
    program, chance = Program(5), keyed_chance(key)
    cells = [
        [program.inner(count, chance(f"{place} {column}")) for column, count in enumerate(row)]
        for place, row in enumerate(table)
    ]
    rows = [program.total(sum(row)) for row in table]
    columns = [program.total(sum(column)) for column in zip(*table, strict=True)]
    city = program.total(sum(map(sum, table)))
    for line, total in zip(cells, rows, strict=True):
        program.adds_up(line, total)
    for line, total in zip(zip(*cells, strict=True), columns, strict=True):
        program.adds_up(line, total)
    program.adds_up(rows, city)
    figures = program.solve()
    assert figures is not None  # a two-way table always has a rounding (Cox 1987)
    for line, counts in zip(cells, table, strict=True):
        assert all(figures[cell] % 5 == 0 for cell in line)
        assert all(abs(figures[cell] - count) < 5 for cell, count in zip(line, counts, strict=True))
    assert figures[city] == sum(figures[row] for row in rows) == sum(figures[column] for column in columns)
