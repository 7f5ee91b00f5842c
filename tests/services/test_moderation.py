"""Parents' own words: masked, read one at a time, let go or kept, and out only with a release."""

from collections.abc import Callable
from typing import TypeVar

import pytest

from exports.policy import PUBLIC
from services.accounts.staff import Actor, StaffRole
from services.campaigning import campaigns
from services.channels import Commanded, Wrote
from services.context import Context, Transaction
from services.errors import Malformed, NotFound, Refused
from services.inbound import receive
from services.releasing import moderation, release_building
from services.releasing.release_building import Built
from storage.transaction import Database
from surveys.identifying import masked
from surveys.items import Open
from tests.cast import context, says
from tests.surveys.examples import DISTRICT, THANKS, WELCOME, consent, questionnaire, text

T = TypeVar("T")
HELENE, MALIK = Actor(1, StaffRole.COORDINATOR), Actor(3, StaffRole.OFFICER, ("nantes-nord",))
HERE = context()
WISH = Open(name="wish", text=text("Que souhaitez-vous ?"))
FORM = questionnaire(WELCOME, consent(), DISTRICT, WISH, THANKS)


class House:
    """A campaign with one open question."""

    def __init__(self, database: Database, here: Context = HERE) -> None:
        self.database, self.here = database, here
        self.do(lambda t: campaigns.open_campaign(t, self.here, "COURT", FORM, synthetic=False))

    def do(self, use_case: Callable[[Transaction], T]) -> T:
        return self.database.write(use_case).result()

    def say(self, who: str, *words: str) -> None:
        def answer(transaction: Transaction) -> None:
            for place, what in enumerate((Commanded("start", "COURT"), Wrote("1"), Wrote("1"), *map(Wrote, words))):
                receive(transaction, self.here, says(who, what), f"{who}:{place}")

        self.do(answer)

    def desk(self, state: str = "waiting", after: int = 0) -> moderation.Desk:
        return self.do(lambda t: moderation.desk(t, self.here, HELENE, "COURT", state, after=after))

    def decide(self, decision: str, words: str, translation: str = "", *, sure: bool = False) -> int:
        reading = self.desk().reading
        assert reading
        self.do(lambda t: moderation.decide(t, self.here, HELENE, reading.id, decision, words, translation, sure=sure))
        return reading.id

    def release(self) -> Built:
        built = self.do(lambda t: release_building.build(t, self.here, "COURT", PUBLIC))
        assert isinstance(built, Built), built
        return built


@pytest.fixture
def house(database: Database) -> House:
    return House(database)


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("Ma fille Inès Silva veut un parc", "Ma fille (…) veut un parc"),
        ("Appelez le 06 12 34 56 78 !", "Appelez le (…) !"),
        ("ecrivez a lea@exemple.fr svp", "ecrivez a (…) svp"),
        ("Elle s'appelle Léa. Un parc à 200 mètres.", "Elle s'appelle (…). Un parc à 200 mètres."),
        ("Un parc propre", "Un parc propre"),
    ],
)
def test_what_names_somebody_is_masked_before_anybody_reads_it(said: str, seen: str) -> None:
    assert masked(said) == seen


def test_one_is_read_at_a_time_and_what_was_decided_is_kept_with_who_and_when(house: House) -> None:
    house.say("1", "Ma fille Inès Silva veut un parc")
    house.say("2", "Plus de bus")
    first = house.desk()
    assert first.counts == {"waiting": 2}
    assert first.reading
    assert first.reading.question == "Que souhaitez-vous ?"
    number = house.decide("released", "Ma fille veut un parc")
    assert house.desk().counts == {"released": 1, "waiting": 1}
    seen = house.do(lambda t: moderation.one(t, HERE, HELENE, number))
    assert [(past.state, past.text, past.on) for past in seen.edits] == [
        ("released", "Ma fille veut un parc", HERE.now().date())
    ]


def test_what_still_names_somebody_does_not_leave_unless_it_was_read_twice(house: House) -> None:
    house.say("1", "Un parc")
    for words, wrong in (("Appelez 06 12 34 56 78", "identifying"), ("  ", "text"), ("x" * 1001, "text")):
        with pytest.raises(Malformed, match=wrong):
            house.decide("released", words)
    house.decide("released", "Le 44000 44000 est un code", sure=True)


def test_only_who_may_reads_them(house: House) -> None:
    house.say("1", "Un parc")
    with pytest.raises(Refused):
        house.do(lambda t: moderation.desk(t, HERE, MALIK, "COURT"))


def test_an_unfinished_interview_is_not_read_yet(house: House) -> None:
    house.say("1")
    assert house.desk().reading is None


def test_who_erases_their_answers_takes_the_quote_along(house: House) -> None:
    house.say("1", "Un parc")
    number = house.decide("released", "Un parc")
    house.do(lambda t: t.exec_driver_sql("DELETE FROM words"))
    assert house.desk("released").reading is None
    with pytest.raises(NotFound):
        house.do(lambda t: moderation.one(t, HERE, HELENE, number))


def test_nothing_leaves_that_nobody_let_go(house: House) -> None:
    for number in range(12):
        house.say(str(number), f"souhait {number}")
    assert "quotes.csv" not in house.release().files


def test_what_was_let_go_leaves_with_its_question_and_nothing_about_its_parent(house: House) -> None:
    for number in range(12):
        house.say(str(number), f"souhait {number}")
    house.decide("released", "Un parc", "Un parc, en français")
    house.decide("kept", "Rien")
    files = house.release().files
    assert files["quotes.csv"].decode() == (
        "question,parole,langue,traduction,thème,quartier,données\r\n"
        'Que souhaitez-vous ?,Un parc,fr,"Un parc, en français",,Ensemble,réelle\r\n'
    )
    assert b"nantes" not in files["quotes.csv"]
    assert b"quotes.csv" in files["manifest.json"]


def test_new_words_alone_make_a_release(house: House) -> None:
    for number in range(12):
        house.say(str(number), f"souhait {number}")
    assert "quotes.csv" not in house.release().files
    assert not house.release().fresh, "nobody came, nothing was let go"
    house.decide("released", "Un parc")
    second = house.release()
    assert (second.fresh, second.earlier) == (True, 1)
    assert "Un parc" in second.files["quotes.csv"].decode()
    assert not house.release().fresh, "and nothing since"


def test_the_words_of_who_is_not_counted_yet_stay(house: House) -> None:
    house.say("1", "Un parc")
    house.decide("released", "Un parc")
    assert "quotes.csv" not in house.release().files, "fewer than ten people: nobody is counted"
