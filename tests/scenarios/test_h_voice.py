"""H4, H5. Speaking instead of writing, and hearing a question instead of reading it."""

import asyncio
from collections.abc import Callable

from services.accounts.staff import COMMAND_LINE
from services.errors import NotFound
from services.recordings import clips, transcribing, voices
from surveys.answers import Spoken, Written
from surveys.limits import VOICE_MINUTES
from tests.cast import AICHA, LEA
from tests.fake_telegram import Phone
from tests.fake_telegram.errors import bad_request
from tests.fake_telegram.faults import Broken, Dropped, Refused
from tests.journeys.parents import asks
from tests.recordings import opus
from tests.scenarios.stage import FORM, Stage, both_databases, both_ways, everywhere
from tests.surveys.examples import VOICE

HERE = "voice WHERE sealed IS NOT NULL"


async def until(stage: Stage, holds: Callable[[], bool]) -> None:
    """Wait for what a loop of the house does; rows tell nobody when they change."""
    async with asyncio.timeout(10):
        while not holds():
            await asyncio.sleep(0.02)


async def spoken(stage: Stage, recording: bytes, who: str = LEA) -> Phone:
    """Somebody who answered the question of own words by a voice message, which is here by now."""
    phone = await stage.in_own_words(who)
    await phone.speak(recording)
    await until(stage, lambda: stage.count(HERE) == 1)
    await stage.settled()
    return phone


@everywhere
async def test_h4_a_voice_message_answers_in_own_words_and_is_written_down_by_a_person(stage: Stage) -> None:
    phone = await spoken(stage, opus(5, b"un parc propre"))
    assert "message vocal" in phone.transcript()
    assert stage.answers("voice") == [Spoken()]
    (sealed,) = stage.rows("SELECT sealed FROM voice")[0]
    assert b"un parc propre" not in bytes(sealed)
    (waiting,) = stage.do(lambda t: transcribing.queue(t, stage.house.context, COMMAND_LINE))
    assert (waiting.campaign, waiting.seconds, waiting.language) == ("COURT", 5, "fr")
    said = stage.do(lambda t: transcribing.listen(t, stage.house.context, COMMAND_LINE, waiting.id))
    assert said == ("audio/ogg", opus(5, b"un parc propre"))
    stage.do(lambda t: transcribing.transcribe(t, stage.house.context, COMMAND_LINE, waiting.id, "Un parc propre."))
    assert stage.answers("voice") == ["Un parc propre."]
    assert stage.count("voice") == 0, "written down, the recording is forgotten"
    await phone.type("/reponses")
    await phone.wait_for(lambda screen: "Un parc propre." in screen[-1].text)
    await stage.settled()
    await phone.type("modifier 2")
    await phone.wait_for(lambda _: asks(phone, VOICE, "fr"))
    await stage.settled()
    await phone.type("Un parc propre et calme.")
    await stage.settled()
    assert stage.answers("voice") == ["Un parc propre et calme."], "and may correct them"


@both_ways
async def test_h4_how_long_one_may_speak_is_said_before_and_after(stage: Stage) -> None:
    phone = await stage.in_own_words(LEA)
    assert f"{VOICE_MINUTES} minutes" in phone.last.text
    for seconds, size in ((60 * VOICE_MINUTES + 5, 9_000), (7, voices.MOST_BYTES + 1)):
        await phone.speak(opus(), seconds, size)
        reply = await phone.wait_for_reply()
        assert f"{VOICE_MINUTES} minutes" in reply.text
        await stage.settled()
    assert not stage.telegram.calls("getFile"), "nothing too large is fetched"
    assert stage.answers("voice") == []
    await phone.type("Un parc propre.")
    await stage.settled()
    assert stage.answers("voice") == ["Un parc propre."]


@both_ways
async def test_h4_where_a_choice_is_asked_a_voice_is_told_what_answers(stage: Stage) -> None:
    phone = await stage.at(LEA, "role")
    await phone.speak(opus())
    reply = await phone.wait_for_reply()
    await stage.settled()
    assert "message vocal" in reply.text
    assert "touchez un bouton" in reply.text
    assert (stage.answers("role"), stage.count("voice")) == ([], 0)
    assert not stage.telegram.calls("getFile")


@both_databases
async def test_h4_what_is_said_again_or_erased_leaves_no_recording(stage: Stage) -> None:
    phone = await spoken(stage, opus(5))
    stage.pass_(minutes=1)
    await phone.type("/reponses")
    await phone.wait_for_reply()
    await stage.settled()
    await phone.tap("Modifier la réponse 2")
    await phone.wait_for_reply()
    await stage.settled()
    await phone.speak(opus(9))
    await until(stage, lambda: stage.rows("SELECT seconds FROM voice") == [(9,)])
    await stage.settled()
    assert stage.count("voice") == 1, "the later one in place of the earlier one"
    stage.pass_(minutes=1)
    await phone.type("/effacer")
    await phone.wait_for_reply()
    await stage.settled()
    assert (stage.count("voice"), stage.count("fetching")) == (0, 0)


