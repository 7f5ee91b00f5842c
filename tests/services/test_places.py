"""The city's list of places: read from a file, and searched for what parents type. The schools here are made up."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

import questionnaires
from services import places, places_file
from services.accounts.staff import COMMAND_LINE, Actor, StaffRole
from services.errors import Refused
from services.forms.problem_texts import sentence
from storage.transaction import Database
from surveys.districts import DISTRICTS
from tests.cast import context

HEAD = "name,aliases,district,kind,source,date\n"
ACACIAS = "École des Acacias,Les Acacias;Akasya,Nantes Nord,école,essai,2026-11-22\n"
SAINT = "Sainte-Ombeline,,Hauts-Pavés - Saint-Félix,école privée,essai,2026-11-22\n"
TWO = (
    "Camille-Dubosc,,Nantes Sud,école maternelle,essai,2026-11-22\n"
    "Camille-Verdier,,Breil - Barberie,école élémentaire,essai,2026-11-22\n"
)
LIST = places_file.read((HEAD + ACACIAS + SAINT + TWO).encode()).entries


def found(typed: str) -> list[tuple[str, str]]:
    return [(place.name, place.district) for place in places.matching(LIST, typed)]


@pytest.mark.parametrize(
    "typed",
    [
        "École des Acacias",
        "ecole maternelle les acacias",
        "ACACIAS",
        "acacias nantes",
        "mon fils est à l'école les acacias".removeprefix("mon fils est "),
        "accacias",
        "acasias",
        "Akasya",
    ],
)
def test_a_school_is_found_however_it_is_written(typed: str) -> None:
    assert found(typed) == [("École des Acacias", "nantes-nord")]


@pytest.mark.parametrize("typed", ["Ste Ombeline", "saint ombeline", "école privée Sainte Ombéline", "sainte-ombelyne"])
def test_saints_are_found_however_they_are_shortened(typed: str) -> None:
    assert found(typed) == [("Sainte-Ombeline", "hauts-paves-saint-felix")]


def test_two_slips_are_forgiven_in_a_long_name_and_none_in_a_short_one() -> None:
    assert found("camile dubosk") == [("Camille-Dubosc", "nantes-sud")]
    assert found("acacsis") == found("cacia") == []


def test_a_name_of_several_places_gives_all_of_them() -> None:
    assert [name for name, _ in found("camille")] == ["Camille-Dubosc", "Camille-Verdier"]


@pytest.mark.parametrize("typed", ["", "école", "12", "je ne sais pas", "bonjour", "x" * 500, "؟", "saint"])
def test_what_names_no_place_finds_none(typed: str) -> None:
    assert found(typed) == []


@given(st.text(max_size=200))
def test_any_text_can_be_looked_for(typed: str) -> None:
    assert len(places.matching(LIST, typed)) <= 6


def test_the_list_of_a_file_replaces_the_one_before(database: Database) -> None:
    before = places_file.read((HEAD + ACACIAS).encode()).entries
    for entries in (before, LIST[1:]):
        database.write(lambda t, entries=entries: places.renew(t, context(), COMMAND_LINE, entries)).result()
    assert database.read(lambda t: places.search(t, "acacias")) == ()
    assert [place.name for place in database.read(lambda t: places.search(t, "ombeline"))] == ["Sainte-Ombeline"]
    noted = database.read(lambda t: t.exec_driver_sql("SELECT staff_id, action, subject FROM audit").all())
    assert [tuple(row) for row in noted] == [(0, "places", "1"), (0, "places", "3")]


def test_only_who_answers_for_all_districts_replaces_the_list(database: Database) -> None:
    officer = Actor(7, StaffRole.OFFICER, ("nantes-nord",))
    with pytest.raises(Refused):
        database.write(lambda t: places.renew(t, context(), officer, LIST)).result()


def test_a_workbook_reads_like_the_same_table_in_text() -> None:
    book = Workbook()
    for line in (HEAD + ACACIAS + SAINT + TWO).splitlines():
        book.worksheets[0].append(line.split(","))
    buffer = io.BytesIO()
    book.save(buffer)
    assert places_file.read(buffer.getvalue()).entries == LIST
    assert places_file.read((HEAD + ACACIAS + SAINT + TWO).replace(",", "\t").encode("utf-8-sig")).entries == LIST


@pytest.mark.parametrize(
    ("table", "refusal"),
    [
        (b"", "Le fichier est vide"),
        (b"nom,quartier\nA,Nantes Nord\n", "La colonne « name » manque"),
        (HEAD.encode(), "La colonne « name » manque"),
        ((HEAD + ACACIAS.replace("Nantes Nord", "Rezé")).encode(), "Ligne 2, colonne « district » : « Rezé »"),
        ((HEAD + ACACIAS.replace("2026-11-22", "hier")).encode(), "Ligne 2, colonne « date » : « hier »"),
        ((HEAD + SAINT + ACACIAS.replace(",essai,", ",,")).encode(), "Ligne 3, colonne « source » : La case est vide"),
        ((HEAD + ACACIAS + ACACIAS).encode(), "Ligne 3 : « École des Acacias » est déjà à la ligne 2"),
        ((HEAD + ACACIAS).encode("utf-16"), "UTF-8"),
        (b"PK\x03\x04 no workbook", "abîmé"),
    ],
)
def test_a_faulty_file_is_refused_whole_and_says_where(table: bytes, refusal: str) -> None:
    reading = places_file.read(table)
    assert reading.entries == ()
    assert refusal in sentence(reading.problems[0], str)


def test_the_list_that_comes_with_the_software_names_a_source_for_every_place() -> None:
    shipped = places_file.read(questionnaires.places())
    assert shipped.problems == ()
    assert {entry.district for entry in shipped.entries} <= {district.slug for district in DISTRICTS}
    assert all(len(entry.source) > 10 for entry in shipped.entries)
