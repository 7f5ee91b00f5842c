"""What the commands of `voix` do, and say when they cannot."""

from pathlib import Path

import pytest

import questionnaires
from services.sheets import read
from services.transcripts import replay
from tests.voix.inside import ENGLISH, Terminal

BAD_FORM = """
| survey |
| | type | name | label::Français (fr) |
| | begin_repeat | child | Un enfant |
| | text | wish | Que faut-il changer ? |
| | end_repeat | | |
"""
WARNED_FORM = """
| survey |
| | type | name | label |
| | text | wish | Que faut-il changer ? |
"""


# What is typed, and a piece of the sentence.
REFUSED = [
    (("demo", "--questionnaire", "autre"), "Choisissez : bien-grandir, every-kind"),
    (("simulate", "absent.md"), "Le fichier absent.md ne peut pas être lu"),
    (("simulate", "every-kind", "--lang", "ti"), "Langues : fr, fr-x-falc, en, ar"),
    (("simulate", "every-kind", "--save", "/absent/talk.txt"), "/absent/talk.txt ne peut pas être écrit"),
    (("simulate", "every-kind", "--persona", "autre"), "Choisissez : steady, patient"),
    (("survey", "check", "absent.xlsx"), "Le fichier absent.xlsx ne peut pas être lu"),
    (("survey", "xlsx", "autre", "form.xlsx"), "Choisissez : bien-grandir, crise, every-kind"),
    (("survey", "xlsx", "every-kind", "/absent/form.xlsx"), "/absent/form.xlsx ne peut pas être écrit"),
    (("campaign", "open", "NORD", "absent.md"), "Le fichier absent.md ne peut pas être lu"),
    (("campaign", "open", "crèche", "every-kind"), "lettres sans accent"),
    (("campaign", "open", "X" * 33, "every-kind"), "32 signes au plus"),
    (("campaign", "close", "NORD"), "Il n'y a pas de campagne « NORD »"),
    (("release", "build", "NORD", "--out", "out"), "Il n'y a pas de campagne « NORD »"),
    (("release", "build", "NORD", "--out", "out", "--preset", "autre"), "Choisissez : public"),
]


@pytest.mark.parametrize(("arguments", "sentence"), REFUSED)
def test_a_command_that_cannot_be_done_says_why_in_one_sentence(
    terminal: Terminal, arguments: tuple[str, ...], sentence: str
) -> None:
    talked = arguments[0] == "simulate" and "--save" in arguments
    said = terminal.run(*arguments)
    assert said.code == 2
    assert sentence in said.err
    assert "Traceback" not in said.err
    assert len(said.err.splitlines()) == 1
    assert talked or terminal.run(*arguments, LANG=ENGLISH).refusal() not in said.err


def test_a_questionnaire_is_checked(terminal: Terminal) -> None:
    form, warned = terminal.folder / "form.md", terminal.folder / "warned.md"
    form.write_text(BAD_FORM)
    warned.write_text(WARNED_FORM)
    said = terminal.run("survey", "check", str(form))
    assert said.code == 1
    assert said.out.startswith("✗ Feuille « survey », ligne 2, colonne « type » :")
    said = terminal.run("survey", "check", str(warned))
    assert (said.code, said.out[0]) == (0, "!")
    assert said.out.splitlines()[-1].startswith("✓")


def test_a_questionnaire_with_errors_opens_no_campaign(terminal: Terminal) -> None:
    form = terminal.folder / "form.md"
    form.write_text(BAD_FORM)
    said = terminal.run("campaign", "open", "NORD", str(form))
    assert (said.code, said.out) == (2, "")
    assert "ligne 2" in said.err
    assert "Il n'y a pas de campagne" in terminal.run("campaign", "close", "NORD").refusal()


def test_a_questionnaire_that_asks_too_much_can_be_tried_but_not_opened(terminal: Terminal) -> None:
    form = terminal.folder / "long.md"
    rows = "".join(f"| | text | q{place} | Pourquoi ? |\n" for place in range(16))
    form.write_text(f"| survey |\n| | type | name | label::Français (fr) |\n{rows}")
    assert terminal.run("simulate", str(form)).code == 0
    assert "Le maximum est 15" in terminal.run("campaign", "open", "NORD", str(form)).refusal()


@pytest.mark.parametrize("name", questionnaires.names())
def test_a_shipped_questionnaire_survives_the_spreadsheet(terminal: Terminal, name: str) -> None:
    workbook = terminal.folder / f"{name}.xlsx"
    assert terminal.run("survey", "xlsx", name, str(workbook)).code == 0
    assert terminal.run("survey", "check", str(workbook)).code == 0
    assert read(workbook.read_bytes(), name).questionnaire == questionnaires.load(name)


def test_a_talk_in_the_terminal_is_kept_as_a_transcript(terminal: Terminal) -> None:
    kept = terminal.folder / "talk.txt"
    typed = "٢\n[الحدائق]\n[تأكيد (1)]\n"
    said = terminal.run("simulate", "every-kind", "--lang", "ar", "--save", str(kept), typed=typed)
    assert said.code == 0
    transcript = kept.read_text(encoding="utf-8")
    assert transcript.startswith("# every-kind ar 1\n< ")
    assert "> ٢\n~ " in transcript
    assert replay(questionnaires.load("every-kind"), transcript) == transcript


