"""The pages about people, and the audit trail."""

import re
from pathlib import Path

import pytest

from services.accounts import audits
from services.campaigning.life import Deed
from tests.web.console.staffroom import Browser
from web.console.deeds import deeds

MALIK = {"called": "Malik", "email": "malik@nantes.example", "role": "officer", "valid_from": "2026-01-01"}


def added(helene: Browser, **fields: str | list[str]) -> str:
    return helene.post("/console/people", {**MALIK, "district": ["nantes-nord"], **fields})


def test_a_coordinator_adds_somebody_and_gets_a_link_once(helene: Browser) -> None:
    assert "/console/enter/" in added(helene)
    shown = helene.open("/console/people/2")
    assert "Nantes Nord" in shown
    assert "/console/enter/" not in shown
    assert "Malik" in helene.open("/console/people")


def test_the_operator_does_so_too(odile: Browser) -> None:
    assert "/console/enter/" in added(odile)


def test_an_officer_finds_no_such_page(malik: Browser) -> None:
    for path in ("/console/people", "/console/people/new", "/console/people/1"):
        malik.open(path)
        assert malik.status == 403
    added(malik)
    assert malik.status == 403


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"called": " "}, "Écrivez un nom de travail"),
        ({"email": "malik"}, "n'a pas la bonne forme"),
        ({"district": []}, "Choisissez au moins un quartier."),
        ({"district": ["paris"]}, "Choisissez au moins un quartier."),
        ({"role": "guest", "district": []}, "Donnez un dernier jour"),
        ({"valid_from": "soon"}, "Une date ou un choix manque."),
        ({"valid_until": "2025-12-31"}, "Donnez un dernier jour"),
        ({"role": "king"}, "Une date ou un choix manque."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    helene: Browser, fields: dict[str, str | list[str]], complaint: str
) -> None:
    assert complaint in added(helene, **fields)
    assert helene.status == 422
    typed = {**MALIK, **{name: value for name, value in fields.items() if isinstance(value, str)}}
    assert helene.page.xpath("//input[@name='email']/@value") == [typed["email"]]


def test_an_e_mail_serves_one_person(helene: Browser) -> None:
    added(helene)
    assert "sert déjà à une autre personne" in added(helene, called="Maël")


def test_districts_come_and_go_with_their_days(helene: Browser) -> None:
    added(helene)
    fields = {"kind": "district", "district": "nantes-sud", "valid_from": "2030-01-01", "valid_until": "2030-06-30"}
    assert "du 1 janvier 2030 au 30 juin 2030" in helene.post("/console/people/2/assign", fields)
    [first, *_] = helene.page.xpath("//form[contains(@action, '/assignments/1/')]/@action")
    assert "au 2 janvier 2026" in helene.post(first, {"last_day": "2026-01-02"})
    assert "sans accès" in helene.open("/console/people/2")
    assert "Choisissez au moins un quartier." in helene.post(
        "/console/people/2/assign", {"kind": "district", "district": "paris", "valid_from": "2030-01-01"}
    )
    helene.post("/console/people/2/assignments/99/end", {"last_day": "2026-01-02"})
    assert helene.status == 404


def test_a_role_changes_but_not_ones_own(helene: Browser) -> None:
    added(helene)
    assert "coordination" in helene.post("/console/people/2", {**MALIK, "role": "coordinator"})
    mine = {"called": "Hélène", "role": "operator", "valid_from": "2026-01-01"}
    assert "Vous ne pouvez pas changer votre propre rôle" in helene.post("/console/people/1", mine)
    helene.post("/console/people/1/end")
    assert helene.status == 403


def test_whoever_is_not_there_is_not_found(helene: Browser) -> None:
    for number in ("999", "99999999999999999999", "-1", "malik"):
        helene.open(f"/console/people/{number}")
        assert helene.status == 404
    helene.post("/console/people/999/link")
    assert helene.status == 404


def test_the_trail_says_who_did_what(helene: Browser, malik: Browser) -> None:
    added(helene)
    helene.post("/console/people/3/link")
    trail = helene.open("/console/audit")
    assert "a ajouté une personne" in trail
    assert "a donné un lien d'entrée" in trail
    assert "Journal" in trail
    rows = helene.page.xpath("//tbody/tr")
    filtered = helene.open("/console/audit?action=staff_link&of=1")
    assert filtered
    assert (len(helene.page.xpath("//tbody/tr")), len(rows)) == (1, 4)


def test_an_officer_reads_their_own_deeds_only(helene: Browser, malik: Browser) -> None:
    added(helene)
    for path in ("/console/audit", "/console/audit?of=1", "/console/audit?action=staff_add"):
        assert "a ajouté une personne" not in " ".join(malik.open(path).split("Filtrer")[1:])
        assert malik.status == 200


def test_a_long_trail_is_read_page_by_page(helene: Browser) -> None:
    for _ in range(60):
        helene.post("/console/people/1/link")
    helene.open("/console/audit")
    assert len(helene.page.xpath("//tbody/tr")) == 50
    [older] = helene.page.xpath("//a[normalize-space()='Plus ancien']/@href")
    helene.open(older)
    assert len(helene.page.xpath("//tbody/tr")) == 11
    assert "a ouvert une connexion" in helene.open(older)


@pytest.mark.parametrize(
    "query", ["of=x", "of=99999999999", "before=-1", "before=٣", "action=%00", "action=" + "a" * 99]
)
def test_a_strange_question_to_the_trail_has_an_answer(helene: Browser, query: str) -> None:
    helene.open(f"/console/audit?{query}")
    assert helene.status == 200


def test_every_deed_has_words() -> None:
    """A new kind of deed fails here until people can read it; tests/services has who does it."""
    sources = [path.read_text(encoding="utf-8") for path in Path(audits.__file__).parents[1].rglob("*.py")]
    written = r'note\([^"\n]*?, "(\w+)"|"(reminders_\w+)" (?:if|else)|_changed\([^"\n]*?, "(\w+)"'
    kept = {name for text in sources for found in re.findall(written, text) for name in found if name}
    kept |= {f"campaign_{deed.value}" for deed in Deed}
    assert len(kept) > 30
    assert sorted(kept - deeds(str).keys()) == []
