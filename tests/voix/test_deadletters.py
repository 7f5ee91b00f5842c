"""`voix deadletter`: what an operator sees of an arrival that could not be taken, and one more try (N2)."""

import json
import sqlite3
from contextlib import closing

import pytest

from bot.updates import arrival, read
from services import inbound
from services.channels import InboundMessage
from tests.bot.test_updates import AICHA, CHAT, message
from tests.voix.inside import ENGLISH, Terminal
from voix import settings
from voix.build import House, open_house

KEY = "k" * 40
WORDS = "Une mère"
NOWHERE = json.dumps({"update_id": 901, "message": {"message_id": 8, "chat": CHAT, "text": WORDS}}).encode()


def house(terminal: Terminal) -> House:
    return open_house(settings.read({"VOIX_DATA_DIR": str(terminal.folder / "data"), "VOIX_SECRET_KEY": KEY}))


def look_in(terminal: Terminal) -> int:
    """What the service does with what waits; how many looks failed."""

    def reader(payload: bytes) -> InboundMessage | None:
        return read(payload)

    failures = 0
    with closing(house(terminal)) as opened:
        while (work := opened.do(lambda t: inbound.work(t, opened.context, {"telegram": reader}, 10))).taken:
            failures += len(work.failures)
    return failures


def set_aside(terminal: Terminal, update: bytes = NOWHERE) -> str:
    """The number of an update that nobody can read."""
    with closing(house(terminal)) as opened:
        opened.do(lambda t: inbound.accept(t, opened.context, [arrival(update)]))
    assert look_in(terminal) == 3
    with sqlite3.connect(terminal.folder / "data" / "voix.db") as database:
        return str(database.execute("SELECT max(id) FROM inbox WHERE state = 'dead'").fetchone()[0])


def run(terminal: Terminal, *arguments: str, lang: str = "") -> tuple[int, str]:
    said = terminal.run("deadletter", *arguments, VOIX_SECRET_KEY=KEY, **({"LANG": lang} if lang else {}))
    assert WORDS not in said.out + said.err
    assert str(AICHA) not in said.out + said.err
    return said.code, said.out or said.err


def test_n2_nothing_is_set_aside_in_a_house_where_all_went_well(terminal: Terminal) -> None:
    assert run(terminal, "list") == (0, "Aucun message n'est mis de côté.\n")
    assert run(terminal, "list", lang=ENGLISH) == (0, "No message is set aside.\n")


def test_n2_a_letter_is_listed_shown_and_replayed_once(terminal: Terminal) -> None:
    number = set_aside(terminal)
    code, listed = run(terminal, "list")
    assert code == 0
    assert listed.startswith(f"{number}  20")
    assert "  telegram  UnreadableUpdateError read:" in listed
    assert listed.endswith("  3 essais\n")
    code, shown = run(terminal, "show", number)
    assert (code, shown.splitlines()[0]) == (0, listed.strip())
    assert "  message.text: texte, 8 signes" in shown.splitlines()
    assert "  update_id: nombre, 3 chiffres" in shown.splitlines()

    assert run(terminal, "replay", number) == (0, f"Le message {number} sera essayé encore une fois.\n")
    assert look_in(terminal) == 1, "one more try, and no more"
    assert run(terminal, "list")[1].endswith("  4 essais  déjà rejoué\n")
    assert run(terminal, "replay", number) == (
        2,
        f"voix: Le message {number} a déjà été rejoué. Une fois, c'est tout.\n",
    )
    assert look_in(terminal) == 0


def test_n2_the_newest_come_first_and_no_more_than_asked_for(terminal: Terminal) -> None:
    first, second = set_aside(terminal), set_aside(terminal, NOWHERE.replace(b"901", b"902").replace(b": 8", b": 9"))
    lines = run(terminal, "list")[1].splitlines()
    assert [line.split()[0] for line in lines] == [second, first]
    assert len(run(terminal, "list", "--last", "1")[1].splitlines()) == 1


def test_n2_who_wrote_since_is_not_answered_twice(terminal: Terminal) -> None:
    number = set_aside(terminal)
    with closing(house(terminal)) as opened:
        opened.do(lambda t: inbound.accept(t, opened.context, [arrival(message(text="2"))]))
    assert look_in(terminal) == 0
    code, sentence = run(terminal, "replay", number)
    assert code == 2
    assert "cette personne a écrit autre chose depuis" in sentence


@pytest.mark.parametrize("command", ["show", "replay"])
def test_n2_a_number_that_is_none_is_one_sentence(terminal: Terminal, command: str) -> None:
    assert run(terminal, command, "77") == (2, "voix: Il n'y a pas de message 77 mis de côté.\n")
    assert run(terminal, command, "77", lang=ENGLISH) == (2, "voix: There is no message 77 set aside.\n")


def test_n2_all_of_it_is_said_in_english_too(terminal: Terminal) -> None:
    number = set_aside(terminal)
    assert "3 tries" in run(terminal, "list", lang=ENGLISH)[1]
    assert "text, 8 characters" in run(terminal, "show", number, lang=ENGLISH)[1]
    assert run(terminal, "replay", number, lang=ENGLISH)[1] == f"Message {number} will be tried once more.\n"
    assert "has been replayed already" in run(terminal, "replay", number, lang=ENGLISH)[1]
