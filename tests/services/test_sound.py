"""Recordings are judged by what they are; a recording of a question belongs to its very words."""

from dataclasses import replace

import pytest

from services.recordings import sound
from services.recordings.sound import Flaw
from services.wording import aloud
from surveys.texts import Text
from tests.recordings import opus
from tests.surveys.examples import ROLE, THANKS, VOICE, WELCOME, consent, questionnaire

FORM = questionnaire(WELCOME, consent(), ROLE, VOICE, THANKS)
KINDS = {
    opus(): "audio/ogg",
    b"\x00\x00\x00\x20ftypM4A ": "audio/mp4",
    b"\x1a\x45\xdf\xa3rest": "audio/webm",
    b"RIFF\x00\x00\x00\x00WAVE": "audio/wav",
    b"ID3\x04": "audio/mpeg",
    b"\xff\xfb\x90": "audio/mpeg",
    b"MZ": "",
    b"": "",
    b"<html>": "",
}


@pytest.mark.parametrize(("recording", "kind"), KINDS.items(), ids=[str(start[:4]) for start in KINDS])
def test_a_recording_is_known_by_its_first_bytes(recording: bytes, kind: str) -> None:
    assert sound.media(recording) == kind


@pytest.mark.parametrize("lasts", [0.5, 3.0, 119.0])
def test_the_length_of_an_opus_recording_is_read_from_its_pages(lasts: float) -> None:
    assert sound.seconds(opus(lasts)) == pytest.approx(lasts)


def test_what_is_broken_or_something_else_has_no_length() -> None:
    whole = opus(3)
    for broken in (b"", whole[:40], whole[:-1], b"x" + whole, whole + b"OggS", whole.replace(b"OpusHead", b"OpusXead")):
        assert sound.seconds(broken) is None
    for place in range(0, len(whole), 7):  # a flipped bit is no crash
        sound.seconds(whole[:place] + bytes([whole[place] ^ 0x80]) + whole[place + 1 :])


@pytest.mark.parametrize(
    ("recording", "flaw"),
    [
        (opus(4), None),
        (opus(91), Flaw.TOO_LONG),
        (opus(4) + bytes(2000), Flaw.TOO_LARGE),
        (b"MZ", Flaw.NOT_OPUS),
        (opus(0), Flaw.EMPTY),
    ],
)
def test_a_clip_is_a_short_small_opus_recording(recording: bytes, flaw: Flaw | None) -> None:
    assert sound.flaw(recording, 2000, 90) is flaw


def test_a_letter_that_changes_asks_for_another_recording_and_another_question_does_not() -> None:
    before = aloud.key(FORM, "role", "fr")
    assert aloud.key(replace(FORM, name="other", items=(WELCOME, ROLE)), "role", "fr") == before
    choice = replace(ROLE.choices[0], text=Text({"fr": "Une maman"}))
    changed = replace(ROLE, choices=(choice, *ROLE.choices[1:]))
    assert aloud.key(replace(FORM, items=(changed,)), "role", "fr") != before
    assert aloud.key(FORM, "role", "en") != before, "the same words in another language sound otherwise"


def test_questions_are_read_and_what_is_told_is_not() -> None:
    assert [item.name for item in FORM.items if aloud.is_read(item)] == ["consent", "role", "voice"]
