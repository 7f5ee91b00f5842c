"""The week of an officer on one page: only what was released, or is no figure."""

import json
from datetime import date, timedelta

import pytest

import questionnaires
from services import digest
from services.accounts import staff
from services.accounts.staff import Actor, StaffRole
from services.campaigning import campaigns
from services.digest import Kind
from storage import releases, turnout
from storage.campaigns import by_code
from storage.transaction import Transaction
from storage.turnout import Figure
from surveys.districts import DISTRICTS
from tests.web.console.staffroom import Browser
from voix.build import House

PEOPLE = {"TOTAL": 595, "nantes-nord": 80, "centre-ville": None}


@pytest.fixture
def nantes(house: House) -> House:
    """A campaign that opened, was held up and went on today, and was released once."""
    form = questionnaires.load("bien-grandir")
    house.do(lambda t: campaigns.open_campaign(t, house.context, "NANTES", form, synthetic=False))
    house.do(lambda t: campaigns.pause(t, house.context, "NANTES"))
    house.do(lambda t: campaigns.resume(t, house.context, "NANTES"))
    rows = [{"district": name, "value": value} for name, value in PEOPLE.items()]
    rows += [{"district": each.slug, "value": None} for each in DISTRICTS if each.slug not in PEOPLE]
    content = json.dumps({"participation": rows}).encode()
    values = {"synthetic": False, "built_at": house.context.now(), "number": 1, "policy": "public"}
    house.do(
        lambda t: releases.freeze(
            t,
            {"campaign_id": by_code(t, "NANTES").id, **values},  # type: ignore[union-attr]
            {"results.json": ("application/json", content)},
        )
    )
    return house


def test_an_officer_reads_what_happened_and_their_own_districts(nantes: House, malik: Browser) -> None:
    read = malik.open("/console/digest")
    for told in ("Mise en pause", "Reprise", "Diffusion n° 1", "Nantes Nord : 80 personnes.", "595 personnes"):
        assert told in read
    assert "Centre-ville" not in read


def test_the_coordinator_reads_which_districts_are_too_few_and_never_how_few(nantes: House, helene: Browser) -> None:
    read = helene.open("/console/digest")
    assert "Pas assez de réponses pour montrer un chiffre : Centre-ville" in read
    assert " 0 personnes" not in read


def test_participation_is_told_in_the_whole_tens_of_its_page(nantes: House, malik: Browser) -> None:
    def looked_at(transaction: Transaction) -> None:
        campaign, today = by_code(transaction, "NANTES"), staff.today(nantes.context)
        assert campaign
        people = [("city", "", 40), ("district", "nantes-nord", 20), ("district", "nantes-sud", 10)]
        shown = [Figure(*line, stage, today, count) for *line, count in people for stage in ("began", "finished")]
        assert turnout.look(transaction, campaign.id, today)
        turnout.show(transaction, campaign.id, shown)

    nantes.do(looked_at)
    read = malik.open("/console/digest")
    assert "Toute la ville : au moins 40 parents ont fini" in read
    assert "Nantes Nord : au moins 20 parents ont fini" in read
    assert "Nantes Sud" not in read


def test_a_quiet_week_says_so(malik: Browser) -> None:
    assert "Une semaine calme" in malik.open("/console/digest")


def test_a_week_before_can_be_read_again(nantes: House, malik: Browser) -> None:
    malik.open("/console/digest")
    [before] = malik.page.xpath('//a[normalize-space()="Semaine d\'avant"]/@href')
    assert "Mise en pause" not in malik.open(before)
    assert "Semaine d'après" in malik.open(before)


def test_ones_own_last_days_are_told_in_time(house: House) -> None:
    today = staff.today(house.context)
    link = house.do(lambda t: staff.issue_link(t, house.context, StaffRole.OFFICER, ["nantes-sud"]))
    session = house.do(lambda t: staff.redeem(t, house.context, link)) or ""
    who = house.do(lambda t: staff.actor(t, house.context, session))
    assert isinstance(who, Actor)
    house.do(lambda t: staff.store.end_assignments(t, who.id, [1], today + timedelta(days=3)))
    [told] = house.do(lambda t: digest.week(t, house.context, who, today)).paragraphs
    assert (told.kind, told.word, told.day) == (Kind.ASSIGNMENT, "nantes-sud", today + timedelta(days=3))


@pytest.mark.parametrize("day", ["x", "0001-01-01", "9999-12-31", "2026-13-01", "-1", date.max.isoformat()])
def test_a_strange_day_has_an_answer(malik: Browser, day: str) -> None:
    malik.open(f"/console/digest?day={day}")
    assert malik.status == 200


def test_the_operator_has_no_such_page(odile: Browser) -> None:
    odile.open("/console/digest")
    assert odile.status == 403
