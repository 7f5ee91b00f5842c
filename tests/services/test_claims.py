"""Several processes on one database: each person is one process's at a time, and in order."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count, pairwise

import pytest
from sqlalchemy import text

from services import chat, dispatch, inbound, orders, passages
from services.channels import Arrival, Commanded, InboundMessage, Send, Sent, Wrote
from services.context import Context
from services.messages import Message
from storage import inbox, mailings, outbox, pace
from storage.outbox import Draft
from storage.transaction import Database, Transaction
from storage.vault import Vault
from tests.cast import AICHA, INES, LEA, MEHMET, Clock, context, says
from tests.services.test_inbound import Town

VAULT = Vault(b"k" * 32)
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
numbers = count(1)


@pytest.fixture
def two(empty_postgres_url: str) -> Iterator[tuple[Database, Database]]:
    """Two processes' views of one PostgreSQL database."""
    pair = Database(empty_postgres_url), Database(empty_postgres_url)
    yield pair
    for each in pair:
        each.close()


def arrived(who: str) -> inbox.Received:
    key = VAULT.pseudonym("address:telegram", who)
    return inbox.Received("telegram", (f"update:{next(numbers)}",), key, who.encode(), bytes(12))


def claimed(transaction: Transaction) -> list[str]:
    return [row.payload.decode() for row in inbox.claim(transaction, VAULT, ["telegram"], 10)]


def test_while_one_has_a_person_the_other_gets_nothing_of_theirs(two: tuple[Database, Database]) -> None:
    here, there = (database.engine for database in two)
    with here.begin() as transaction:
        inbox.accept(transaction, VAULT, [arrived(who) for who in (LEA, LEA, AICHA, LEA)], NOW)
    with here.begin() as mine, there.begin() as theirs:
        assert claimed(mine) == [LEA, AICHA]
        assert claimed(theirs) == [], "neither the rows in hand nor those that wait behind them"
        inbox.accept(theirs, VAULT, [arrived(MEHMET)], NOW)
    with there.begin() as theirs:
        assert claimed(theirs) == [LEA, AICHA, MEHMET], "what was not done is there again"


def test_the_same_fact_kept_by_two_at_once_is_kept_once(two: tuple[Database, Database]) -> None:
    same = arrived(LEA)
    kept: list[int] = []
    starting = threading.Barrier(2)

    def keep(database: Database) -> None:
        starting.wait()
        kept.append(database.write(lambda t: inbox.accept(t, VAULT, [same, arrived(AICHA)], NOW)).result())

    threads = [threading.Thread(target=keep, args=(database,)) for database in two]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(kept) == [1, 2]


def draft(contact_id: int, mailing: int | None = None) -> Draft:
    hello = orders.to_bytes(Send(Message("fr", ("Bonjour.",))))
    return Draft(f"row{next(numbers)}", "telegram", contact_id, hello, NOW, mailing=mailing)


def test_a_persons_replies_are_leased_by_one_and_the_next_only_when_they_are_settled(
    two: tuple[Database, Database],
) -> None:
    here, there = (database.engine for database in two)
    later = NOW + timedelta(seconds=30)

    def leased(transaction: Transaction) -> list[int]:
        return [row.contact_id for row in outbox.lease_replies(transaction, VAULT, ["telegram"], NOW, later, 10)]

    with here.begin() as transaction:
        outbox.queue(transaction, VAULT, [bytes(12)] * 3, [draft(1), draft(1), draft(2)])
    with here.begin() as mine, there.begin() as theirs:
        assert leased(mine) == [1, 1, 2]
        assert leased(theirs) == []
    with there.begin() as theirs:
        outbox.queue(theirs, VAULT, [bytes(12)] * 2, [draft(1), draft(3)])
        assert leased(theirs) == [3], "1 has a message under way"
    with here.begin() as mine:
        outbox.settle(mine, [outbox.Settled(1, "sent"), outbox.Settled(2, "sent")])
    with there.begin() as theirs:
        assert leased(theirs) == [1]


def test_a_pause_that_one_is_told_is_everybodys_and_is_never_shortened(two: tuple[Database, Database]) -> None:
    here, there = (database.engine for database in two)
    with here.begin() as transaction:
        pace.pause(transaction, "telegram", NOW + timedelta(seconds=30))
    with there.begin() as transaction:
        pace.pause(transaction, "telegram", NOW + timedelta(seconds=5))
        assert pace.open_channels(transaction, ["telegram", "demo"], NOW + timedelta(seconds=29)) == ["demo"]
        assert pace.open_channels(transaction, ["telegram"], NOW + timedelta(seconds=30)) == ["telegram"]


