"""`voix translate`: out to a translator, back into the form."""

import questionnaires
from services.sheets import read
from tests.voix.inside import Terminal


def test_a_questionnaire_goes_out_and_comes_back(terminal: Terminal) -> None:
    form, file, back = (terminal.folder / name for name in ("form.md", "ar.po", "back.md"))
    form.write_text(questionnaires.text("every-kind"))
    said = terminal.run("translate", "export", str(form), "--lang", "ar", "--out", str(file))
    assert (said.code, said.out) == (0, f"{file}\n")
    file.write_text(file.read_text().replace('msgstr "بالدراجة"', 'msgstr "بالدراجة الهوائية"'))
    said = terminal.run("translate", "import", str(form), str(file), "--out", str(back))
    assert (said.code, said.out) == (0, f"✓ {back} : 1 textes changés.\n")
    changed = read(back.read_text(), "form").questionnaire
    assert changed is not None
    assert "بالدراجة الهوائية" in str(changed.items[0])
    assert terminal.run("survey", "check", str(back)).code == 0


def test_a_faulty_file_changes_nothing_and_says_where(terminal: Terminal) -> None:
    form, file, back = (terminal.folder / name for name in ("form.md", "ar.po", "back.md"))
    form.write_text(questionnaires.text("every-kind"))
    terminal.run("translate", "export", str(form), "--lang", "ar", "--out", str(file))
    file.write_text(file.read_text().replace("choices/travel/bike", "choices/travel/boat"))
    said = terminal.run("translate", "import", str(form), str(file), "--out", str(back))
    assert said.code == 1
    assert said.out.startswith("✗ Ligne ")
    assert "« choices/travel/boat/label » n'est plus dans le questionnaire" in said.out
    assert not back.exists()


def test_what_cannot_be_done_is_said_in_one_sentence(terminal: Terminal) -> None:
    form = terminal.folder / "form.md"
    form.write_text(questionnaires.text("every-kind"))
    export = ("translate", "export", str(form))
    assert "finit par .po, .xlsx" in terminal.run(*export, "--lang", "ar", "--out", "ar.txt").refusal()
    assert "n'est pas une langue" in terminal.run(*export, "--lang", "fr", "--out", "fr.po").refusal()
    assert (
        "ne peut pas être lu" in terminal.run("translate", "export", "no.md", "--lang", "ar", "--out", "a.po").refusal()
    )
    said = terminal.run("translate", "import", str(form), str(form), "--out", "form.xlsx")
    assert "finit par .md" in said.refusal()
