"""What a campaign must meet before parents are asked: one line per rule."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.campaigning.plans import LocalQuestion
from services.fieldwork import drafts
from services.fieldwork.drafts import Draft
from services.fieldwork.rules import SCREENS, Surroundings, blockers
from services.fieldwork.sentences import SENTENCES
from tests.fieldwork.drawing import CLOSES, LOCAL, OPENS, drawn

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
WELL: set[str] = set()


def problems(draft: Draft, *, has_bot: bool = True) -> set[str]:
    return {problem.code for problem in blockers(draft, Surroundings(NOW, has_bot))}


def test_a_campaign_that_meets_every_rule_may_be_launched() -> None:
    assert problems(drawn()) == WELL


@pytest.mark.parametrize(
    ("plan", "found"),
    [
        ({"title": " "}, {"no_title"}),
        ({"languages": ("ar",)}, {"no_french"}),
        ({"languages": ()}, WELL),  # all that the questionnaire has
        ({"channels": ("web",)}, {"one_channel"}),
        ({"channels": ("telegram",)}, {"one_channel"}),
        ({"channels": ()}, {"one_channel"}),
        ({"channels": ("web", "telegram")}, WELL),
        ({"channels": ("web", "assisted")}, WELL),
        ({"channels": ("paper",)}, WELL),
        ({"rules": ""}, {"no_rules"}),
        ({"decides": ""}, {"no_decides"}),
        ({"contact": ""}, {"no_contact"}),
        ({"questions": (LOCAL,) * 3}, WELL),
        ({"questions": (LOCAL,) * 4}, {"local_many"}),
        ({"questions": (replace(LOCAL, district="nantes-sud"),)}, {"local_elsewhere"}),
        ({"questions": (replace(LOCAL, text=" "),)}, {"local_empty"}),
        ({"questions": (replace(LOCAL, choices=("Oui",)),)}, {"local_one_choice"}),
        ({"questions": (replace(LOCAL, choices=("Oui", "Oui")),)}, {"local_twice"}),
        ({"questions": (replace(LOCAL, choices=tuple("ABCDEFGHI")),)}, {"local_many_choices"}),
        ({"questions": (LocalQuestion("nantes-nord", "Que manque-t-il ici ?"),)}, WELL),
    ],
)
def test_what_is_written(plan: dict[str, Any], found: set[str]) -> None:
    assert problems(drawn(**plan)) == found


@pytest.mark.parametrize(
    ("opens", "closes", "reason", "found"),
    [
        (None, CLOSES, "", {"no_opening"}),
        (OPENS, None, "", {"no_closing"}),
        (datetime(2026, 11, 22, 12, tzinfo=UTC), date(2026, 12, 31), "", {"opens_past"}),
        (datetime(2026, 11, 23, 7, tzinfo=UTC), date(2026, 12, 31), "", WELL),  # earlier today: it opens at once
        (OPENS, date(2027, 1, 17), "", {"closes_first"}),
        (OPENS, date(2027, 2, 6), "", {"short_period"}),
        (OPENS, date(2027, 2, 6), "Les vacances commencent.", WELL),
        (OPENS, date(2027, 2, 7), "", WELL),  # 21 days, both ends counted
    ],
)
def test_days(opens: datetime | None, closes: date | None, reason: str, found: set[str]) -> None:
    assert problems(drafts.dated(drawn(reason=reason), opens, closes)) == found


def test_a_server_without_a_bot_cannot_count_on_telegram() -> None:
    assert problems(drawn(channels=("web", "telegram")), has_bot=False) == {"no_bot", "one_channel"}


@pytest.mark.parametrize(
    ("districts", "found"), [({}, {"no_cap"}), ({"nantes-nord": None}, {"no_cap"}), ({"nantes-nord": 20}, WELL)]
)
def test_a_pilot_says_how_many_parents_of_which_districts(districts: dict[str, int | None], found: set[str]) -> None:
    draft = drawn()
    assert problems(replace(draft, campaign=replace(draft.campaign, kind="pilot"), districts=districts)) == found


def test_an_urgent_campaign_is_short() -> None:
    draft = drawn()
    assert problems(replace(draft, campaign=replace(draft.campaign, kind="crisis"))) == {"crisis_too_long"}


def test_growing_up_from_a_pilot_waits_for_its_end_and_its_lesson() -> None:
    running = Surroundings(NOW, has_bot=True, follows_ended=False)
    unlearnt = Surroundings(NOW, has_bot=True, follows_learnt=False)
    assert {one.code for one in blockers(drawn(), running)} == {"follows_running"}
    assert {one.code for one in blockers(drawn(), unlearnt)} == {"no_lesson"}


def test_every_rule_has_its_words_and_its_screen() -> None:
    assert SCREENS.keys() <= SENTENCES.keys()


def test_local_questions_are_asked_of_their_district_alone() -> None:
    draft = drawn(questions=(LOCAL,))
    names = [item.name for item in draft.launched.items]
    assert names[-2:] == ["followup", "thanks"]
    assert names[-3] == "local_nantes_nord_1"
    assert draft.launched.item("local_nantes_nord_1").relevant == "${district} = 'nantes-nord'"


def test_only_the_languages_that_are_offered_are_launched() -> None:
    form = drawn().launched
    assert form.languages == ("fr", "ar")
    assert {tag for item in form.items for tag in item.text.wordings} == {"fr", "ar"}