def sent_one(database: Database, own: Context) -> bool:
    """Whether this process may send something now; it does."""
    delivery = database.write(lambda t: dispatch.next_paced(t, own, "telegram")).result().delivery
    if delivery:
        database.write(lambda t: dispatch.settle(t, own, [(delivery, Sent("1"))])).result()
    return delivery is not None


def test_two_senders_share_one_pace(two: tuple[Database, Database]) -> None:
    clock = Clock()
    here, there = context(clock), context(clock)
    town = Town(two[0])
    people = [AICHA, MEHMET, INES, LEA]
    for who in people:
        town.act(who, Commanded("start", "ESSAI"))
    mailing = town.do(lambda t: mailings.begin(t, "invitation", 99, clock()))
    rows = [draft(number, mailing) for number in range(1, 5)]
    town.do(lambda t: outbox.queue(t, VAULT, [bytes(12)] * 4, rows))
    clock.pass_(hours=2)
    left = []
    for _ in range(400):
        for database, own in zip(two, (here, there), strict=True):
            if sent_one(database, own):
                left.append(clock.moment)
        clock.pass_(milliseconds=1)
    gaps = [round((after - before).total_seconds() * 1000) for before, after in pairwise(left)]
    assert len(left) == 4
    assert all(35 <= gap <= 37 for gap in gaps), gaps


def test_many_arrivals_looked_into_by_two_at_once_keep_their_order(two: tuple[Database, Database]) -> None:
    """Forty people write ten messages each; whoever looks, each person's come one by one, as they were written."""
    seen: list[str] = []
    own = context()
    people = [f"{9000 + number}" for number in range(40)]
    messages = [arrived_text(who, number) for number in range(10) for who in people]
    two[0].write(lambda t: inbound.accept(t, own, messages)).result()

    def read(payload: bytes) -> InboundMessage:
        who, text = payload.decode().split(":")
        return says(who, Wrote(text))

    def look(database: Database, mine: list[str]) -> None:
        while database.write(lambda t: work_and_note(t, mine)).result():
            pass

    def work_and_note(transaction: Transaction, mine: list[str]) -> int:
        def noting(payload: bytes) -> InboundMessage:
            seen.append(payload.decode())
            return read(payload)

        return inbound.work(transaction, own, {"telegram": noting}, 16).taken

    threads = [threading.Thread(target=look, args=(database, seen)) for database in two]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 400
    for who in people:
        assert [each for each in seen if each.startswith(who)] == [f"{who}:{number}" for number in range(10)]


def arrived_text(who: str, number: int) -> Arrival:
    return Arrival("telegram", (f"text:{who}:{number}",), who, f"{who}:{number}".encode())


def is_someone_waiting(database: Database) -> bool:
    here = "datname = current_database() AND wait_event_type = 'Lock'"
    with database.engine.connect() as connection:
        return bool(connection.execute(text(f"SELECT count(*) FROM pg_stat_activity WHERE {here}")).scalar_one())


def test_who_answers_on_the_page_and_in_the_chat_in_the_same_instant_is_heard_one_after_the_other(
    two: tuple[Database, Database],
) -> None:
    """The page answers "un père" and is not through yet when "une mère" comes by Telegram, to another process."""
    here, there = two
    town = Town(here)
    town.act(LEA, Commanded("start", "NANTES"))
    town.tap(LEA, "Oui, je commence")
    link = town.do(lambda t: passages.link(t, town.context, 1, "NANTES"))
    assert town.do(lambda t: passages.enter(t, town.context, link.rpartition("/")[2], "browser"))

    heard = []

    def type_in_the_chat() -> None:
        message = says(LEA, Wrote("une mère"))
        there.write(lambda t: inbound.receive(t, context(town.clock), message, "typed")).result()
        heard.append("une mère")

    typing = threading.Thread(target=type_in_the_chat)
    with here.engine.begin() as page:
        chat.reply(page, town.context, "NANTES", says("browser", Wrote("un père"), channel="web"))
        typing.start()
        while typing.is_alive() and not is_someone_waiting(here):
            pass
    typing.join()
    assert heard == ["une mère"], "taken without a fault, as a text that answers the next question"
    seen = town.do(lambda t: chat.view(t, town.context, "NANTES", "browser", "fr"))
    assert [(turn.question, turn.answer) for turn in seen.turns] == [("Qui êtes-vous ?", "Un père")]
