"""Whole conversations stay as they were approved. After a change on purpose: `python -m tests.golden`, read, commit."""

from pathlib import Path

import pytest

import questionnaires
from services.transcripts import replay
from tests.golden.scripts import FOLDER, SCRIPTS, transcripts

FILES = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_parent_who_says_the_same_hears_the_same(path: Path) -> None:
    kept = path.read_text(encoding="utf-8")
    name = kept.split()[1]
    assert replay(questionnaires.load(name), kept) == kept


def test_the_files_are_those_of_the_scripts() -> None:
    assert {path: path.read_text(encoding="utf-8") for path in FILES} == dict(transcripts())


def test_each_questionnaire_is_talked_through_in_each_of_its_languages() -> None:
    talked = {(form, language) for form, language, _acts in SCRIPTS.values()}
    assert talked == {(name, tag) for name in questionnaires.names() for tag in questionnaires.load(name).languages}


def test_a_sentence_changed_anywhere_is_seen() -> None:
    kept = (FOLDER / "every-kind.fr.txt").read_text(encoding="utf-8")
    changed = kept.replace("  1. À pied", "  1. En pieds")
    assert replay(questionnaires.load("every-kind"), changed) == kept
