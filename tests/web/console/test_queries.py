"""A page that lists campaigns asks the database as often for many as for two."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from services.campaigning import campaigns
from storage import releases
from tests.surveys.examples import DISTRICT, THANKS, WELCOME, consent, questionnaire
from tests.web.console.staffroom import Browser
from voix.build import House

FORM = questionnaire(WELCOME, consent(), DISTRICT, THANKS)
LISTS = ("", "/links", "/reminders", "/participation", "/paper", "/moderation", "/try", "/releases")


def add(house: House, first: int, last: int) -> None:
    """Open campaigns, each with a release."""
    for number in range(first, last + 1):
        code = f"C{number}"
        house.do(lambda t, code=code: campaigns.open_campaign(t, house.context, code, FORM, synthetic=False))
        release(house, number, 595)


def release(house: House, campaign: int, people: int, number: int = 1) -> None:
    row = {"campaign_id": campaign, "synthetic": False, "built_at": house.context.now(), "number": number}
    told = {"participation": [{"district": "TOTAL", "name": "Ensemble", "value": people}]}
    files = {"results.json": ("application/json", json.dumps(told).encode())}
    house.do(lambda t: releases.freeze(t, row | {"policy": "public"}, files))


@contextmanager
def counted() -> Iterator[list[str]]:
    """What is asked of any database meanwhile."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield asked
    event.remove(Engine, "before_cursor_execute", note)


def queries(browser: Browser, path: str) -> int:
    browser.open(path)  # what is read once in the life of a process is read now
    with counted() as asked:
        browser.open(path)
    assert browser.status == 200
    return len(asked)


@pytest.fixture
def known(house: House) -> House:
    add(house, 1, 2)
    return house


def test_lists_ask_no_more_for_many_campaigns_than_for_two(known: House, helene: Browser) -> None:
    of_two = {path: queries(helene, f"/console{path}") for path in LISTS}
    add(known, 3, 9)
    of_nine = {path: queries(helene, f"/console{path}") for path in LISTS}
    assert of_nine == of_two
    assert "C9" in helene.open("/console")


def test_a_card_shows_the_people_of_the_last_release(known: House, helene: Browser) -> None:
    helene.open("/console")  # the first one is read
    release(known, 2, 630, number=2)
    page = helene.open("/console")
    assert ("595" in page, "630" in page) == (True, True)
