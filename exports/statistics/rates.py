"""Rates by the names of AAPOR (Standard Definitions, opt-in samples): of people who opened the questionnaire.

A response rate needs the number of people who were asked. Codes hang in halls and travel by telephone: nobody knows it,
so there is none here.
"""

from collections.abc import Iterator, Mapping

from exports.protected import Rate
from exports.statistics.chance import points


def rates(counted: int | None, outcomes: Mapping[str, int | None], least: int) -> Iterator[Rate]:
    """counted: released people whose answers count, complete or partial. outcomes: released people who "broke_off" or
    "refused", None when withheld. least: people under a rate."""
    stopped, refused = outcomes.get("broken_off"), outcomes.get("refused")
    begun = None if counted is None or stopped is None else counted + stopped
    asked = None if begun is None or refused is None else begun + refused
    yield _rate("completion", counted, begun, least)
    yield _rate("break_off", stopped, begun, least)
    yield _rate("refusal", refused, asked, least)


def _rate(name: str, part: int | None, of: int | None, least: int) -> Rate:
    is_enough = part is not None and of is not None and of >= least
    return Rate(name, points(part, of) if is_enough and part is not None and of else None, of if is_enough else None)
