"""`voix staff` and `voix sign-in`: who may enter the console, for whoever keeps the server running."""

import io
import re
from contextlib import closing
from pathlib import Path

import pytest
from rich.console import Console

from services.accounts import staff
from tests.voix.inside import Terminal
from voix import settings
from voix.build import open_house
from voix.links import announce

LINK = re.compile(r"http://127\.0\.0\.1:8000/console/enter/[\w-]+=*\n")
NORD = ("--district", "nantes-nord")


def test_somebody_is_added_listed_linked_and_ended(terminal: Terminal) -> None:
    added = terminal.run("staff", "add", "Malik", "officer", *NORD, "--from", "2026-01-01", "--until", "2999-12-31")
    assert LINK.fullmatch(added.out)
    [line] = [line for line in terminal.run("staff", "list").out.splitlines() if "Malik" in line]
    assert line.split() == ["1", "Malik", "officer", "oui", "nantes-nord", "2026-01-01", "2999-12-31"]
    again = terminal.run("staff", "link", "1")
    assert LINK.fullmatch(again.out)
    assert again.out != added.out
    assert terminal.run("staff", "end", "1").out == "Compte fermé.\n"
    assert "non" in terminal.run("staff", "list").out


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("add", "Malik", "officer"), "Donnez au moins un quartier"),
        (("add", "Malik", "officer", "--district", "paris"), "Donnez au moins un quartier"),
        (("add", "Gaston", "guest", "--session", "S1"), "Donnez un dernier jour"),
        (("add", "Gaston", "guest", "--until", "2999-12-31"), "Donnez la séance"),
        (("add", " ", "operator"), "Écrivez un nom de travail"),
        (("add", "Odile", "operator", "--email", "odile"), "n'a pas la bonne forme"),
        (("link", "77"), "Il n'y a personne de ce numéro"),
        (("end", "77"), "Il n'y a personne de ce numéro"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(terminal: Terminal, arguments: tuple[str, ...], why: str) -> None:
    assert why in terminal.run("staff", *arguments).refusal()


def test_an_e_mail_serves_one_person(terminal: Terminal) -> None:
    terminal.run("staff", "add", "Odile", "operator", "--email", "odile@nantes.example")
    twin = terminal.run("staff", "add", "Odette", "operator", "--email", "ODILE@nantes.example")
    assert twin.refusal() == "Cet e-mail sert déjà à une autre personne."


def test_a_link_for_a_trial_needs_no_name_but_an_officer_needs_a_district(terminal: Terminal) -> None:
    assert LINK.fullmatch(terminal.run("sign-in", "coordinator").out)
    assert LINK.fullmatch(terminal.run("sign-in", "officer", *NORD).out)
    assert "au moins un quartier" in terminal.run("sign-in", "officer").refusal()
    assert "au moins un quartier" in terminal.run("sign-in", "coordinator", *NORD).refusal()
    assert "voix staff add" in terminal.run("sign-in", "guest").refusal()


@pytest.mark.parametrize(
    ("is_terminal", "is_first", "has_link"),
    [(False, True, True), (False, False, False), (True, False, True)],
    ids=["the first start, into a journal", "a later start, into a journal", "a later start, at a terminal"],
)
def test_a_link_is_printed_where_it_stays_a_secret_or_nobody_could_come_in(
    tmp_path: Path, is_terminal: bool, is_first: bool, has_link: bool
) -> None:
    printed = io.StringIO()
    with closing(open_house(settings.read({"VOIX_DATA_DIR": str(tmp_path)}))) as house:
        if not is_first:
            house.do(lambda t: staff.issue_link(t, house.context, staff.StaffRole.OPERATOR))
        announce(Console(file=printed, force_terminal=is_terminal, width=200))(house, False)
    assert ("/console/enter/" in printed.getvalue()) is has_link
    assert "/console" in printed.getvalue()
