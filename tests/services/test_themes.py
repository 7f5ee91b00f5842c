"""Own words sorted into themes: by people who see the words alone, and counted like any answer in the last release."""

from dataclasses import replace

import pytest

from services.campaigning import campaigns
from services.channels import Commanded, Spoke, Wrote
from services.context import Transaction
from services.errors import Malformed, NotFound, Refused, Taken
from services.inbound import receive
from services.recordings import transcribing
from services.releasing import coded, coding, themes
from services.releasing.themes import Draft
from storage.campaigns import by_code
from storage.transaction import Database
from surveys.answers import Chosen, Missing, Spoken, Written
from surveys.items import Multiple, Single
from tests.cast import says
from tests.exports.oracle import lines
from tests.recordings import opus
from tests.services.test_moderation import FORM, HELENE, HERE, MALIK, WISH, House
from tests.surveys.examples import text

PAUL = replace(HELENE, id=2)
PARK = Draft(0, "Parcs et jeux", "Un endroit où jouer dehors", "Un toboggan", "Les cours d'école")
BUS = Draft(0, "Transports", "Aller et venir", "Plus de bus", "")


class Room(House):
    """A campaign whose wishes are sorted."""

    def keep(self, *drafts: Draft, version: int = 0) -> None:
        self.do(lambda t: themes.keep(t, self.here, HELENE, "COURT", "wish", version, drafts))

    def look(self, who: object = HELENE, reader: int = 1, after: int = -1) -> coding.Desk:
        return self.do(lambda t: coding.desk(t, self.here, who, "COURT", "wish", reader, after))  # type: ignore[arg-type]

    def sort(self, number: int, *found: int, who: object = HELENE, reader: int = 1) -> None:
        self.do(
            lambda t: coding.sort(
                t, self.here, who, "COURT", "wish", number, found, reader=reader, none=not found  # type: ignore[arg-type]
            )
        )  # fmt: skip

    def sort_all(self) -> None:
        while (words := self.look().words) is not None and self.look().left:
            self.sort(words.id, *(1 if "parc" in words.text else 2,) if "rien" not in words.text else ())

    def close(self) -> None:
        self.do(lambda t: themes.close(t, self.here, HELENE, "COURT", "wish"))

    def end(self) -> None:
        self.do(lambda t: campaigns.close(t, self.here, "COURT"))


@pytest.fixture
def room(database: Database) -> Room:
    return Room(database)


def test_themes_are_kept_version_by_version(room: Room) -> None:
    room.keep(PARK)
    first = room.do(lambda t: themes.desk(t, HERE, HELENE, "COURT", "wish"))
    assert [(theme.id, theme.name) for theme in first.book.themes] == [(1, "Parcs et jeux")]
    room.keep(replace(PARK, id=1, name="Parcs"), BUS, version=1)
    second = room.do(lambda t: themes.desk(t, HERE, HELENE, "COURT", "wish"))
    assert [(theme.id, theme.name) for theme in second.book.themes] == [(1, "Parcs"), (2, "Transports")]
    assert [(past.number, len(past.themes)) for past in second.past] == [(1, 1)]
    with pytest.raises(Taken):
        room.keep(PARK, version=1)
    room.keep(*(Draft(one.id, one.name, one.definition, one.example, one.excludes) for one in second.book.themes),
              version=2)  # fmt: skip
    assert room.do(lambda t: themes.desk(t, HERE, HELENE, "COURT", "wish")).book.version == 2, "nothing changed"


@pytest.mark.parametrize(
    ("drafts", "wrong"),
    [
        ([replace(PARK, name=" ")], "words"),
        ([replace(PARK, definition="")], "words"),
        ([replace(PARK, name="x" * 61)], "words"),
        ([PARK, replace(BUS, name="parcs et JEUX")], "names"),
        ([replace(PARK, name=f"Thème {number}") for number in range(16)], "many"),
    ],
)
def test_a_theme_says_what_it_is_and_is_not_there_twice(room: Room, drafts: list[Draft], wrong: str) -> None:
    with pytest.raises(Malformed, match=wrong):
        room.keep(*drafts)


def test_one_answer_is_sorted_at_a_time_by_its_words_alone(room: Room) -> None:
    room.say("1", "Ma fille Inès Silva veut un parc")
    room.say("2", "Un bus")
    room.keep(PARK, BUS)
    desk = room.look()
    assert (desk.left, desk.all) == (2, 2)
    assert desk.words
    assert desk.words.text in ("Ma fille (…) veut un parc", "Un bus")
    room.sort(desk.words.id, 2, 1)
    assert (room.look().left, room.look().all) == (1, 2)
    seen = room.do(lambda t: coding.desk(t, HERE, HELENE, "COURT", "wish", number=desk.words.id)).words
    assert seen
    assert seen.found == (1, 2), "several, in the order of the themes"


def test_to_find_none_is_said_and_to_say_nothing_is_refused(room: Room) -> None:
    room.say("1", "rien")
    room.keep(PARK)
    words = room.look().words
    assert words
    for found, none in (((), False), ((1,), True), ((9,), False)):
        with pytest.raises(Malformed):
            room.do(lambda t, f=found, n=none: coding.sort(t, HERE, HELENE, "COURT", "wish", words.id, f, none=n))
    room.sort(words.id)
    assert room.look().left == 0


def test_only_who_may_read_them_sorts_them(room: Room) -> None:
    room.say("1", "Un parc")
    with pytest.raises(Refused):
        room.look(MALIK)
    with pytest.raises(NotFound):
        room.do(lambda t: coding.desk(t, HERE, HELENE, "COURT", "district"))


