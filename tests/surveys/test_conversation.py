"""The course of a conversation: beginning, consent, back, changes, language, the end."""

from dataclasses import replace

import pytest

from surveys.answers import Chosen, Missing, Written
from surveys.conversation import advance
from surveys.effects import Agree, Ask, Close, Record, Redraw, Remark, Retract, Settle, Tell
from surveys.inputs import (
    Began,
    ChangedLanguage,
    Chose,
    Expired,
    Picked,
    Replied,
    Resumed,
    Revisited,
    Skipped,
    Stopped,
    Validated,
    WentBack,
)
from surveys.interview import Disposition
from surveys.items import Notice, Purpose
from surveys.routing import progress
from tests.surveys.examples import (
    ANSWERED,
    EVERY_KIND,
    FIRST_ENTRY,
    FOLLOW_UP,
    REVIEW,
    ROLE,
    STAGE,
    VOICE,
    Parent,
    answered,
    questionnaire,
    text,
)


def test_the_conversation_greets_and_asks_for_consent() -> None:
    assert Parent().says(Began()) == (Tell(Remark.NOTICE, "welcome"), Ask("consent"))


def test_beginning_again_tells_where_one_stood_and_asks_the_open_item_again() -> None:
    lea = answered(4)
    before = lea.interview

    assert lea.says(Began()) == (Tell(Remark.RESUMED, "stage"), Ask("stage"))
    assert lea.says(Resumed()) == (Ask("stage"),)
    assert lea.interview == before
    assert answered(1).says(Began()) == (Ask("consent"),), "nothing to take up yet"


def test_yes_begins_the_questions() -> None:
    assert Parent().says(Began(), Chose("consent", "yes")) == (Settle("consent", ("yes",)), Ask("role"))


@pytest.mark.parametrize("typed", ["oui", "Yes", "1", "نعم", "d'accord", "👍", "evet"])
def test_yes_may_be_typed(typed: str) -> None:
    assert Parent().says(Began(), Replied(typed))[-1] == Ask("role")


def test_no_ends_it_and_nothing_was_kept() -> None:
    mehmet = Parent()

    assert mehmet.says(Began(), Replied("hayır")) == (
        Settle("consent", ("no",)),
        Tell(Remark.DECLINED, "consent"),
        Close(Disposition.REFUSED),
    )
    assert mehmet.interview.answers == {}


def test_who_takes_the_consent_back_leaves_no_answer_behind() -> None:
    lea = answered(3)

    effects = lea.says(WentBack(), WentBack(), Chose("consent", "no"))

    assert effects[0] == Retract()
    assert effects[-1] == Close(Disposition.REFUSED)
    assert lea.interview.answers == {}


def test_more_tells_more_and_asks_again() -> None:
    assert Parent().says(Began(), Chose("consent", "more")) == (Tell(Remark.MORE, "consent"), Ask("consent"))


def test_a_consent_cannot_be_skipped() -> None:
    assert Parent().says(Began(), Skipped("consent")) == (Tell(Remark.NOT_SKIPPABLE, "consent"),)


def test_a_minor_is_thanked_and_forgotten() -> None:
    effects = answered(2).says(Chose("role", "minor"))

    assert effects == (
        Retract(),
        Settle("role", ("minor",)),
        Tell(Remark.SCREENED_OUT, "role"),
        Close(Disposition.SCREENED_OUT),
    )


def test_a_question_passed_over_is_recorded_as_skipped() -> None:
    lea = answered(2)

    assert lea.says(Skipped("role")) == (Record("role", Missing.SKIPPED), Ask("district"))


def test_a_required_question_cannot_be_passed_over() -> None:
    lea = Parent(questionnaire(replace(ROLE, required=True)))

    assert lea.says(Began(), Skipped("role")) == (Tell(Remark.NOT_SKIPPABLE, "role"),)


def test_back_returns_to_the_question_really_seen_before() -> None:
    ines = answered(4)
    ines.says(Picked("stage", ("s11",)), Picked("actions", ("a1",)))

    assert ines.position == "order", "the first entry at school does not concern her"
    assert ines.says(WentBack()) == (Ask("actions"),)
    assert ines.interview.draft == ("a1",), "what she had chosen is still set"


def test_there_is_nothing_before_the_first_question() -> None:
    lea = Parent()

    assert lea.says(Began(), WentBack()) == (Tell(Remark.NO_WAY_BACK, "consent"),)


def test_after_a_change_the_conversation_returns_to_where_it_stood() -> None:
    lea = answered(8)
    stood = lea.position

    assert lea.says(Revisited("role")) == (Ask("role"),)
    assert lea.says(Chose("role", "father")) == (Record("role", Chosen(("father",))), Ask(stood or ""))


def test_back_from_a_change_leaves_everything_as_it_was() -> None:
    lea = answered(8)
    before = lea.interview

    lea.says(Revisited("role"), WentBack())

    assert replace(lea.interview, revision=before.revision) == before


