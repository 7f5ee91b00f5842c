"""What must be right before a launch."""

import pytest

import questionnaires
from surveys.checks import check
from surveys.items import BestWorst, Choice, Consent, FollowUp, Item, Multiple, Notice, Open, Purpose, Ranking, Single
from surveys.problems import Level
from surveys.questionnaire import Questionnaire
from surveys.texts import Text


def fr(text: str) -> Text:
    return Text({"fr": text})


def choices(*names: str) -> tuple[Choice, ...]:
    return tuple(Choice(name=name, text=fr(name)) for name in names)


def codes(*items: Item, languages: tuple[str, ...] = ("fr",)) -> list[str]:
    return [problem.code for problem in check(Questionnaire("essai", fr("Essai"), languages, items))]


AGE = Single(name="age", text=fr("Âge ?"), choices=choices("young", "old"))


def test_a_sound_questionnaire_has_no_problem() -> None:
    assert codes(AGE, Open(name="why", text=fr("Pourquoi ?"), relevant="selected(${age}, 'old')")) == []


@pytest.mark.parametrize("name", questionnaires.names())
def test_every_shipped_questionnaire_may_be_launched(name: str) -> None:
    assert check(questionnaires.load(name)) == ()


def test_a_missing_french_wording_refuses_and_another_warns() -> None:
    both = Text({"fr": "Oui", "en": "Yes"})
    item = Single(
        name="ok",
        text=Text({"en": "OK?"}),
        choices=(Choice(name="yes", text=both), Choice(name="no", text=fr("Non"))),
    )
    problems = check(Questionnaire("essai", fr("Essai"), ("fr", "en"), (item,)))
    assert [(one.code, one.level, one.values["language"]) for one in problems] == [
        ("missing_wording", Level.ERROR, "fr"),
        ("missing_choice_wording", Level.WARNING, "en"),
    ]
    assert problems[1].values["choice"] == "no"
    assert "no_french" in codes(AGE, languages=("en",))


@pytest.mark.parametrize(
    ("item", "code"),
    [
        (Single(name="age", text=fr("?"), choices=choices("a", "b")), "name_used_twice"),
        (Open(name="q", text=fr("?"), relevant="false()"), "never_asked"),
        (Open(name="q", text=fr("?"), relevant="${q} = 1"), "looks_ahead"),
        (Open(name="q", text=fr("?"), relevant="${age} = 'ancient'"), "no_such_choice"),
        (Single(name="q", text=fr("?"), choices=choices("a")), "few_choices"),
        (Single(name="q", text=fr("?"), choices=choices("a", "b", "a")), "choice_used_twice"),
        (Single(name="q", text=fr("?"), choices=choices("a" * 41, "b")), "long_label"),
        (BestWorst(name="q", text=fr("?"), worst=fr("?"), choices=choices("a", "b")), "few_choices"),
        (Multiple(name="q", text=fr("?"), choices=choices("a", "b"), at_most=3), "at_most_too_big"),
        (Multiple(name="q", text=fr("?"), choices=choices("a", "b"), at_least=2, at_most=1), "at_least_too_big"),
        (FollowUp(name="q", text=fr("?"), choices=choices("a", "b")), "choice_without_purpose"),
        (Notice(name="q", text=fr("x" * 3501)), "long_message"),
        (Notice(name="q", text=fr("👋" * 1751)), "long_message"),
        (Consent(name="q", text=fr("?"), choices=choices("yes", "no")), "consent_not_first"),
    ],
)
def test_what_does_not_fit_is_told(item: Item, code: str) -> None:
    assert code in codes(AGE, item)


def test_missing_reasons_and_purposes_stand_where_they_mean_something() -> None:
    dont_know = questionnaires.load("bien-grandir").item("actions").choices[-1]  # type: ignore[union-attr]
    assert "missing_in_ranking" in codes(Ranking(name="q", text=fr("?"), choices=(*choices("a", "b"), dont_know)))
    erase = Choice(name="wipe", text=fr("Effacer"), purpose=Purpose.ERASE)
    assert "purpose_out_of_place" in codes(Single(name="q", text=fr("?"), choices=(*choices("a", "b"), erase)))


def test_questions_are_counted_without_what_is_only_told() -> None:
    questions = [Open(name=f"q{number}", text=fr("?")) for number in range(16)]
    assert codes(*questions[:12], Notice(name="thanks", text=fr("Merci"))) == []
    assert codes(*questions[:13]) == ["many_questions"]
    assert codes(*questions) == ["too_many_questions"]
