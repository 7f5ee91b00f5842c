"""I. Groups: the bot says once where it talks, and keeps quiet. Polls for meetings (I5) are not built."""

from tests.cast import AICHA, LEA
from tests.fake_telegram import GroupChat
from tests.scenarios.stage import Stage, both_ways, everywhere


def said(group: GroupChat) -> list[str]:
    """What the bot wrote in the group."""
    return [message.text for message in group.screen() if message.by_bot]


@everywhere
async def test_i1_added_to_a_group_the_bot_says_where_it_talks_and_keeps_quiet(stage: Stage) -> None:
    lea, group = stage.phone(LEA), stage.telegram.group()
    await group.add_bot(lea)
    await stage.settled()
    (only,) = (message for message in group.screen() if message.by_bot)
    assert only.labels == ("Répondre en privé",)
    assert "https://t.me/onze_voix_bot" in only.text
    for text in ("Bonjour tout le monde", "/help", "/start@another_bot NANTES", "Une mère"):
        stage.pass_(minutes=2)
        await group.write(lea, text)
    await stage.settled()
    assert len(said(group)) == 1
    assert stage.count("interview") == 0


@everywhere
async def test_i2_who_answers_in_a_group_is_led_away_and_nothing_is_kept(stage: Stage) -> None:
    group, aicha = stage.telegram.group(), stage.phone(AICHA)
    lea = await stage.at(LEA, "role")
    screen = lea.screen()
    await group.add_bot(lea)
    await stage.settled()
    for text in ("Une mère", "1", "/stop@onze_voix_bot", "/effacer@onze_voix_bot"):
        stage.pass_(minutes=2)
        before = len(said(group))
        first = next(message for message in group.screen() if message.by_bot)
        await group.write(lea, text, reply_to=first.id)
        await stage.settled()
        assert len(said(group)) == before + 1
    await group.write(aicha, "/start@onze_voix_bot NANTES")  # at once after another: one message is enough
    await stage.settled()
    assert len(set(said(group))) == 1
    assert lea.screen() == screen, "nobody is written to in private"
    assert stage.answers("role") == []
    assert stage.count("interview WHERE disposition = 'open'") == 1


@both_ways
async def test_i4_sent_away_the_bot_goes(stage: Stage) -> None:
    lea, group = stage.phone(LEA), stage.telegram.group()
    await group.add_bot(lea)
    await stage.settled()
    await group.kick_bot(lea)
    await stage.settled()
    calls = len(stage.telegram.calls())
    stage.pass_(hours=2)
    await stage.settled()
    assert len(stage.telegram.calls()) == calls
    assert stage.count("outbox WHERE state IN ('queued', 'leased')") == 0
    assert stage.count("inbox WHERE state = 'dead'") == 0
    phone = await stage.at(LEA, "role")  # in private all goes on
    assert phone.last.labels


@both_ways
async def test_i4_a_group_that_refuses_the_bot_makes_no_loop(stage: Stage) -> None:
    lea, group = stage.phone(LEA), stage.telegram.group()
    await group.add_bot(lea)
    await stage.settled()
    stage.pass_(minutes=2)
    await group.write(lea, "/start@onze_voix_bot")
    group.group.membership = "kicked"  # before the bot has answered
    await stage.settled()
    stage.pass_(hours=2)
    await stage.settled()
    assert len([call for call in stage.telegram.calls("sendMessage") if call.status == 403]) == 1
