"""A campaign from the drawing board to its end, typed at a terminal."""

import json

from tests.voix.inside import Terminal

NEW = (
    *("campaign", "new", "nord", "bien-grandir", "--title", "Grandir au Nord", "--district", "nantes-nord"),
    *("--opens", "2099-01-19", "--closes", "2099-02-20", "--language", "fr", "--language", "ar"),
    *("--channel", "web", "--channel", "paper"),
    *("--rules", "Pour choisir.", "--decides", "La Ville.", "--contact", "02 40 41 90 00"),
)


def states(terminal: Terminal) -> dict[str, str]:
    return {one["code"]: one["state"] for one in json.loads(terminal.run("campaign", "list", "--json").out)}


def test_from_new_to_launched(terminal: Terminal) -> None:
    assert "voix campaign check NORD" in terminal.run(*NEW).out
    assert states(terminal) == {"NORD": "draft"}
    assert "Rien n'empêche" in terminal.run("campaign", "check", "NORD").out
    seen = json.loads(terminal.run("campaign", "preview", "NORD", "--json").out)
    assert (seen["districts"], seen["languages"], seen["people"]) == (["nantes-nord"], ["fr", "ar"], None)
    assert seen["opens_at"] == "2099-01-19T08:00:00+00:00"  # nine in Nantes, in winter
    assert "est lancée" in terminal.run("campaign", "launch", "NORD", "--confirm", seen["mark"]).out
    assert states(terminal) == {"NORD": "scheduled"}
    assert "de nouveau un brouillon" in terminal.run("campaign", "recall", "NORD").out


def test_local_questions_are_typed_as_on_the_screens(terminal: Terminal) -> None:
    own = ("--question", "nantes-nord: Le square ? | Oui | Non", "--question", "nantes-nord: Que manque-t-il ?")
    terminal.run(*NEW, *own)
    assert terminal.run("campaign", "check", "NORD").code == 0
    terminal.run(*NEW[:2], "sud", *NEW[3:], "--question", "nantes-sud: Le parc ? | Oui")
    said = json.loads(terminal.run("campaign", "check", "SUD", "--json").out)
    assert [each["code"] for each in said["blockers"]] == ["local_elsewhere", "local_one_choice"]
    assert "Écrivez une question locale ainsi" in terminal.run(*NEW, "--question", "Le parc ?").err


def test_a_launch_asks_for_the_code_again(terminal: Terminal) -> None:
    terminal.run(*NEW)
    terminal.run("campaign", "check", "NORD")
    assert "Rien n'est lancé." in terminal.run("campaign", "launch", "NORD", typed="SUD\n").err
    assert "est lancée" in terminal.run("campaign", "launch", "NORD", typed="nord\n").out


def test_each_refusal_is_a_sentence(terminal: Terminal) -> None:
    terminal.run(*NEW)
    assert "Vérifiez la campagne avant de la lancer." in terminal.run("campaign", "launch", "NORD", typed="NORD\n").err
    assert "Seule une campagne ouverte se met en pause." in terminal.run("campaign", "pause", "NORD").err
    assert "Il n'y a pas de campagne « SUD »" in terminal.run("campaign", "check", "SUD").err
    assert "déjà pris" in terminal.run(*NEW).err
    assert "n'est pas un quartier" in terminal.run(*NEW, "--district", "paris").err
    assert "Ce jour n'existe pas." in terminal.run(*NEW, "--opens", "demain").err
    assert "Cette heure n'existe pas." in terminal.run(*NEW, "--at", "25:00").err


def test_what_stands_in_the_way_is_told_with_the_way_out(terminal: Terminal) -> None:
    terminal.run(*NEW, "--closes", "2099-01-25")
    said = terminal.run("campaign", "check", "NORD")
    assert (said.code, "écrivez pourquoi" in said.out) == (1, True)
    found = json.loads(terminal.run("campaign", "check", "NORD", "--json").out)
    assert [problem["code"] for problem in found["blockers"]] == ["short_period"]


def test_pause_resume_close(terminal: Terminal) -> None:
    terminal.run("campaign", "open", "ECOLE", "bien-grandir")
    for deed, state in (("pause", "paused"), ("resume", "open"), ("close", "closed")):
        assert terminal.run("campaign", deed, "ECOLE").code == 0
        assert states(terminal) == {"ECOLE": state}
