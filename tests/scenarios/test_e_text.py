"""E. Letters. The rest of the group is with the wording."""

import unicodedata

from tests.cast import LEA
from tests.scenarios.stage import Stage, both_databases

ODD = "Un parc à A\u030angstro\u0308m 👨‍👩‍👧‍👦 🏳️‍🌈 𝒞𝓁𝒶𝓇𝒶"


@both_databases
async def test_e7_a_ring_above_a_letter_is_not_lost(stage: Stage) -> None:
    phone = await stage.in_own_words(LEA)
    await phone.type("Un parc à A\u030angstro\u0308m")
    await stage.settled()
    shown = " ".join(message.text for message in phone.screen() if message.by_bot)
    assert "\u00c5ngstr\u00f6m" in shown


@both_databases
async def test_e9_every_letter_and_picture_is_kept_as_it_was_written(stage: Stage) -> None:
    phone = await stage.in_own_words(LEA)
    await phone.type(ODD)
    await stage.settled()
    (kept,) = stage.answers("voice")
    assert kept == ODD
    shown = " ".join(message.text for message in phone.screen() if message.by_bot)
    assert unicodedata.normalize("NFC", ODD) in shown