def test_a_made_up_parent_talks_and_the_transcript_is_kept(terminal: Terminal) -> None:
    said = terminal.run("simulate", "every-kind", "--persona", "steady", "--seed", "3")
    assert said.code == 0
    assert said.out.startswith("# every-kind fr 3\n")
    assert said.out == terminal.run("simulate", "every-kind", "--persona", "steady", "--seed", "3").out
    terminal.run("simulate", "every-kind", "--persona", "all", "--lang", "ar", "--save", str(terminal.folder))
    kept = (terminal.folder / "every-kind.hurried.1.txt").read_text(encoding="utf-8")
    assert kept.startswith("# every-kind ar 1\n")
    assert replay(questionnaires.load("every-kind"), kept) == kept


def test_where_made_up_parents_come_is_told_in_a_table(terminal: Terminal) -> None:
    said = terminal.run("simulate", "every-kind", "--coverage")
    assert said.code == 0
    assert "60 parents fictifs, 0 bloqués" in said.out
    assert "travel" in said.out


def test_a_campaign_opens_once_and_closes(terminal: Terminal) -> None:
    said = terminal.run("campaign", "open", "nord", "bien-grandir", VOIX_PUBLIC_URL="https://voix.example")
    assert (said.code, said.out) == (0, "https://voix.example/c/NORD\n")
    assert "déjà pris" in terminal.run("campaign", "open", "NORD", "every-kind").refusal()
    assert terminal.run("campaign", "close", "Nord").out == "La campagne Nord est fermée.\n"
    assert "déjà pris" in terminal.run("campaign", "open", "NORD", "every-kind").refusal()


def test_a_second_release_needs_new_answers(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run("campaign", "open", "ECOLE", "every-kind")
    first, second = (terminal.run("release", "build", "ECOLE", "--out", str(tmp_path / name)) for name in "ab")
    assert (first.code, second.code) == (0, 0)
    assert "Rien de nouveau" not in first.out
    assert "aucun quartier n'a 10 réponses de plus" in second.out
    files = [{path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in "ab"]
    assert files[0] == files[1]


def test_a_campaign_keeps_its_rules(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run("campaign", "open", "ECOLE", "every-kind")
    terminal.run("release", "build", "ECOLE", "--out", str(tmp_path / "a"))
    other = terminal.run("release", "build", "ECOLE", "--out", str(tmp_path / "b"), "--preset", "local-group")
    assert "avec les règles « public »" in other.refusal()


def test_a_release_is_listed_verified_and_taken_back(terminal: Terminal, tmp_path: Path) -> None:
    assert "Aucune diffusion" in terminal.run("release", "list").out
    terminal.run("campaign", "open", "ECOLE", "every-kind")
    folder = tmp_path / "a"
    terminal.run("release", "build", "ECOLE", "--out", str(folder))
    assert "ECOLE-1" in terminal.run("release", "list").out
    assert "results.xlsx" in terminal.run("release", "show", "1").out
    assert terminal.run("release", "verify", "1", "--from", str(folder)).code == 0
    (folder / "results.csv").write_text("autre chose")
    changed = terminal.run("release", "verify", "1", "--from", str(folder))
    assert (changed.code, "results.csv" in changed.out) == (1, True)
    assert terminal.run("release", "revoke", "1", "--reason", "Mauvaise campagne").code == 0
    shown = terminal.run("release", "show", "1").out
    assert "Mauvaise campagne" in shown
    assert "results.xlsx" not in shown
    assert terminal.run("release", "revoke", "1", "--reason", "Encore").code == 2
    again = terminal.run("release", "build", "ECOLE", "--out", str(tmp_path / "b"))
    assert again.code == 0


def test_the_plan_of_a_release_counts_nobody(terminal: Terminal) -> None:
    terminal.run("campaign", "open", "ECOLE", "bien-grandir")
    said = terminal.run("release", "plan", "ECOLE").out
    assert "q_role" in said
    assert "Croisements possibles : stage" in said
    assert "/console/releases/of/ECOLE" in said, "plans are compared there, with the real answers"


def test_each_key_is_another_one_and_long_enough(terminal: Terminal) -> None:
    first, second = (terminal.run("key").out.strip() for _ in range(2))
    assert first != second
    assert terminal.run("doctor", VOIX_SECRET_KEY=first).code == 0


def test_the_demo_stays_out_of_a_real_campaign_and_of_a_closed_one(terminal: Terminal) -> None:
    terminal.run("campaign", "open", "NANTES", "bien-grandir")
    refused = terminal.run("demo", "--parents", "2", "--no-serve")
    assert (refused.code, len(refused.err.splitlines())) == (2, 1)
    assert "vraie campagne" in refused.err
    assert terminal.run("demo", "--parents", "0", "--questionnaire", "every-kind", "--no-serve").code == 0
    terminal.run("campaign", "close", "ESSAI")
    assert terminal.run("demo", "--parents", "2", "--questionnaire", "every-kind", "--no-serve").code == 2


def test_without_arguments_the_commands_are_shown(terminal: Terminal) -> None:
    said = terminal.run()
    for command in ("demo", "serve", "doctor", "simulate", "survey", "campaign", "release", "sign-in", "key"):
        assert command in said.out + said.err


def test_the_shipped_questionnaires_open_by_name_from_any_folder(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert terminal.run("campaign", "open", "A", "every-kind").code == 0