def test_a_follow_up_left_open_to_change_an_answer_is_asked_again() -> None:
    lea = answered(12)

    assert lea.says(Revisited("voice"), WentBack()) == (Ask("moved"),)
    assert lea.says(Replied("3/11/2021"))[-1] == Ask("followup")
    assert lea.says(Revisited("stage"), Picked("stage", ("s0",)))[-1] == Ask("followup")


def test_only_what_was_seen_can_be_revisited() -> None:
    lea = answered(4)

    for name in ("voice", "first_entry", "welcome", "nobody", "stage"):
        assert lea.says(Revisited(name)) == (Ask("stage"),)


def test_a_change_from_the_review_returns_to_the_review() -> None:
    lea = answered(13)

    assert lea.position == "review"
    assert lea.says(Revisited("children"), Replied("3"))[-1] == Ask("review")
    assert lea.says(Validated("review"))[-1] == Close(Disposition.COMPLETE)


def test_a_branch_that_opens_late_is_asked_before_returning() -> None:
    ines = answered(4)
    ines.says(Picked("stage", ("s11",)), Picked("actions", ("a1",)))

    assert ines.says(Revisited("stage"), Picked("stage", ("s0",)))[-1] == Ask("first_entry")
    assert ines.says(Chose("first_entry", "1"))[-1] == Ask("order")


def test_an_answer_comes_back_with_its_branch() -> None:
    lea = answered(8)

    lea.says(Revisited("stage"), Picked("stage", ("s11",)))
    assert lea.interview.answers["first_entry"] == Chosen(("2",))
    assert lea.position == "figures"

    lea.says(Revisited("stage"), Picked("stage", ("s3",)))
    assert lea.position == "figures", "no need to ask what is known"


def test_a_notice_inside_a_branch_is_told_when_the_branch_opens() -> None:
    aside = Notice(name="aside", text=text("Pour les petits"), relevant=FIRST_ENTRY.relevant)
    lea = Parent(questionnaire(STAGE, aside, FIRST_ENTRY, VOICE))

    assert lea.says(Began(), Picked("stage", ("s11",)))[-1] == Ask("voice")
    assert lea.says(WentBack(), Picked("stage", ("s0",)))[1:] == (Tell(Remark.NOTICE, "aside"), Ask("first_entry"))
    assert lea.says(Chose("first_entry", "1"), Revisited("stage"), Picked("stage", ("s0", "s3")))[1:] == (Ask("voice"),)


def test_the_language_changes_and_the_answers_stay() -> None:
    aicha = answered(5)
    before = aicha.interview

    assert aicha.says(ChangedLanguage("ar")) == (Redraw("actions"),)
    assert aicha.interview.language == "ar"
    assert aicha.interview.answers == before.answers


@pytest.mark.parametrize("language", ["fr", "xx", ""])
def test_an_unknown_language_changes_nothing(language: str) -> None:
    lea = answered(5)
    before = lea.interview

    assert lea.says(ChangedLanguage(language)) == ()
    assert lea.interview == before


def test_the_language_may_be_chosen_before_the_beginning() -> None:
    aicha = Parent()

    assert aicha.says(ChangedLanguage("ar")) == ()
    assert aicha.says(Began())[-1] == Ask("consent")
    assert aicha.interview.language == "ar"


@pytest.mark.parametrize(
    "again", [ANSWERED[5], Chose("actions", "a1"), Chose("consent", "yes"), Picked("stage", ("s3",))]
)
def test_the_same_tap_twice_is_harmless(again: Chose | Picked) -> None:
    lea = answered(6)
    before = lea.interview

    assert lea.says(again) == ()
    assert lea.interview == before


@pytest.mark.parametrize(
    "late",
    [Chose("role", "father"), Chose("consent", "no"), Picked("stage", ("s0",)), Skipped("role"), Chose("voice", "x")],
)
def test_a_tap_on_another_question_changes_nothing_and_is_explained(late: Chose | Picked | Skipped) -> None:
    lea = answered(6)
    before = lea.interview

    told = [lea.says(late) for _ in range(3)]
    assert told == [(Tell(remark, late.item),) for remark in (Remark.LATE, Remark.LATE_STILL, Remark.LATE)]
    assert replace(lea.interview, late=0) == before


def test_two_taps_on_the_submit_button_of_an_earlier_review_submit_nothing_twice() -> None:
    form = questionnaire(ROLE, REVIEW, FOLLOW_UP)
    lea = Parent(form)
    lea.says(Began(), Chose("role", "mother"), Validated("review"))

    assert lea.says(Validated("review")) == ()
    assert lea.position == "followup"


def test_a_review_left_to_change_an_answer_is_not_submitted_by_its_old_button() -> None:
    lea = answered(13)

    assert lea.says(Revisited("children"), Validated("review")) == (Tell(Remark.LATE, "review"),)


@pytest.mark.parametrize("forged", [Chose("nobody", "x"), Chose("actions", "nothing"), Picked("actions", ("a1", "x"))])
def test_a_forged_tap_only_shows_the_open_question(forged: Chose | Picked) -> None:
    lea = answered(5)

    assert lea.says(forged) == (Ask("actions"),)


