"""Items with several choices, and typed numbers, days and words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from surveys.answers import Answer, Chosen, Counted, Dated, Missing, Written
from surveys.design import shown
from surveys.effects import Ask, Record, Redraw, Remark, Tell
from surveys.inputs import Began, Chose, Input, Picked, Replied, Revisited, Skipped, Validated
from tests.surveys.examples import ACTIONS, STAGE, VOICE, Parent, choice, questionnaire


def on(item: str, *names: str) -> list[Input]:
    return [Chose(item, name) for name in names]


def test_choices_are_set_and_unset_until_validated() -> None:
    lea = Parent().at("stage")

    assert lea.says(*on("stage", "s11", "s0", "s3"), Chose("stage", "s3", on=False)) == (Redraw("stage"),)
    assert lea.interview.draft == ("s11", "s0")
    assert lea.says(Validated("stage"))[0] == Record("stage", Chosen(("s0", "s11"))), "stored in the order of the sheet"


def test_setting_what_is_set_changes_nothing() -> None:
    lea = Parent().at("stage")
    lea.says(*on("stage", "s0"))
    before = lea.interview

    assert lea.says(*on("stage", "s0")) == ()
    assert lea.says(Chose("stage", "s3", on=False)) == ()
    assert lea.interview == before


def test_an_exclusive_choice_stands_alone() -> None:
    lea = Parent().at("actions")

    lea.says(*on("actions", "a1", "a2", "dk"))
    assert lea.interview.draft == ("dk",)
    lea.says(*on("actions", "a3"))
    assert lea.interview.draft == ("a3",)


def test_one_choice_too_many_is_refused_and_the_others_stay() -> None:
    lea = Parent().at("actions")

    assert lea.says(*on("actions", "a1", "a2", "a3")) == (Tell(Remark.TOO_MANY, "actions", limit=2),)
    assert lea.interview.draft == ("a1", "a2")


def test_nothing_set_is_too_few() -> None:
    assert Parent().at("stage").says(Validated("stage")) == (Tell(Remark.TOO_FEW, "stage", limit=1),)


def test_an_exclusive_choice_is_enough_however_many_are_wanted() -> None:
    lea = Parent(questionnaire(replace(ACTIONS, at_least=2)))

    assert lea.says(Began(), Picked("actions", ("a1",)))[0] == Tell(Remark.TOO_FEW, "actions", limit=2)
    assert lea.interview.draft == ("a1",), "what was sent is kept, the rest is asked for"
    assert lea.says(Picked("actions", ("dk",)))[0] == Record("actions", Chosen(("dk",)))


@pytest.mark.parametrize(
    ("given", "names"),
    [
        (Picked("stage", ("s11", "s0")), ("s0", "s11")),
        (Replied("2, 1 et 2"), ("s0", "s3")),
        (Replied("11 à 14 ans, 0 à 2 ans"), ("s0", "s11")),
    ],
)
def test_all_choices_at_once_replace_what_was_set(given: Input, names: tuple[str, ...]) -> None:
    lea = Parent().at("stage")
    lea.says(*on("stage", "s3"))

    lea.says(given)

    assert lea.recorded == {"stage": Chosen(names)}
    assert lea.position == "actions"


def test_typed_numbers_are_places_as_shown_to_this_parent() -> None:
    chosen = set()
    for seed in range(12):
        lea = Parent(questionnaire(ACTIONS), seed=seed)
        lea.says(Began(), Replied("1"))
        assert lea.recorded == {"actions": Chosen((shown(ACTIONS, seed, {})[0].name,))}
        chosen.add(lea.recorded["actions"])
    assert len(chosen) == 3


def test_an_ambiguous_text_is_asked_back() -> None:
    assert Parent().at("stage").says(Replied("3")) == (Tell(Remark.AMBIGUOUS, "stage", ("s3", "s11")),)


def test_a_ranking_is_tapped_in_order_and_a_gap_closes() -> None:
    lea = Parent().at("order")

    lea.says(*on("order", "r2", "r1", "r3"), Chose("order", "r2", on=False))
    assert lea.interview.draft == ("r1", "r3")
    assert lea.says(Validated("order")) == (Tell(Remark.TOO_FEW, "order", limit=3),)
    assert lea.says(*on("order", "r2"), Validated("order"))[0] == Record("order", Chosen(("r1", "r3", "r2")))


@pytest.mark.parametrize("typed", ["2,1,3", "2 1 3", "٢ ١ ٣", "sport, école, santé"])
def test_a_ranking_may_be_typed(typed: str) -> None:
    assert Parent().at("order").says(Replied(typed))[0] == Record("order", Chosen(("r2", "r1", "r3")))


def test_part_of_a_ranking_is_kept_for_the_rest() -> None:
    lea = Parent().at("order")

    assert lea.says(Replied("2")) == (Tell(Remark.TOO_FEW, "order", limit=3), Redraw("order"))
    assert lea.interview.draft == ("r2",)


def test_the_best_then_the_worst() -> None:
    lea = Parent().at("figures")

    assert lea.says(*on("figures", "i2")) == (Redraw("figures"),)
    assert lea.says(*on("figures", "i2")) == (), "a double tap is not the worst"
    assert lea.says(*on("figures", "i1"))[0] == Record("figures", Chosen(("i2", "i1")))


@pytest.mark.parametrize("given", [Picked("figures", ("i3", "i1")), Replied("3,1"), Replied("aides et difficultés")])
def test_the_best_and_the_worst_at_once(given: Input) -> None:
    assert Parent().at("figures").says(given)[0] == Record("figures", Chosen(("i3", "i1")))


def test_numbers_count_among_what_is_left_for_the_worst() -> None:
    lea = Parent().at("figures")

    assert lea.says(Replied("1"), Replied("1"))[0] == Record("figures", Chosen(("i1", "i2")))


def test_not_knowing_the_best_needs_no_worst() -> None:
    assert Parent().at("figures").says(*on("figures", "dk"))[0] == Record("figures", Chosen(("dk",)))
    assert Parent().at("figures").says(*on("figures", "i1", "dk"))[0] == Record("figures", Chosen(("dk",)))


def test_the_best_can_be_taken_back() -> None:
    lea = Parent().at("figures")

    assert lea.says(*on("figures", "i2"), Chose("figures", "i2", on=False)) == (Redraw("figures"),)
    assert lea.interview.draft == ()


@pytest.mark.parametrize(
    ("item", "typed", "answer"),
    [
        ("role", "père", Chosen(("father",))),
        ("district", "nord", Chosen(("nantes-nord",))),
        ("district", "Clos Toreau", Chosen(("nantes-sud",))),
        ("district", "2", Chosen(("nantes-sud",))),
        ("first_entry", "bien", Chosen(("2",))),
        ("children", "٣", Counted(Decimal(3))),
        ("moved", "3/11/2020", Dated(date(2020, 11, 3))),
        ("voice", "1", Written("1")),
    ],
)
def test_each_kind_reads_what_is_typed(item: str, typed: str, answer: Answer) -> None:
    lea = Parent().at(item)
    lea.says(Replied(typed))

    assert lea.recorded == {item: answer}


@pytest.mark.parametrize(
    ("item", "typed", "remark"),
    [
        ("children", "0", "out_of_range"),
        ("children", "2,5", "not_a_number"),
        ("children", "deux ou trois", "not_a_number"),
        ("moved", "31/2/2020", "not_a_date"),
        ("moved", "1/1/2027", "out_of_range"),
        ("voice", "x" * 41, "too_long"),
        ("voice", " \n", "unreadable"),
        ("district", "Rezé", "unreadable"),
        ("review", "peut-être", "unreadable"),
    ],
)
def test_what_cannot_be_taken_is_explained_and_nothing_is_lost(item: str, typed: str, remark: str) -> None:
    lea = Parent().at(item)
    lea.says(Replied(typed))

    assert (lea.remarks, lea.recorded, lea.position) == ([remark], {}, item)


def test_a_constraint_holds_for_choices_and_own_words_too() -> None:
    few = replace(STAGE, constraint="count-selected(.) <= 2")
    lea = Parent(questionnaire(few, replace(VOICE, constraint="regex(., '[^@]*')")))

    assert lea.says(Began(), Picked("stage", ("s0", "s3", "s11"))) == (Tell(Remark.OUT_OF_RANGE, "stage"),)
    assert lea.says(Picked("stage", ("s0",)), Replied("lea@example.org")) == (Tell(Remark.OUT_OF_RANGE, "voice"),)


def test_only_one_of_a_single_choice() -> None:
    lea = Parent().at("role")

    assert lea.says(Picked("role", ())) == (Tell(Remark.TOO_FEW, "role", limit=1),)
    assert lea.says(Picked("role", ("mother", "father"))) == (Tell(Remark.TOO_MANY, "role", limit=1),)
    assert lea.says(Picked("role", ("father",)))[0] == Record("role", Chosen(("father",)))


def test_a_change_begins_from_the_answer_given() -> None:
    lea = Parent().at("order")
    lea.says(Replied("2,1,3"), Revisited("order"))

    assert lea.interview.draft == ("r2", "r1", "r3")
    lea.says(Chose("order", "r2", on=False), *on("order", "r2"), Validated("order"))
    assert lea.recorded == {"order": Chosen(("r1", "r3", "r2"))}


def test_skipping_a_choice_in_progress_forgets_what_was_set() -> None:
    lea = Parent().at("stage")

    assert lea.says(*on("stage", "s0"), Skipped("stage")) == (Record("stage", Missing.SKIPPED), Ask("actions"))
    assert lea.interview.draft == ()


def test_a_tap_that_does_not_fit_the_kind_of_question_only_shows_it_again() -> None:
    assert Parent().at("voice").says(Validated("voice")) == (Ask("voice"),)
    assert Parent().at("children").says(Chose("children", "1")) == (Ask("children"),)
    assert Parent().at("review").says(Chose("review", "1")) == (Ask("review"),)
    assert Parent().at("role").says(Validated("role")) == (Ask("role"),)


def test_a_choice_hidden_by_its_filter_cannot_be_taken() -> None:
    schools = replace(
        STAGE,
        name="school",
        choice_filter="contains(${stage}, age)",
        choices=(choice("small", columns={"age": "s0"}), choice("big", columns={"age": "s11"})),
    )
    lea = Parent(questionnaire(STAGE, schools))

    lea.says(Began(), Picked("stage", ("s11",)))
    assert lea.says(Chose("school", "small")) == (Ask("school"),)
    assert lea.says(Replied("1"))[0] == Record("school", Chosen(("big",)))
