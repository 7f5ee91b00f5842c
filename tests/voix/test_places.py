"""`voix places import` and `voix campaign correct`: data of the city, and translations, from files."""

import questionnaires
from tests.voix.inside import Terminal


def test_a_list_of_places_is_taken_by_name_or_by_file_and_a_faulty_one_is_refused(terminal: Terminal) -> None:
    said = terminal.run("places", "import", "nantes")
    assert (said.code, said.out) == (0, "Lieux connus : 9.\n")
    file = terminal.folder / "lieux.csv"
    file.write_text("name,district,source,date\nLes Acacias,Nantes Nord,essai,2026-11-22\n")
    assert terminal.run("places", "import", str(file)).out == "Lieux connus : 1.\n"
    file.write_text("name,district,source,date\nLes Acacias,Rezé,essai,2026-11-22\n")
    refusal = terminal.run("places", "import", str(file)).refusal()
    assert "Ligne 2, colonne « district » : « Rezé » n'est pas un quartier de Nantes." in refusal


def test_translations_are_corrected_and_nothing_else(terminal: Terminal) -> None:
    form = terminal.folder / "every-kind.md"
    form.write_text(questionnaires.text("every-kind"))
    assert terminal.run("campaign", "open", "ESSAI", str(form)).code == 0
    form.write_text(form.read_text().replace("| بالدراجة |", "| على الدراجة |"))
    assert terminal.run("campaign", "correct", "ESSAI", str(form)).out == "Textes corrigés : 1. Version 2.\n"
    form.write_text(form.read_text().replace("| À vélo |", "| En bicyclette |", 1))
    assert "Autre chose a changé : travel/" in terminal.run("campaign", "correct", "ESSAI", str(form)).refusal()
