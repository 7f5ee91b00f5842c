"""Paper: what is printed beside every answer is what a clerk types, and it goes the way of any answer."""

import pytest

import questionnaires
from services import chat
from services.accounts.staff import COMMAND_LINE, Actor, StaffRole
from services.channels import Commanded, InboundMessage, What, Wrote
from services.errors import Malformed, NotFound, Refused
from services.fieldwork import counting
from services.reaching import codes, links, paper_entry, paper_form
from services.reaching.paper_entry import Sheet
from services.reaching.printing import forms
from services.reaching.printing.posters import BadPoster, check
from storage import answers
from storage.transaction import Database
from surveys.answers import Chosen, Missing
from tests.cast import AICHA, LEA
from tests.services.sample import QUESTIONNAIRE
from tests.services.test_inbound import TRIAL, Town

FORM = questionnaires.load("bien-grandir")
MALIK = Actor(7, StaffRole.OFFICER, ("nantes-nord",))
ALL_KINDS = {
    "consent": "1",
    "role": "2",
    "district": "1",
    "topics": "1, 3",
    "mark": "0",
    "useful": "3 1",
    "order": "2 1",
    "pairs": "1 2 1 2",
    "children": "3",
    "since": "3/9/2026",
    "voice": "Plus de jeux",
}


@pytest.fixture
def town(database: Database) -> Town:
    return Town(database)


# --- the form --------------------------------------------------------------------------------------------------------
def test_every_kind_of_question_can_be_typed_from_paper() -> None:
    sheet = paper_form.read(QUESTIONNAIRE, "fr", ALL_KINDS)
    assert sheet.problems == {}


def test_an_empty_sheet_stays_open_at_what_needs_an_answer() -> None:
    assert paper_form.read(QUESTIONNAIRE, "fr", {}).problems == {"consent": "not_skippable"}
    assert paper_form.read(QUESTIONNAIRE, "fr", {"consent": "1"}).problems == {"children": "not_skippable"}


def test_a_scale_of_numbers_is_coded_by_its_numbers() -> None:
    [mark] = [question for question in paper_form.questions(QUESTIONNAIRE) if question.item.name == "mark"]
    assert mark.codes == (0, 1, 2, 3, 4)


def test_all_wrong_answers_are_told_at_once() -> None:
    typed = ALL_KINDS | {"role": "9", "topics": "1 2 3", "children": "beaucoup", "since": "hier ou avant"}
    problems = paper_form.read(QUESTIONNAIRE, "fr", typed).problems
    assert set(problems) >= {"role", "topics", "children"}


def test_a_question_that_was_not_for_this_parent_is_pointed_at() -> None:
    conditional = [question for question in paper_form.questions(FORM) if question.condition]
    assert conditional, "the form has questions for some parents only"
    for question in conditional:
        assert question.condition
        assert question.condition.number == 0 or question.condition.choices


def test_paper_shows_every_question_once_in_order() -> None:
    numbers = [question.number for question in paper_form.questions(FORM) if question.number > 0]
    assert numbers == list(range(1, len(numbers) + 1))


# --- codes -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("typed", ["K7QX-3M9P", "k7qx3m9p", " K7QX 3M9P ", "K7QX–3M9P".replace("–", "-")])
def test_a_code_is_read_however_it_is_written(typed: str) -> None:
    assert codes.read(typed) == "K7QX-3M9P"


def test_signs_that_look_alike_are_the_same() -> None:
    assert codes.read("OIL0-1111") == codes.read("0110-1111") == "0110-1111"


@pytest.mark.parametrize("typed", ["", "NANTES", "K7QX", "K7QX-3M9P-1", "K7QX-3M9U"])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert codes.read(typed) == ""


