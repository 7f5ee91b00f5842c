"""Releases asked for on the pages: one at a time, forgotten by no restart, and looked at twice where it is wished."""

from collections.abc import Callable
from typing import TypeVar

import pytest

from exports.policy import PUBLIC
from services.accounts.staff import Actor, StaffRole
from services.campaigning import campaigns
from services.channels import Commanded, Wrote
from services.context import Transaction
from services.errors import Malformed, NotFound, Refused, Taken
from services.inbound import receive
from services.releasing import browsing, job_building, jobs, publication, release_building, releases
from services.releasing.releases import State
from storage.schema.operations import release_file
from storage.transaction import Database
from tests.cast import context, says
from tests.surveys.examples import DISTRICT, THANKS, WELCOME, consent, questionnaire

T = TypeVar("T")
HELENE, PAUL = Actor(1, StaffRole.COORDINATOR), Actor(2, StaffRole.COORDINATOR)
MALIK = Actor(3, StaffRole.OFFICER, ("nantes-nord",))
HERE = context()


class House:
    """A campaign of Nantes Nord and Nantes Sud in which some parents have answered."""

    def __init__(self, database: Database, parents: int = 24) -> None:
        self.database, self._parents = database, 0
        form = questionnaire(WELCOME, consent(), DISTRICT, THANKS)
        self.do(lambda t: campaigns.open_campaign(t, HERE, "COURT", form, synthetic=False))
        self.come(parents)

    def do(self, use_case: Callable[[Transaction], T]) -> T:
        return self.database.write(use_case).result()

    def come(self, parents: int) -> None:
        def answer(transaction: Transaction) -> None:
            for number in range(self._parents, self._parents + parents):
                for place, what in enumerate((Commanded("start", "COURT"), Wrote("1"), Wrote("12"[number % 2]))):
                    receive(transaction, HERE, says(str(number), what), f"{number}:{place}")

        self.do(answer)
        self._parents += parents

    def ask(self, who: Actor = HELENE, rules: str = "public", reports: tuple[str, ...] = ("fr",)) -> None:
        self.do(lambda t: jobs.ask(t, HERE, who, "COURT", rules, reports))

    def work(self) -> None:
        job = self.do(lambda t: jobs.take(t, HERE))
        assert job
        ready = self.database.read(lambda t: job_building.prepare(t, HERE, job))
        self.do(lambda t: job_building.finish(t, HERE, job, ready))

    def last(self) -> jobs.Asked:
        found = self.do(lambda t: jobs.last(t, HERE, HELENE, "COURT"))
        assert found
        return found

    def states(self, who: Actor = HELENE) -> list[State]:
        return [one.state for one in self.do(lambda t: releases.listed(t, HERE, who))]


@pytest.fixture
def house(database: Database) -> House:
    return House(database)


def test_a_coordinator_asks_and_gets_a_release(house: House) -> None:
    house.ask()
    assert house.last().is_under_way
    house.work()
    found = house.last()
    assert (found.state, found.problems) == ("done", ())
    assert found.release
    file = house.do(lambda t: releases.file(t, HERE, HELENE, found.release or 0, "report-fr.html"))
    assert file


def test_one_release_of_a_campaign_at_a_time(house: House) -> None:
    house.ask()
    with pytest.raises(Taken):
        house.ask(PAUL)


def test_officers_do_not_ask_and_nobody_asks_for_nonsense(house: House) -> None:
    with pytest.raises(Refused):
        house.ask(MALIK)
    for rules, reports in (("secret", ("fr",)), ("public", ("klingon",)), ("public", ())):
        with pytest.raises(Malformed):
            house.ask(rules=rules, reports=reports)
    with pytest.raises(Malformed):  # no question of this form has classes
        house.do(lambda t: jobs.ask(t, HERE, HELENE, "COURT", "public", ("fr",), crossing="district"))


def test_why_there_is_none_is_kept_with_the_request(house: House) -> None:
    margins = b"variable,category,people,source,date\ndistrict,nantes-nord,900,,2024-01-01\n"
    house.do(lambda t: jobs.ask(t, HERE, HELENE, "COURT", "public", ("fr",), margins))
    house.work()
    found = house.last()
    assert found.state == "refused"
    assert "margins_no_source" in {problem.code for problem in found.problems}
    assert house.states() == []


def test_a_release_that_shows_nothing_says_so_and_what_to_do(database: Database) -> None:
    house = House(database, parents=3)
    house.ask()
    house.work()
    found = house.last()
    assert (found.state, [problem.code for problem in found.problems]) == ("done", ["release_shows_nothing"])


def test_nobody_new_gives_the_release_that_was_there(house: House) -> None:
    for _ in range(2):
        house.ask()
        house.work()
    found = house.last()
    assert (found.state, [problem.code for problem in found.problems]) == ("done", ["release_nothing_new"])
    assert len(house.states()) == 1