@both_databases
async def test_h4_a_recording_nobody_listens_to_is_forgotten_after_its_time(stage: Stage) -> None:
    await spoken(stage, opus())
    stage.pass_(days=transcribing.RECORDINGS_KEPT.days + 1)
    await stage.restart()
    assert stage.count("voice") == 0
    assert stage.answers("voice") == [Spoken()], "that something was said is still known"


@everywhere
async def test_h5_what_cannot_be_fetched_is_tried_again_also_after_a_crash(stage: Stage) -> None:
    phone = await stage.in_own_words(LEA)
    for fault in (Dropped(), Broken(status=502)):
        stage.telegram.fail("getFile", fault)
    await phone.speak(opus())
    await until(stage, lambda: len(stage.telegram.calls("getFile")) == 1)
    await stage.crash()
    await stage.start()

    def fetched() -> bool:
        stage.pass_(minutes=1)
        return stage.count(HERE) == 1

    await until(stage, fetched)
    assert stage.answers("voice") == [Spoken()]
    assert len(stage.telegram.calls("getFile")) == 3


@both_ways
async def test_h5_a_recording_that_is_lost_is_told_and_may_be_typed(stage: Stage) -> None:
    phone = await stage.in_own_words(LEA)
    stage.telegram.fail("getFile", Refused(bad_request("file is too big")))
    await phone.speak(opus(), size=0)
    screen = await phone.wait_for(lambda seen: any("je n'ai pas pu garder" in message.text for message in seen))
    await stage.settled()
    lost = next(message for message in screen if "je n'ai pas pu garder" in message.text)
    await phone.tap("Modifier", lost.id)
    await phone.wait_for_reply()
    await stage.settled()
    await phone.type("Un parc propre.")
    await stage.settled()
    assert stage.answers("voice") == ["Un parc propre."]
    assert stage.count("voice") == 0


@both_ways
async def test_a_question_is_read_aloud_in_the_language_of_the_parent_where_it_can_be(stage: Stage) -> None:
    for language in ("fr", "ar"):
        add_clip(stage, "role", language, synthetic=language == "ar")
    phone = await stage.started(LEA)
    assert not any("Écouter" in label for label in phone.last.labels), "nobody has read the consent"
    await stage.goes_on(phone, "consent", "role")
    assert any("Écouter" in label for label in phone.last.labels)
    position = stage.rows("SELECT state FROM interview")
    for _ in range(2):
        await phone.tap("Écouter")
    await phone.wait_for(lambda seen: seen[-1].text == "(voice)")
    await stage.settled()
    assert [message.text for message in phone.screen()].count("(voice)") == 1, "two taps, one recording"
    assert stage.rows("SELECT state FROM interview") == position
    stage.pass_(minutes=1)
    await phone.tap("Écouter")
    await stage.settled()
    first, second = (call.parameters["voice"] for call in stage.telegram.calls("sendVoice"))
    assert not isinstance(first, str), "the first time the recording goes along"
    assert isinstance(second, str), "then Telegram has it"


@both_databases
async def test_a_machine_that_reads_is_called_one_and_a_name_telegram_forgot_is_no_trouble(stage: Stage) -> None:
    add_clip(stage, "role", "ar", synthetic=True)
    phone = await stage.at(AICHA, "role")
    await phone.tap("🔊")
    await phone.wait_for(lambda seen: seen[-1].text == "(voice)")
    await stage.settled()
    assert max(phone.person.posts.items())[1].content["caption"]
    stage.telegram.world.files.clear()
    stage.pass_(minutes=1)
    await phone.tap("🔊")
    await phone.wait_for(lambda seen: [message.text for message in seen].count("(voice)") == 2)


def add_clip(stage: Stage, item: str, language: str, *, synthetic: bool) -> None:
    context = stage.house.context
    stage.do(lambda t: clips.add(t, context, COMMAND_LINE, FORM, item, language, opus(), synthetic=synthetic))


@both_databases
async def test_who_is_faster_wins_and_nothing_is_written_twice(stage: Stage) -> None:
    await spoken(stage, opus())
    context = stage.house.context
    (waiting,) = stage.do(lambda t: transcribing.queue(t, context, COMMAND_LINE))
    named = "Ma fille Inès Silva veut un parc."
    said = stage.do(lambda t: transcribing.transcribe(t, context, COMMAND_LINE, waiting.id, named))
    assert said is transcribing.Verdict.IDENTIFYING
    assert stage.answers("voice") == [Spoken()]
    stage.do(lambda t: transcribing.transcribe(t, context, COMMAND_LINE, waiting.id, named, sure=True))
    try:
        stage.do(lambda t: transcribing.transcribe(t, context, COMMAND_LINE, waiting.id, "autre"))
    except NotFound:
        pass
    else:
        raise AssertionError("it is gone")
    assert stage.answers("voice") == [named]
    assert Written(named, spoken=True) != Written(named)