def test_a_theme_in_use_is_not_left_out(room: Room) -> None:
    room.say("1", "Un parc")
    room.keep(PARK, BUS)
    words = room.look().words
    assert words
    room.sort(words.id, 1)
    with pytest.raises(Malformed, match="used"):
        room.keep(replace(BUS, id=2), version=1)
    room.keep(replace(PARK, id=1), version=1)


def test_a_second_reader_is_somebody_else_and_sees_some_of_the_answers(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coding, "EVERY", 1)
    room.say("1", "Un parc")
    room.keep(PARK, BUS)
    assert room.look(PAUL, reader=2).words is None, "nobody has read it first"
    words = room.look().words
    assert words
    room.sort(words.id, 1)
    assert room.look(HELENE, reader=2).words is None, "one's own reading is no second one"
    again = room.look(PAUL, reader=2).words
    assert again
    assert again.found is None, "what the first reader found is not shown"
    room.sort(words.id, 1, 2, who=PAUL, reader=2)
    with pytest.raises(Taken):
        room.sort(words.id, 2, who=PAUL)
    found = room.do(lambda t: coding.agreement(t, HERE, HELENE, "COURT", "wish"))
    assert (found.both, found.alpha) == (1, {1: None, 2: 0.0})


def test_agreement_is_the_one_of_krippendorff() -> None:
    """Data and result of "Computing Krippendorff's Alpha-Reliability" (2011), part A."""
    meg, owen = (0, 1, 0, 0, 0, 0, 0, 0, 1, 0), (1, 1, 1, 0, 0, 1, 0, 0, 0, 0)
    assert coding.alpha([(bool(one), bool(other)) for one, other in zip(meg, owen, strict=True)]) == pytest.approx(
        0.095, abs=5e-4
    )
    assert coding.alpha([(True, True), (False, False)]) == 1
    assert coding.alpha([(False, False)] * 3) is None


def test_a_question_closes_when_all_is_read_and_parents_answer_no_more(room: Room) -> None:
    room.say("1", "Un parc")
    for step, why in ((lambda: None, "running"), (room.end, "themes"), (lambda: room.keep(PARK, BUS), "unread")):
        step()
        with pytest.raises(Malformed, match=why):
            room.close()
    room.sort_all()
    room.close()
    with pytest.raises(Taken):
        room.keep(PARK, version=1)
    [standing] = room.do(lambda t: themes.overview(t, HERE, HELENE, "COURT"))
    assert (standing.answers, standing.read, standing.closed_on) == (1, 1, HERE.now().date())


def test_themes_are_counted_with_the_last_release_and_quotes_have_theirs(room: Room) -> None:
    for number in range(45):
        room.say(str(number), ("un parc", "un bus", "rien")[number % 3] + f" {number}")
    first = room.release()
    assert b"q_wish" not in first.files["cells.csv"]
    while (reading := room.desk().reading) and "parc" not in reading.text:
        room.decide("kept", reading.text)
    room.decide("released", "Un grand parc")
    room.end()
    room.keep(PARK, BUS)
    room.sort_all()
    before = room.release()
    assert b"q_wish" not in before.files["cells.csv"], "not closed"
    room.close()
    last = room.release()
    assert (last.fresh, last.earlier) == (True, 2)
    city = {
        row["table"]: row["value"]
        for row in lines(last.files["cells.csv"])
        if row["district"] == "TOTAL" and row["table"].startswith("q_wish__") and row[row["table"]] == "yes"
    }
    assert city == {"q_wish__t1": "15", "q_wish__t2": "15", "q_wish__none": "15"}
    assert "Un grand parc,fr,,Parcs et jeux," in last.files["quotes.csv"].decode()
    assert not room.release().fresh


def test_what_was_said_aloud_is_sorted_once_somebody_has_written_it_down(room: Room) -> None:
    def speak(transaction: Transaction) -> None:
        for place, what in enumerate((Commanded("start", "COURT"), Wrote("1"), Wrote("1"), Spoke(recording=opus()))):
            receive(transaction, HERE, says("1", what), f"1:{place}")

    room.do(speak)
    room.keep(PARK)
    room.end()
    assert room.look().words is None
    with pytest.raises(Malformed, match="unheard"):
        room.close()
    [waiting] = room.do(lambda t: transcribing.queue(t, HERE, HELENE))
    room.do(lambda t: transcribing.transcribe(t, HERE, HELENE, waiting.id, "Un parc"))
    words = room.look().words
    assert words
    assert words.text == "Un parc"
    room.sort(words.id, 1)
    room.close()


def test_themes_stand_where_the_words_stood() -> None:
    found = coded.Coded("wish", (), {1: (2,), 2: ()})
    said = [
        coded.answered({"wish": answer}, number, [found])["wish"]
        for number, answer in ((1, Written("")), (2, Written("")), (3, Spoken()), (1, Missing.SKIPPED))
    ]
    assert said == [Chosen(("t2",)), Chosen((coded.NONE,)), Missing.SKIPPED, Missing.SKIPPED]
    asked = coded.asked(FORM, [found])
    assert isinstance(asked.item("wish"), Multiple)
    assert [item.name for item in asked.items] == [item.name for item in FORM.items]


def test_words_that_decide_what_comes_next_are_not_sorted() -> None:
    after = Single(name="next", text=text("?"), choices=(), relevant="${wish} != ''")
    assert coded.codable(FORM) == (WISH,)
    assert coded.codable(replace(FORM, items=(*FORM.items, after))) == ()


def test_who_erases_their_answers_takes_what_was_found_along(room: Room) -> None:
    room.say("1", "Un parc")
    room.keep(PARK)
    room.sort_all()
    room.do(lambda t: t.exec_driver_sql("DELETE FROM words"))
    assert (room.look().left, room.look().all) == (0, 0)
    assert room.do(lambda t: by_code(t, "COURT"))
