"""Officers see where parents are missing, from frozen figures, and hope for more by district."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

import questionnaires
from services.accounts.staff import COMMAND_LINE
from services.campaigning import campaigns
from services.context import Context
from services.fieldwork import counting, participation, targets
from services.turnout import Stage
from storage import answers, interviews
from storage import campaigns as store
from storage.interviews import Stored
from storage.transaction import Transaction
from surveys.answers import Chosen
from surveys.interview import Disposition, Interview
from tests.web.console.staffroom import Browser
from voix.build import House

FORM = questionnaires.load("bien-grandir")
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
POPULATION = """variable,category,people,source,date
""" + "\n".join(
    f"district,{district},{1000 + 10 * place},Insee,2021-01-01"
    for place, district in enumerate(
        (
            "centre-ville",
            "bellevue-chantenay-sainte-anne",
            "dervallieres-zola",
            "hauts-paves-saint-felix",
            "malakoff-saint-donatien",
            "ile-de-nantes",
            "breil-barberie",
            "nantes-nord",
            "nantes-erdre",
            "doulon-bottiere",
            "nantes-sud",
        )
    )
)


class Town:
    """A campaign of the whole city, and days that pass when told."""

    def __init__(self, house: House) -> None:
        self.house, self.days, self._number = house, 0, 0
        house.do(lambda t: campaigns.open_campaign(t, self.context, "NANTES", FORM, synthetic=False))
        self.set(opened_at=MONDAY, closes_on=date(2026, 12, 20))

    @property
    def context(self) -> Context:
        return replace(self.house.context, now=lambda: MONDAY + timedelta(days=self.days))

    def set(self, **values: object) -> None:
        self.house.do(lambda t: store.amend(t, self._campaign(t), **values))

    def come(self, people: int, district: str, end: Disposition = Disposition.COMPLETE) -> None:
        """So many parents of a district open the questionnaire and come to this end."""
        self.house.do(lambda t: [self._come(t, district, end) for _ in range(people)])

    def look(self, days: int = 1) -> None:
        """Some days later, the figures are looked at."""
        self.days += days
        self.house.do(lambda t: counting.look_all(t, self.context))

    def figures(self, district: str) -> Mapping[Stage, int]:
        seen = self.house.do(lambda t: participation.participation(t, self.context, COMMAND_LINE, "NANTES"))
        return next(row.people for row in seen.districts if row.name == district)

    def _campaign(self, transaction: Transaction) -> int:
        campaign = store.by_code(transaction, "NANTES")
        assert campaign is not None
        return campaign.id

    def _come(self, transaction: Transaction, district: str, end: Disposition) -> None:
        self._number += 1
        campaign = store.by_code(transaction, "NANTES")
        assert campaign is not None
        value = Interview("fr", 1, disposition=end)
        stored = Stored(self._number, campaign.id, campaign.questionnaire_id, False, value)
        vault = self.house.context.vault
        interviews.create(transaction, stored, "web", MONDAY.date())
        interviews.consented(transaction, self._number, campaign.questionnaire_id, "fr", "web", MONDAY.date())
        answers.record(
            transaction, vault, bytes(12), FORM, self._number, "district", Chosen((district,)), replaces=None
        )


@pytest.fixture
def town(house: House) -> Town:
    return Town(house)


def test_a_figure_comes_the_next_day_and_stands_for_ten_parents_at_least(town: Town) -> None:
    town.come(9, "nantes-nord")
    town.come(12, "nantes-sud")
    town.look()
    assert town.figures("nantes-nord") == {}
    assert town.figures("nantes-sud") == {Stage.BEGAN: 10, Stage.FINISHED: 10}


def test_nothing_moves_twice_in_a_day(town: Town) -> None:
    town.look()
    town.come(30, "nantes-nord")
    town.look(days=0)
    assert town.figures("nantes-nord") == {}
    town.look()
    assert town.figures("nantes-nord")[Stage.BEGAN] == 30


def test_parents_of_the_last_day_are_added_when_the_campaign_has_ended(town: Town) -> None:
    town.look()
    town.come(30, "nantes-nord")
    town.house.do(lambda t: campaigns.close(t, town.context, "NANTES"))
    town.look()
    assert town.figures("nantes-nord")[Stage.FINISHED] == 30


def test_who_left_is_told_from_who_finished(town: Town) -> None:
    town.come(20, "nantes-nord")
    town.come(11, "nantes-nord", Disposition.BROKEN_OFF)
    town.come(15, "nantes-nord", Disposition.OPEN)
    town.look()
    assert town.figures("nantes-nord") == {Stage.BEGAN: 40, Stage.FINISHED: 20, Stage.STOPPED: 10}


def test_an_officer_sees_the_city_and_the_districts_they_look_after(town: Town, malik: Browser) -> None:
    town.come(20, "nantes-nord")
    town.come(25, "nantes-sud")
    town.look()
    page = malik.open("/console/participation/NANTES")
    [row] = malik.page.xpath("//tr[th='Nantes Nord']")
    assert [cell.text for cell in row] == ["Nantes Nord", "au moins 20", "au moins 20", "aucun"]
    assert "Nantes Sud" not in page
    assert "Ont commencé au moins 40" in page.replace("commencéau", "commencé au")


def test_a_district_under_half_its_target_at_mid_field_asks_for_a_boost(town: Town, malik: Browser) -> None:
    malik.post("/console/participation/NANTES/targets", {"target-nantes-nord": "60"})
    town.come(20, "nantes-nord")
    town.set(opened_at=datetime.now(UTC) - timedelta(days=20), closes_on=datetime.now(UTC).date() + timedelta(days=30))
    town.look()
    assert "Ici, il manque des parents" not in malik.open("/console/participation/NANTES")
    town.set(closes_on=datetime.now(UTC).date() + timedelta(days=5))
    assert "Ici, il manque des parents" in malik.open("/console/participation/NANTES")


def test_a_target_that_is_no_number_is_asked_for_again_and_nothing_is_lost(town: Town, helene: Browser) -> None:
    page = helene.post(
        "/console/participation/NANTES/targets", {"target-nantes-nord": "40", "target-nantes-sud": "beaucoup"}
    )
    assert helene.status == 422
    assert "Écrivez un nombre, par exemple 40." in page
    assert [field.get("value") for field in helene.page.xpath("//input[starts-with(@name, 'target-nantes-')]")] == [
        "40",
        "",
        "beaucoup",
    ]


def test_nobody_sets_a_target_for_another_district(town: Town, malik: Browser) -> None:
    malik.post("/console/participation/NANTES/targets", {"target-nantes-sud": "40"})
    assert malik.status == 403


def test_a_target_turns_nobody_away(town: Town, helene: Browser) -> None:
    helene.post("/console/participation/NANTES/targets", {"target-nantes-nord": "10"})
    town.come(40, "nantes-nord")
    town.look()
    assert town.figures("nantes-nord")[Stage.FINISHED] == 40


def test_how_many_live_where_is_shown_with_who_counted_them(town: Town, helene: Browser) -> None:
    town.house.do(lambda t: targets.count_population(t, town.context, POPULATION.encode()))
    assert "Insee, 1 janvier 2021" in helene.open("/console/participation/NANTES")


def test_a_district_with_many_people_in_priority_neighbourhoods_is_named_until_its_target_is_met(
    town: Town, helene: Browser
) -> None:
    there = {"nantes-nord": 400, "malakoff-saint-donatien": 300, "nantes-sud": 40}
    header, *lines = POPULATION.splitlines()
    told = [f"{line},{there.get(line.split(',')[1], 0)},ANCT,2024-01-01" for line in lines]
    file = "\n".join([f"{header},priority,priority_source,priority_date", *told])
    town.house.do(lambda t: targets.count_population(t, town.context, file.encode()))
    town.come(20, "nantes-nord")
    town.look()
    helene.post("/console/participation/NANTES/targets", {"target-nantes-nord": "40", "target-nantes-sud": "40"})
    page = helene.open("/console/participation/NANTES")
    assert "ANCT, 1 janvier 2024" in page
    [row] = helene.page.xpath("//tr[th='Nantes Nord']")
    assert row[-1].text == "◆ 37 %"
    [named] = helene.page.xpath("//section[@aria-labelledby='waited-for']//strong")
    assert named.text_content() == "Nantes Nord"
    helene.post("/console/participation/NANTES/targets", {"target-nantes-nord": "20"})
    assert "l'objectif n'est pas encore atteint" not in helene.open("/console/participation/NANTES")


def test_a_file_that_does_not_add_up_is_refused_whole(town: Town) -> None:
    with pytest.raises(targets.BadPopulation) as refused:
        town.house.do(lambda t: targets.count_population(t, town.context, POPULATION[:-30].encode()))
    assert refused.value.problems