def test_a_restart_forgets_no_request_and_a_fatal_one_is_given_up(house: House) -> None:
    house.ask()
    for _ in range(jobs.ATTEMPTS):
        assert house.do(lambda t: jobs.take(t, HERE))
        house.do(lambda t: jobs.recover(t, HERE))
    assert house.last().state == "failed"
    assert house.do(lambda t: jobs.take(t, HERE)) is None


def test_an_attempt_that_was_overtaken_keeps_nothing(house: House) -> None:
    house.ask()
    job = house.do(lambda t: jobs.take(t, HERE))
    assert job
    ready = house.database.read(lambda t: job_building.prepare(t, HERE, job))
    house.do(lambda t: jobs.recover(t, HERE))
    house.work()
    with pytest.raises(Taken):
        house.do(lambda t: job_building.finish(t, HERE, job, ready))
    assert house.states() == [State.CURRENT]


def test_a_release_from_elsewhere_in_between_makes_it_start_again(house: House) -> None:
    """What was prepared was not held against it."""
    house.ask()
    job = house.do(lambda t: jobs.take(t, HERE))
    assert job
    ready = house.database.read(lambda t: job_building.prepare(t, HERE, job))
    house.do(lambda t: release_building.build(t, HERE, "COURT", PUBLIC))
    with pytest.raises(Taken):
        house.do(lambda t: job_building.finish(t, HERE, job, ready))


def test_a_second_person_looks_before_anything_leaves(house: House) -> None:
    house.do(lambda t: releases.demand(t, HERE, PAUL, "COURT", wanted=True))
    house.ask(HELENE)
    house.work()
    number = house.last().release or 0
    assert (house.states(), house.states(MALIK)) == ([State.WAITING], [])
    assert house.do(lambda t: releases.file(t, HERE, PAUL, number, "report-fr.html")) is None
    assert house.do(lambda t: releases.heads(t, HERE, MALIK)) == {}
    with pytest.raises(NotFound):
        house.do(lambda t: publication.publish(t, HERE, PAUL, number))
    with pytest.raises(Refused):
        house.do(lambda t: releases.approve(t, HERE, HELENE, number))
    house.do(lambda t: releases.approve(t, HERE, PAUL, number))
    assert house.states(MALIK) == [State.CURRENT]
    with pytest.raises(NotFound):
        house.do(lambda t: releases.approve(t, HERE, PAUL, number))


def test_who_took_what_is_known(house: House) -> None:
    house.ask()
    house.work()
    number = house.last().release or 0
    house.do(lambda t: releases.file(t, HERE, PAUL, number, "results.csv"))
    [taken] = house.do(lambda t: releases.downloads(t, HERE, HELENE, number))
    assert (taken.number, taken.file) == (PAUL.id, "results.csv")


def test_taking_back_needs_a_reason(house: House) -> None:
    house.ask()
    house.work()
    number = house.last().release or 0
    for reason in ("", "  ", "x" * 201):
        with pytest.raises(Malformed):
            house.do(lambda t, reason=reason: releases.revoke(t, HERE, HELENE, number, reason))  # type: ignore[misc]
    house.do(lambda t: releases.revoke(t, HERE, HELENE, number, "Mauvaise campagne"))
    assert house.states() == [State.REVOKED]


def test_who_is_erased_while_a_release_is_built_counts_as_gone(house: House) -> None:
    """The release stands; the next one sees that somebody left."""
    house.ask()
    job = house.do(lambda t: jobs.take(t, HERE))
    assert job
    ready = house.database.read(lambda t: job_building.prepare(t, HERE, job))
    house.do(lambda t: receive(t, HERE, says("0", Commanded("erase")), "erase"))
    house.do(lambda t: t.exec_driver_sql("DELETE FROM interview WHERE id = (SELECT min(id) FROM interview)"))
    house.do(lambda t: job_building.finish(t, HERE, job, ready))
    assert house.last().state == "done"


def test_a_release_of_another_making_is_looked_through_as_far_as_it_goes(house: House) -> None:
    """An older version, or a hand, may have left names out, or written something else altogether."""
    house.ask()
    house.work()
    number = house.last().release or 0
    bare = b'{"participation": [{"district": "nantes-nord", "value": 15}], "questions": [{"table": "q_role"}]}'
    for content, districts in ((bare, [("nantes-nord", "nantes-nord")]), (b"{}", []), (b'{"participation": 3}', None)):
        house.do(lambda t, content=content: t.execute(release_file.update().values(content=content)))  # type: ignore[misc]
        if districts is None:
            with pytest.raises(NotFound):
                house.do(lambda t: browsing.browse(t, HERE, HELENE, number, "fr"))
        else:
            assert list(house.do(lambda t: browsing.browse(t, HERE, HELENE, number, "fr")).lines) == districts
