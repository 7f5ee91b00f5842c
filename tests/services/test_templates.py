"""Questionnaires that officers hand in: kept with their file, mended, given reasons, offered for campaigns."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import questionnaires
from services.accounts.staff import Actor, StaffRole
from services.errors import Malformed, NotFound, Refused, Taken
from services.forms import drafts, templates
from services.forms.templates import Draft, Template
from storage import audit
from surveys.problems import Level
from tests.web.stage import HELENE, MALIK
from voix import settings
from voix.build import House, open_house
from voix.offering import offer

INES = Actor(3, StaffRole.OFFICER, ("bellevue",))
ODILE = Actor(4, StaffRole.OPERATOR)
LIST = "| choices |\n| | list_name | name | label::fr |\n| | yes_no | yes | Oui |\n| | yes_no | no | Non |\n"
GOOD = f"| survey |\n| | type | name | label::fr |\n| | select_one yes_no | park | Un parc ? |\n{LIST}".encode()
WARNED = GOOD.replace(b"Un parc ?", "Que pensez-vous du PEdT et de la coéducation ?".encode())
BROKEN = GOOD.replace(b"select_one yes_no", b"begin_repeat")


@pytest.fixture
def house(data_dir: Path) -> Iterator[House]:
    house = open_house(settings.read({"VOIX_DATA_DIR": str(data_dir)}))
    yield house
    house.close()


def handed_in(house: House, who: Actor = MALIK, content: bytes = GOOD, name: str = "parc.md") -> Template:
    draft = drafts.drafted(content, name)
    return house.do(lambda t: templates.keep(t, house.context, who, draft))


def listed(house: House, who: Actor = MALIK) -> list[Template]:
    return house.do(lambda t: templates.listed(t, house.context, who))


def test_what_an_officer_hands_in_is_offered_to_every_author_and_changed_by_few(house: House) -> None:
    kept = handed_in(house)
    assert (kept.name, kept.title, kept.questions, kept.is_ready, kept.mine) == ("parc", "parc", 1, True, True)
    assert [one.mine for who in (MALIK, INES, HELENE) for one in listed(house, who)] == [True, False, True]
    with pytest.raises(Refused):
        house.do(lambda t: templates.remove(t, house.context, INES, kept.id))
    house.do(lambda t: templates.remove(t, house.context, HELENE, kept.id))
    assert listed(house) == []


def test_what_comes_with_the_software_is_offered_once_and_belongs_to_nobody(house: House) -> None:
    for _ in range(2):
        offer(house)
    assert sorted(one.name for one in listed(house, HELENE)) == sorted(questionnaires.names())
    assert not any(one.mine for one in listed(house, HELENE))
    assert all(one.is_ready and one.is_shipped for one in listed(house))


def test_a_shipped_form_that_changed_is_offered_as_it_is_today(house: House) -> None:
    offer(house)
    form = questionnaires.load("every-kind")
    newer = Draft(b"| a newer form |", "every-kind.md", form, ())
    house.do(lambda t: templates.ship(t, house.context, [newer]))
    (found,) = [one for one in listed(house) if one.name == "every-kind"]
    assert house.do(lambda t: templates.file(t, MALIK, found.id)) == ("every-kind.md", b"| a newer form |")


def test_the_file_comes_back_as_it_was_and_a_campaign_can_be_made_of_it(house: House) -> None:
    kept = handed_in(house)
    assert house.do(lambda t: templates.file(t, INES, kept.id)) == ("parc.md", GOOD)
    form = house.do(lambda t: templates.questionnaire(t, house.context, INES, kept.id))
    assert [item.name for item in form.items] == ["park"]


def test_a_form_with_errors_is_not_kept(house: House) -> None:
    with pytest.raises(Malformed):
        handed_in(house, content=BROKEN)
    assert listed(house) == []


@pytest.mark.parametrize("content", [b"", b"\x00", b"PK\x03\x04nonsense", b"hello", "é".encode("latin-1")])
def test_a_wrong_file_is_answered_in_words(content: bytes) -> None:
    draft = drafts.drafted(content, "../../etc/mot\n.exe")
    assert draft.form is None
    assert any(problem.level is Level.ERROR for problem in draft.problems)
    assert "/" not in draft.file_name
    assert "\n" not in draft.file_name


def test_a_warning_is_left_with_a_reason_that_stands_in_the_file(house: House) -> None:
    draft = drafts.drafted(WARNED, "parc.md")
    codes = {problem.code for problem in draft.open_warnings}
    assert "jargon" in codes
    assert not handed_in(house, content=WARNED).is_ready
    reasoned = drafts.accepted(draft, dict.fromkeys(codes, "Cinq parents\nl'ont compris."))
    assert reasoned.open_warnings == ()
    assert "jargon: Cinq parents l'ont compris." in reasoned.content.decode()
    assert reasoned.form is not None
    assert {one.code for one in reasoned.form.accepted} == codes


def test_a_second_reason_keeps_the_first() -> None:
    draft = drafts.drafted(WARNED, "parc.md")
    first, *others = sorted({problem.code for problem in draft.open_warnings})
    once = drafts.accepted(draft, {first: "Vu."})
    twice = drafts.accepted(once, dict.fromkeys(others, "Vu aussi."))
    assert twice.open_warnings == ()
    assert {problem.accepted for problem in twice.problems if problem.accepted} == {"Vu.", "Vu aussi."}


def test_without_a_reason_nothing_changes() -> None:
    draft = drafts.drafted(WARNED, "parc.md")
    assert drafts.accepted(draft, {"jargon": "  ", "other": "Vu."}) == draft


def test_two_people_who_change_the_same_file_are_told(house: House) -> None:
    kept, draft = handed_in(house), drafts.drafted(WARNED, "parc.md")
    changed = house.do(lambda t: templates.change(t, house.context, HELENE, kept.id, kept.version, draft))
    assert (changed.version, changed.is_ready) == (2, False)
    with pytest.raises(Taken):
        house.do(lambda t: templates.change(t, house.context, MALIK, kept.id, kept.version, draft))


def test_who_keeps_the_server_hands_in_nothing_and_what_is_not_there_is_not_found(house: House) -> None:
    with pytest.raises(Refused):
        handed_in(house, ODILE)
    with pytest.raises(NotFound):
        house.do(lambda t: templates.get(t, house.context, MALIK, 99))


def test_each_deed_leaves_a_line(house: House) -> None:
    kept, draft = handed_in(house), drafts.drafted(WARNED, "parc.md")
    house.do(lambda t: templates.change(t, house.context, MALIK, kept.id, 1, draft))
    house.do(lambda t: templates.remove(t, house.context, MALIK, kept.id))
    lines = [(one.staff_id, one.action) for one in house.do(lambda t: audit.every(t, 10))]
    assert lines[:3] == [(2, "template_remove"), (2, "template_change"), (2, "template_keep")]


def test_a_translator_gets_the_texts_and_brings_them_back() -> None:
    draft = drafts.drafted(GOOD, "parc.md")
    page = drafts.to_translate(draft, "ar", ".po").decode()
    assert "Un parc ?" in page
    translated = page.replace('msgid "Un parc ?"\nmsgstr ""', 'msgid "Un parc ?"\nmsgstr "حديقة؟"')
    after, problems, changed = drafts.merged(draft, translated.encode())
    assert (changed, [one for one in problems if one.level is Level.ERROR]) == (1, [])
    assert after is not None
    assert "حديقة؟" in after.content.decode()
    assert drafts.merged(draft, b"nonsense")[0] is None
