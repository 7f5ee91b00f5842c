from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.quantities import read_date, read_number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("3", "3"),
        (" 3. ", "3"),
        ("٣", "3"),
        ("1 200", "1200"),
        ("1\u202f200", "1200"),
        ("-2", "-2"),
        ("−2", "-2"),
        ("deux", "2"),
    ],
)
def test_a_whole_number_is_read(typed: str, number: str) -> None:
    assert read_number(typed, "fr", whole=True) == Decimal(number)


@pytest.mark.parametrize(
    ("typed", "number"), [("2,5", "2.5"), ("2.5", "2.5"), ("٢٫٥", "2.5"), ("0,75", "0.75"), ("4", "4")]
)
def test_decimals_are_read_with_comma_or_point(typed: str, number: str) -> None:
    assert read_number(typed, "fr", whole=False) == Decimal(number)


@pytest.mark.parametrize(
    "typed", ["2,5", "2.5", "3-4", "3 ou 4", "3/4", "½", "1.200", "12 ans", "1e5", "", "trop", "1 20", "9" * 50]
)
def test_a_whole_number_is_never_cut_out_of_something_else(typed: str) -> None:
    assert read_number(typed, "fr", whole=True) is None


@pytest.mark.parametrize(
    "typed",
    [
        "3/11/2026",
        "03/11/2026",
        "3.11.2026",
        "3-11-2026",
        "3 11 2026",
        "2026-11-03",
        "2026/11/3",
        "٣/١١/٢٠٢٦",
        "3 / 11 / 2026",
    ],
)
def test_a_day_is_read_day_first_or_year_first(typed: str) -> None:
    assert read_date(typed) == date(2026, 11, 3)


@pytest.mark.parametrize("typed", ["31/2/2026", "11/26", "3/11/26", "2026", "2026-13-01", "0/0/0000", "hier", ""])
def test_an_impossible_or_incomplete_day_is_refused(typed: str) -> None:
    assert read_date(typed) is None


@given(st.integers(-(10**12), 10**12))
def test_every_whole_number_reads_back(number: int) -> None:
    assert read_number(str(number), "fr", whole=True) == number


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_reads_back(day: date) -> None:
    assert read_date(f"{day.day}/{day.month}/{day.year}") == read_date(day.isoformat()) == day


@given(st.text())
def test_any_text_is_a_number_or_none(typed: str) -> None:
    number = read_number(typed, "ar", whole=True)
    assert number is None or number == number.to_integral_value()
    assert read_date(typed) is None or any(sign.isdigit() for sign in typed)