def test_every_code_that_is_printed_can_be_read() -> None:
    for number in range(0, 2**40, 2**40 // 997):
        code = codes.written(number.to_bytes(codes.BYTES, "big"))
        assert codes.read(code) == code


# --- keeping a sheet -------------------------------------------------------------------------------------------------
def test_what_is_kept_is_what_stood_on_the_paper(town: Town) -> None:
    typed = {"consent": "1", "role": "2", "district": "8", "actions": "1 3"}
    assert not town.do(lambda t: paper_entry.enter(t, town.context, COMMAND_LINE, "NANTES", Sheet("ar", "", typed)))

    def kept(transaction):  # type: ignore[no-untyped-def]
        from sqlalchemy import text

        [(number,)] = transaction.execute(text("SELECT id FROM interview")).all()
        return answers.load(transaction, town.context.vault, {number: FORM})[number]

    given = town.do(kept)
    assert given["role"] == Chosen((FORM.item("role").choices[1].name,))
    assert given["district"] == Chosen(("nantes-nord",))
    assert given["stage"] is Missing.SKIPPED
    assert town.count("consent WHERE mode = 'paper' AND language = 'ar'") == 1


def test_the_code_of_a_sheet_counts_for_its_place_and_is_unknown_elsewhere(town: Town) -> None:
    way = town.do(lambda t: links.add(t, town.context, COMMAND_LINE, "NANTES", "school", "École", "nantes-nord"))
    [code] = town.do(lambda t: links.one_time_codes(t, town.context, COMMAND_LINE, way.code, 1))
    liked = {TRIAL.items[0].name: ""}
    elsewhere = town.do(lambda t: paper_entry.enter(t, town.context, COMMAND_LINE, "ESSAI", Sheet("fr", code, liked)))
    assert elsewhere[""] == "unknown_slip"
    typed = {"consent": "1", "role": "1"}
    assert not town.do(lambda t: paper_entry.enter(t, town.context, COMMAND_LINE, "NANTES", Sheet("fr", code, typed)))
    assert (town.count("came_by"), town.count("slip WHERE spent"), town.count("in_hand")) == (1, 1, 0)
    again = town.do(lambda t: paper_entry.enter(t, town.context, COMMAND_LINE, "NANTES", Sheet("fr", code, typed)))
    assert again[""] == "spent"


def test_a_refused_consent_on_paper_keeps_no_answer(town: Town) -> None:
    assert not town.do(
        lambda t: paper_entry.enter(t, town.context, COMMAND_LINE, "NANTES", Sheet("fr", "", {"consent": "2"}))
    )
    assert (town.count("answer"), town.count("interview WHERE disposition = 'refused'")) == (0, 1)


@pytest.mark.parametrize("language", FORM.languages)
def test_a_sheet_names_no_button_and_says_what_paper_cannot_do(language: str) -> None:
    notice = forms.notice(FORM, paper_form.questions(FORM)[0], language, str)
    erase = next(choice for choice in FORM.item("followup").choices if choice.name == "erase")
    assert erase.text.in_(language) not in notice["more"]
    assert notice["more"].count("\n") == FORM.items[0].more.in_(language).count("\n"), "and says all the rest"
    assert "Gardez cette feuille" in notice["paper"]


def test_guests_and_operators_type_nothing_in(town: Town) -> None:
    for role in (StaffRole.OPERATOR, StaffRole.GUEST):
        with pytest.raises(Refused):
            town.do(lambda t, role=role: paper_entry.desk(t, town.context, Actor(9, role), "NANTES"))


@pytest.mark.parametrize("count", [0, 501])
def test_codes_are_printed_in_sensible_numbers(town: Town, count: int) -> None:
    with pytest.raises(Malformed):
        town.do(lambda t: links.one_time_codes(t, town.context, COMMAND_LINE, "NANTES", count))
    with pytest.raises(NotFound):
        town.do(lambda t: links.one_time_codes(t, town.context, COMMAND_LINE, "NOPE", 1))


# --- places and helpers ----------------------------------------------------------------------------------------------
def test_a_place_is_counted_as_people_begin_and_shown_in_whole_tens_the_next_day(town: Town) -> None:
    way = town.do(lambda t: links.add(t, town.context, COMMAND_LINE, "NANTES", "meeting", "Réunion", "nantes-nord"))

    def shown() -> int | None:
        return town.do(lambda t: links.listed(t, town.context, MALIK, "NANTES")).links[1].started  # type: ignore[no-any-return]

    def next_day() -> None:
        town.clock.pass_(days=1)
        town.do(lambda t: counting.look_all(t, town.context))

    for number in range(9):
        town.act(str(6000 + number), Commanded("start", way.code))
    next_day()
    assert shown() is None
    for number in range(9, 14):
        town.act(str(6000 + number), Commanded("start", way.code.lower()))
    assert shown() is None
    next_day()
    assert shown() == 10
    town.act("6001", Commanded("start", way.code))
    assert town.count("came_by") == 14, "who comes twice counts once"


def answer_all(town: Town, who: str, code: str) -> None:
    town.act(who, Commanded("start", code))
    for reply in ("1", "1", "8", "2", "passer", "3", "4", "passer", "passer", "Un parc propre.", "3"):
        town.act(who, Wrote(reply))


def test_what_was_answered_with_help_cannot_be_opened_again_and_the_next_parent_begins(town: Town) -> None:
    answer_all(town, LEA, "NANTES-AIDE")
    town.act(LEA, Wrote("Non, c'est fini"))
    assert town.count("interview WHERE assisted AND disposition = 'complete'") == 1
    assert town.count("respondent") == 0
    town.act(LEA, Commanded("reponses"))
    town.act(LEA, Wrote("changer 1"))
    assert town.count("interview WHERE disposition = 'complete'") == 1
    town.act(LEA, Commanded("start", "NANTES-AIDE"))
    assert town.screens[LEA][-1].key == "consent"
    assert town.count("interview") == 2


def test_a_helper_may_come_by_the_code_of_a_place(town: Town) -> None:
    way = town.do(lambda t: links.add(t, town.context, COMMAND_LINE, "NANTES", "centre", "Centre", "nantes-nord"))
    town.act(AICHA, Commanded("start", f"{way.code}-AIDE"))
    assert (town.count("interview WHERE assisted"), town.count("came_by")) == (1, 1)


# --- posters ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "languages", [["fr"], ["fr", "fr-x-falc"], ["fr", "ar", "tr"], ["fr", "fr-x-falc", "ar", "so"]]
)
def test_posters_in_french_alone_or_with_two_others(languages: list[str]) -> None:
    check(languages)