def test_a_text_nobody_understands_is_explained_in_other_words_the_third_time() -> None:
    lea = answered(2)

    told = [lea.says(Replied(typed)) for typed in ("bleu", "vert", "rouge")]

    assert told == [
        (Tell(Remark.UNREADABLE, "role"), Ask("role")),
        (Tell(Remark.UNREADABLE_STILL, "role"), Ask("role")),
        (Tell(Remark.UNREADABLE_AGAIN, "role"), Ask("role")),
    ]
    lea.says(Replied("un père"), Replied("Rezé"))
    assert lea.remarks == ["unreadable"], "an understood reply forgives the earlier ones"


def test_stopping_keeps_the_answers_and_says_so() -> None:
    lea = answered(5)

    assert lea.says(Stopped()) == (Tell(Remark.STOPPED), Close(Disposition.BROKEN_OFF))
    assert lea.interview.answers["role"] == Chosen(("mother",))


def test_an_interview_that_nobody_goes_on_with_expires_silently() -> None:
    assert answered(5).says(Expired()) == (Close(Disposition.EXPIRED),)


def test_the_last_notice_is_the_thanks() -> None:
    assert answered(13).says(Validated("review"))[-2:] == (Tell(Remark.NOTICE, "thanks"), Close(Disposition.COMPLETE))


def test_without_a_last_notice_the_bot_says_that_it_is_finished() -> None:
    lea = Parent(questionnaire(ROLE))

    assert lea.says(Began(), Chose("role", "mother"))[-2:] == (Tell(Remark.FINISHED), Close(Disposition.COMPLETE))


@pytest.mark.parametrize(
    "after", [Replied("1"), Chose("role", "father"), Began(), WentBack(), Stopped(), Revisited("nobody")]
)
def test_after_the_end_nothing_changes_and_nobody_hears_the_same_twice(after: Replied) -> None:
    lea = answered()
    before = lea.interview

    assert lea.says(after) == (Tell(Remark.CLOSED),)
    assert lea.says(after) == (Tell(Remark.CLOSED_STILL),)
    assert lea.says(Expired()) == ()
    assert replace(lea.interview, misses=0) == before


def test_a_follow_up_agrees_to_things_apart_from_the_answers() -> None:
    lea = answered(12)

    assert lea.says(Picked("followup", ("next", "results"))) == (
        Settle("followup", ("results", "next")),
        Agree((Purpose.RESULTS, Purpose.RECONTACT)),
        Ask("review"),
    )
    assert "followup" not in lea.interview.answers


def test_asking_for_erasure_erases_at_once() -> None:
    lea = answered(12)

    assert lea.says(Chose("followup", "erase"), Validated("followup")) == (
        Retract(),
        Settle("followup", ("erase",)),
        Tell(Remark.ERASED, "followup"),
        Close(Disposition.ERASED),
    )
    assert (lea.interview.answers, lea.interview.trail, lea.interview.draft) == ({}, (), ())


def test_who_cannot_be_written_to_is_asked_the_rest() -> None:
    lea = Parent(reachable=False)
    lea.says(*ANSWERED[:12])

    assert lea.position == "followup"
    assert lea.says(Chose("followup", "results")) == (Ask("followup"),)
    assert lea.says(Replied("2"))[-1] == Close(Disposition.ERASED)


def test_an_item_without_any_choice_left_is_not_asked() -> None:
    promises = replace(FOLLOW_UP, choices=FOLLOW_UP.choices[:2])
    lea = Parent(questionnaire(ROLE, promises, VOICE), reachable=False)

    assert lea.says(Began(), Chose("role", "mother"))[-1] == Ask("voice")


def test_progress_goes_forward_only_and_its_total_never_moves() -> None:
    lea = answered(1)
    assert progress(EVERY_KIND, lea.interview) == (0, 0)

    lea.says(*ANSWERED[1:4])
    assert (lea.position, progress(EVERY_KIND, lea.interview)) == ("stage", (3, 11))

    lea.says(Picked("stage", ("s11",)))
    assert progress(EVERY_KIND, lea.interview) == (4, 11)
    lea.says(Picked("actions", ("a1",)))
    assert (lea.position, progress(EVERY_KIND, lea.interview)) == ("order", (6, 11)), "leaps over what does not apply"


def test_an_interview_at_an_unknown_place_begins_again_with_its_answers() -> None:
    lost = replace(answered(5).interview, position="gone")

    step = advance(EVERY_KIND, lost, Replied("1"))

    assert step.effects == (Ask("actions"),)
    assert step.interview.answers == lost.answers


def test_own_words_are_kept_exactly() -> None:
    lea = answered(11)
    words = " =HYPERLINK(1);\n« Ça va » 👩‍👧‍👦 "

    assert lea.says(Replied(words))[0] == Record("voice", Written(words))


def test_what_no_file_can_hold_is_left_out_of_own_words() -> None:
    assert answered(11).says(Replied("a\0b\ud800c"))[0] == Record("voice", Written("abc"))
