"""What everybody may read: who decides, and which release it is."""

import json
from functools import partial

import pytest

import questionnaires
from exports.policy import PUBLIC
from services.accounts.staff import Actor, StaffRole
from services.campaigning import campaigns
from services.channels import Commanded, Wrote
from services.errors import NotFound, Refused, Taken
from services.inbound import receive
from services.releasing import publication, release_building, releases
from services.releasing.release_building import Built, Wishes
from storage import releases as stored
from storage.transaction import Database, Transaction
from tests.cast import Clock, context, says
from tests.surveys.examples import DISTRICT, THANKS, WELCOME, consent, questionnaire

HELENE = Actor(1, StaffRole.COORDINATOR)
MALIK = Actor(2, StaffRole.OFFICER, ("nantes-nord",))
FILES = {
    "report-fr.html": ("text/html; charset=utf-8", b"<p>fr</p>"),
    "report-ar.html": ("text/html; charset=utf-8", b"<p>ar</p>"),
    "report-fr.pdf": ("application/pdf", b"%PDF"),
    "cells.csv": ("text/csv; charset=utf-8", b"release"),
}
HERE = context(Clock())


def _release(database: Database, number: int = 1, policy: str = "public") -> int:
    values = {"campaign_id": 1, "number": number, "synthetic": False, "built_at": HERE.now(), "policy": policy}
    return database.write(partial(stored.freeze, values=values, files=FILES)).result()


@pytest.fixture
def campaign(database: Database) -> Database:
    form = questionnaires.load("every-kind")
    database.write(lambda t: campaigns.open_campaign(t, HERE, "NANTES", form, synthetic=False)).result()
    return database


def _publish(database: Database, release: int, who: Actor = HELENE) -> None:
    database.write(lambda t: publication.publish(t, HERE, who, release)).result()


def _published(database: Database) -> publication.Published | None:
    return database.read(lambda t: publication.published(t, HERE, "NANTES"))


def test_nothing_is_published_by_itself(campaign: Database) -> None:
    _release(campaign)
    assert _published(campaign) is None
    assert campaign.read(lambda t: publication.file(t, HERE, "NANTES", "report-fr.html")) is None


def test_a_coordinator_publishes_the_reports_and_nothing_else(campaign: Database) -> None:
    release = _release(campaign)
    _publish(campaign, release)
    found = _published(campaign)
    assert found is not None
    assert (found.release, found.languages) == (release, ("fr", "ar"))
    assert campaign.read(lambda t: publication.file(t, HERE, "NANTES", "report-ar.html")) == FILES["report-ar.html"]
    assert campaign.read(lambda t: publication.file(t, HERE, "NANTES", "cells.csv")) is None


def test_an_officer_does_not_publish(campaign: Database) -> None:
    release = _release(campaign)
    with pytest.raises(Refused):
        _publish(campaign, release, MALIK)
    assert _published(campaign) is None


def test_figures_for_the_local_group_never_go_online(campaign: Database) -> None:
    release = _release(campaign, policy="local-group")
    with pytest.raises(NotFound):
        _publish(campaign, release)


def test_publishing_twice_is_told(campaign: Database) -> None:
    release = _release(campaign)
    _publish(campaign, release)
    with pytest.raises(Taken):
        _publish(campaign, release)


def test_the_newest_published_release_is_shown_until_it_is_revoked(campaign: Database) -> None:
    first, second = _release(campaign), _release(campaign, 2)
    for release in (first, second):
        _publish(campaign, release)
    found = _published(campaign)
    assert found is not None
    assert found.release == second
    campaign.write(lambda t: releases.revoke(t, HERE, HELENE, second, "Mauvaise campagne")).result()
    found = _published(campaign)
    assert found is not None
    assert found.release == first


def test_another_language_is_built_although_nobody_came(database: Database) -> None:
    """Officers may ask for Arabic after the release; the figures stay what they were."""
    form = questionnaire(WELCOME, consent(), DISTRICT, THANKS)

    def live(transaction: Transaction) -> list[Built]:
        campaigns.open_campaign(transaction, HERE, "COURT", form, synthetic=False)
        for number in range(24):
            for place, what in enumerate((Commanded("start", "COURT"), Wrote("1"), Wrote("12"[number % 2]))):
                receive(transaction, HERE, says(str(number), what), f"{number}:{place}")
        asked = (Wishes(), Wishes(reports=("ar",)), Wishes(reports=("ar",)))
        built = (release_building.build(transaction, HERE, "COURT", PUBLIC, wishes) for wishes in asked)
        return [one for one in built if isinstance(one, Built)]

    first, second, third = database.write(live).result()
    assert [one.fresh for one in (first, second, third)] == [True, True, False]
    assert "report-ar.html" in second.files
    heads = [json.loads(one.files["results.json"])["participation"] for one in (first, second)]
    assert heads[0] == heads[1]


def test_a_page_can_be_taken_back_once(campaign: Database) -> None:
    release = _release(campaign)
    _publish(campaign, release)
    campaign.write(lambda t: publication.withdraw(t, HERE, HELENE, release)).result()
    assert _published(campaign) is None
    with pytest.raises(NotFound):
        campaign.write(lambda t: publication.withdraw(t, HERE, HELENE, release)).result()
