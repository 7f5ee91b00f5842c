"""From what parents said to a release: who stopped, known margins, and the wave before."""

import json
from dataclasses import replace

from exports.policy import PUBLIC
from services.campaigning import campaigns
from services.channels import Commanded, Wrote
from services.context import Context, Transaction
from services.inbound import receive
from services.releasing import release_building
from services.releasing.release_building import Built, Wishes
from storage import campaigns as store
from storage import releases
from storage.transaction import Database
from surveys.items import Single
from tests.cast import context, says
from tests.surveys.examples import DISTRICT, THANKS, WELCOME, choice, consent, questionnaire, text

CALM = Single(name="calm", text=text("Calme ?"), choices=(choice("yes", "Oui"), choice("no", "Non")))
LOUD = Single(name="loud", text=text("Bruyant ?"), choices=(choice("yes", "Oui"), choice("no", "Non")))
FORM = questionnaire(WELCOME, consent(), DISTRICT, CALM, LOUD, THANKS)
MARGINS = "variable,category,people,source,date\n" + "".join(
    f"district,{name},{people},Insee,2024-01-01\n" for name, people in (("nantes-nord", 900), ("nantes-sud", 100))
)


def _live(transaction: Transaction, world: Context, code: str, people: list[list[str]]) -> None:
    """Everybody comes by the code and types these answers."""
    campaigns.open_campaign(transaction, world, code, FORM, synthetic=False)
    for number, answers in enumerate(people):
        for place, what in enumerate((Commanded("start", code), *map(Wrote, answers))):
            receive(transaction, world, says(f"{code}{number}", what), f"{code}:{number}:{place}")


def _people(north: int, south: int, stopped: int, silent: int, refused: int) -> list[list[str]]:
    """Answers by number: yes to the consent, a district, then two questions; "3" to the consent is a no."""
    whole = [["1", district, "12"[n % 2], "1" if n % 3 else "2"] for district, count in (("1", north), ("2", south))
             for n in range(count)]  # fmt: skip
    return [*whole, *[["1", "1"]] * stopped, *[["1"]] * silent, *[["3"]] * refused]


def _build(transaction: Transaction, world: Context, code: str, wishes: Wishes = release_building.NO_WISH) -> Built:
    built = release_building.build(transaction, world, code, PUBLIC, wishes)
    assert isinstance(built, Built), built
    return built


def test_who_said_no_and_who_never_answered_is_counted_apart(database: Database) -> None:
    def live(transaction: Transaction) -> tuple[int, int]:
        _live(transaction, context(), "COURT", _people(2, 0, 1, 3, 4))
        campaign = store.by_code(transaction, "COURT")
        assert campaign is not None
        return releases.uncounted(transaction, campaign.id)

    assert database.write(live).result() == (4, 3)


def test_a_release_is_weighted_to_margins_and_a_bad_file_builds_nothing(
    database: Database,
) -> None:
    world = context()

    def live(transaction: Transaction) -> tuple[object, Built]:
        _live(transaction, world, "COURT", _people(24, 24, 0, 0, 0))
        bad = release_building.build(
            transaction, world, "COURT", PUBLIC, Wishes(margins=MARGINS.replace("Insee", "").encode())
        )
        assert releases.every(transaction) == []
        return bad, _build(transaction, world, "COURT", Wishes(margins=MARGINS.encode()))

    def again(transaction: Transaction) -> tuple[bool, bool, bool, bool]:
        """Without anybody new: the same margins, then others, then none, then at the end of the campaign."""
        others = MARGINS.replace("900", "700").encode()
        found = [_build(transaction, world, "COURT", Wishes(one)).fresh for one in (MARGINS.encode(), others, None)]
        campaigns.close(transaction, world, "COURT")
        return found[0], found[1], found[2], _build(transaction, world, "COURT").fresh

    bad, built = database.write(live).result()
    assert database.write(again).result() == (False, True, False, True)
    assert isinstance(bad, tuple)
    assert {problem.code for problem in bad} == {"margins_no_source"}
    told = json.loads(built.files["estimates.json"])
    assert told["weighting"]["source"] == "Insee"
    assert {row["category"]: row["target"] for row in told["composition"]} == {"nantes-nord": 90, "nantes-sud": 10}


def test_a_campaign_that_follows_another_is_compared_with_its_last_release(database: Database) -> None:
    world = context()

    def live(transaction: Transaction) -> Built:
        _live(transaction, world, "UN", _people(24, 24, 0, 0, 0))
        _build(transaction, world, "UN")
        _live(transaction, world, "DEUX", _people(30, 21, 0, 0, 0))
        one, two = (store.by_code(transaction, code) for code in ("UN", "DEUX"))
        assert one is not None
        assert two is not None
        waves = release_building._waves(transaction, replace(two, follows=one.id), PUBLIC)
        assert [json.loads(files["codebook.json"])["release"][:4] for files in waves] == ["UN-1"]
        return _build(transaction, world, "DEUX")

    assert json.loads(database.write(live).result().files["estimates.json"])["waves"] == []
