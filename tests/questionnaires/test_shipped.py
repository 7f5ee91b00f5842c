"""The questionnaires that come with the software."""

import pytest

import questionnaires
from locales.languages import LANGUAGES
from services.sheets import read
from surveys.answers import Missing
from surveys.items import (
    BestWorst,
    Consent,
    District,
    FollowUp,
    Item,
    Multiple,
    Notice,
    Open,
    Purpose,
    Rating,
    Review,
    Single,
    WithChoices,
)

PARENTS = [
    ("consent", "Consent", 3),
    ("role", "Single", 5),
    ("district", "District", 13),
    ("stage", "Multiple", 5),
    ("actions", "Multiple", 7),
    ("listened", "Rating", 6),
    ("first_entry", "Rating", 5),
    ("ind_a4", "BestWorst", 6),
    ("barriers", "Multiple", 7),
    ("voice", "Open", 0),
    ("satisfaction", "Rating", 5),
    ("followup", "FollowUp", 4),
    ("thanks", "Notice", 0),
]
EVERY_KIND = [
    ("travel", "Single", 5),
    ("liked", "Multiple", 5),
    ("missed", "Open", 0),
    ("welcome", "Rating", 11),
    ("order", "Ranking", 3),
    ("duel", "Comparison", 3),
    ("idea", "Open", 0),
    ("review", "Review", 0),
    ("thanks", "Notice", 0),
]
CRISIS = [
    ("consent", "Consent", 3),
    ("district", "District", 13),
    ("state", "Rating", 5),
    ("needs", "Multiple", 7),
    ("thanks", "Notice", 0),
]
NOTICE_WORDS = ("Telegram", "CNIL", "10", "30", "12", "44000 Nantes")


def bien_grandir(name: str) -> Item:
    return questionnaires.load("bien-grandir").item(name)


def count(item: Item) -> int:
    return len(item.choices) if isinstance(item, WithChoices) else 0


def test_three_are_shipped() -> None:
    assert questionnaires.names() == ("bien-grandir", "crise", "every-kind")
    with pytest.raises(KeyError):
        questionnaires.load("../bien-grandir")


@pytest.mark.parametrize("name", questionnaires.names())
def test_each_reads_without_any_problem(name: str) -> None:
    assert read(questionnaires.text(name), name).problems == ()


@pytest.mark.parametrize(("name", "rows"), [("bien-grandir", PARENTS), ("crise", CRISIS), ("every-kind", EVERY_KIND)])
def test_items_kinds_and_choices(name: str, rows: list[tuple[str, str, int]]) -> None:
    items = questionnaires.load(name).items
    assert [(item.name, type(item).__name__, count(item)) for item in items] == rows


@pytest.mark.parametrize("name", questionnaires.names())
def test_each_speaks_every_language_of_the_interface(name: str) -> None:
    assert sorted(questionnaires.load(name).languages) == sorted(LANGUAGES)


def test_minors_are_screened_out_and_residents_stay() -> None:
    role = bien_grandir("role")
    assert isinstance(role, Single)
    assert [choice.name for choice in role.choices if choice.screens_out] == ["minor"]


def test_districts_end_with_not_knowing_and_not_living_in_nantes() -> None:
    district = bien_grandir("district")
    assert isinstance(district, District)
    unknown, outside = district.choices[-2:]
    assert (unknown.name, unknown.missing, unknown.last) == ("dont_know", Missing.DONT_KNOW, True)
    assert (outside.name, outside.missing, outside.last) == ("outside", None, True)


def test_the_first_entry_is_asked_to_parents_of_young_children() -> None:
    assert bien_grandir("first_entry").relevant == (
        "selected(${stage}, 's0') or selected(${stage}, 's3') or selected(${stage}, 's6')"
    )


def test_actions_are_a_top_three_in_drawn_order() -> None:
    actions, figures, barriers = bien_grandir("actions"), bien_grandir("ind_a4"), bien_grandir("barriers")
    assert isinstance(actions, Multiple)
    assert isinstance(figures, BestWorst)
    assert isinstance(barriers, Multiple)
    assert (actions.at_most, actions.shuffled, figures.shuffled, barriers.shuffled) == (3, True, True, True)
    assert [choice.name for choice in actions.choices if choice.exclusive and choice.last] == ["dk"]
    assert [choice.name for choice in barriers.choices if choice.last] == ["none", "other"]


def test_missing_reasons_are_told_apart() -> None:
    reasons = {
        (item.name, choice.name): choice.missing
        for item in questionnaires.load("bien-grandir").items
        if isinstance(item, WithChoices)
        for choice in item.choices
        if choice.missing
    }
    assert reasons == {
        ("district", "dont_know"): Missing.DONT_KNOW,
        ("actions", "dk"): Missing.DONT_KNOW,
        ("listened", "na"): Missing.NOT_APPLICABLE,
        ("first_entry", "notyet"): Missing.NOT_APPLICABLE,
        ("ind_a4", "dk"): Missing.DONT_KNOW,
        ("satisfaction", "dk"): Missing.DONT_KNOW,
    }
    assert isinstance(bien_grandir("satisfaction"), Rating)


def test_own_words_have_a_limit_and_the_follow_up_its_purposes() -> None:
    voice, follow_up = bien_grandir("voice"), bien_grandir("followup")
    assert isinstance(voice, Open)
    assert isinstance(follow_up, FollowUp)
    assert voice.max_chars == 500
    assert {choice.name: choice.purpose for choice in follow_up.choices} == {
        "results": Purpose.RESULTS,
        "next": Purpose.RECONTACT,
        "erase": Purpose.ERASE,
        "none": None,
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "questions"), [("bien-grandir", "11"), ("crise", "3")])
def test_the_consent_is_short_and_its_notice_complete(name: str, questions: str, language: str) -> None:
    consent = questionnaires.load(name).item("consent")
    assert isinstance(consent, Consent)
    assert consent.required
    assert consent.more is not None
    assert len(consent.text.wordings[language].split()) <= 80
    assert questions in consent.text.wordings[language]
    notice = consent.more.wordings[language]
    assert (
        len(notice.split("\n")) == 10
    )  # who, why, free, kept, seen by, how long, rights, officer, complaint, Telegram
    assert [word for word in NOTICE_WORDS if word not in notice] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_a_crisis_the_number_to_call_comes_before_any_question_and_after_the_last(language: str) -> None:
    consent, *_asked, thanks = questionnaires.load("crise").items
    assert isinstance(consent, Consent)
    assert isinstance(thanks, Notice)
    assert "112" in consent.text.wordings[language]
    assert [number for number in ("15", "17", "18", "112", "114") if number not in thanks.text.wordings[language]] == []


def test_the_trial_asks_for_no_consent_and_ends_with_a_review() -> None:
    items = questionnaires.load("every-kind").items
    assert not any(isinstance(item, Consent) for item in items)
    assert isinstance(items[-2], Review)