@pytest.mark.parametrize(
    ("languages", "why"),
    [(["fr", "ar"], "two"), (["fr", "fr-x-falc", "ar"], "two"), (["ar", "tr"], "french"), (["fr", "tlh"], "language")],
)
def test_other_posters_are_refused(languages: list[str], why: str) -> None:
    with pytest.raises(BadPoster, match=why):
        check(languages)


def test_a_helper_reads_the_thanks_on_the_page_and_finds_it_fresh_for_the_next_parent(town: Town) -> None:
    def says(what: What) -> chat.ChatView:
        message = InboundMessage(chat.CHANNEL, "a" * 32, what, "fr")
        seen: chat.ChatView = town.do(lambda t: chat.reply(t, town.context, "NANTES-AIDE", message))
        return seen

    says(Commanded("start", "NANTES-AIDE"))
    for reply in ("1", "1", "8", "2", "passer", "3", "4", "passer", "passer", "Un parc propre.", "3"):
        says(Wrote(reply))
    last = says(Wrote("Non, c'est fini"))
    assert (last.standing, last.turns) == (chat.Standing.DONE, ())
    assert last.remarks
    later = town.do(lambda t: chat.view(t, town.context, "NANTES-AIDE", "a" * 32, "fr"))
    assert later.standing is chat.Standing.FRESH
