"""What is kept of an update on arrival, and what each one means."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import UnreadableUpdateError
from bot.updates import arrival, callback_id, read
from services.channels import (
    CHANGED,
    Commanded,
    Grouped,
    InboundMessage,
    Left,
    Returned,
    Tapped,
    Unsupported,
    What,
    Wrote,
)

AICHA = 7_100_000_001
PERSON = {
    "id": AICHA,
    "is_bot": False,
    "first_name": "SECRET",
    "last_name": "SECRET",
    "username": "SECRET",
    "language_code": "ar",
    "is_premium": True,
}
CHAT = {"id": AICHA, "type": "private", "first_name": "SECRET", "last_name": "SECRET", "username": "SECRET"}
GROUP = {"id": -100123, "type": "supergroup", "title": "SECRET"}
BOT = {"id": 42, "is_bot": True, "first_name": "Onze Voix", "username": "onze_voix_bot"}


def update(**content: Any) -> bytes:
    return json.dumps({"update_id": 900, **content}).encode()


def message(**content: Any) -> bytes:
    return update(message={"message_id": 7, "date": 1_795_000_000, "chat": CHAT, "from": PERSON, **content})


def tap(**content: Any) -> bytes:
    post = {"message_id": 5, "date": 1_795_000_000, "chat": CHAT, "from": BOT, "text": "Qui répond ?"}
    query = {"id": "7001", "from": PERSON, "message": post, "chat_instance": "-1", "data": "token", **content}
    return update(callback_query={name: value for name, value in query.items() if value is not None})


def member(status: str) -> bytes:
    membership = {"user": BOT, "status": status, **({"until_date": 0} if status == "kicked" else {})}
    old = {"user": BOT, "status": "member"}
    change = {"chat": CHAT, "from": PERSON, "date": 1_795_000_000, "old_chat_member": old}
    return update(my_chat_member={**change, "new_chat_member": membership})


def said(what: What) -> InboundMessage:
    """What Aïcha said in a message."""
    return InboundMessage("telegram", str(AICHA), what, "ar", said_at=datetime.fromtimestamp(1_795_000_000, UTC))


def meaning(raw: bytes) -> InboundMessage | None:
    return read(arrival(raw).payload)


COMMANDS = {
    "/start": Commanded("start"),
    "/start ECOLE7": Commanded("start", "ECOLE7"),
    "/start@Onze_Voix_Bot   ECOLE7  ": Commanded("start", "ECOLE7"),
    "/START ecole7": Commanded("start", "ecole7"),
    " /Start@Other\nECOLE7": Commanded("start", "ECOLE7"),
    "/lang": Commanded("lang"),
    "/stop merci bien": Commanded("stop", "merci bien"),
}


@pytest.mark.parametrize(("text", "expected"), COMMANDS.items())
def test_a_command_is_read_whatever_the_client_makes_of_it(text: str, expected: What) -> None:
    assert meaning(message(text=text)) == said(expected)


TEXTS = ["2", "٣", " deux ", "/", "//start", "n/a", "/دعم", "il faut /start", "a\nb;=HYPERLINK(1)", "👨‍👩‍👧 e\u0301"]


@pytest.mark.parametrize("text", TEXTS)
def test_other_words_are_kept_exactly_as_written(text: str) -> None:
    assert meaning(message(text=text)) == said(Wrote(text))


def test_a_tap_names_its_button_and_its_message_and_what_to_acknowledge() -> None:
    assert meaning(tap()) == InboundMessage("telegram", str(AICHA), Tapped("token"), "ar", "5")
    assert callback_id(arrival(tap())) == "7001"


def test_a_tap_on_a_message_telegram_has_forgotten_still_counts() -> None:
    gone = tap(message={"chat": CHAT, "message_id": 5, "date": 0})
    assert meaning(gone) == InboundMessage("telegram", str(AICHA), Tapped("token"), "ar", "5")
    assert meaning(tap(message=None)) == InboundMessage("telegram", str(AICHA), Tapped("token"), "ar")


def test_blocking_is_leaving_and_unblocking_is_returning() -> None:
    assert meaning(member("kicked")) == InboundMessage("telegram", str(AICHA), Left(), "ar")
    assert meaning(member("member")) == InboundMessage("telegram", str(AICHA), Returned(), "ar")


STICKER = {"sticker": {"file_id": "SECRET", "file_unique_id": "u", "width": 1, "height": 1, "type": "regular"}}
CONTENTS: dict[str, dict[str, Any]] = {
    "a sticker": STICKER,
    "a photo with words": {"photo": [{"file_id": "SECRET"}], "caption": "SECRET"},
    "a round video": {"video_note": {"file_id": "SECRET", "length": 240, "duration": 3}},
    "a contact card": {"contact": {"phone_number": "SECRET", "first_name": "SECRET", "user_id": AICHA}},
    "a place": {"location": {"latitude": 47.2, "longitude": -1.5}},
    "words of somebody else": {
        "text": "SECRET",
        "forward_origin": {"type": "hidden_user", "sender_user_name": "SECRET"},
    },
    "something not invented yet": {"hologram": {"of": "SECRET"}},
}


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
def test_what_is_no_text_is_unsupported_and_not_stored(content: dict[str, Any]) -> None:
    assert meaning(message(**content)) == said(Unsupported())
    assert b"SECRET" not in arrival(message(**content)).payload


def test_a_message_changed_afterwards_is_known_as_such_and_its_words_are_not_stored() -> None:
    raw = update(edited_message={"message_id": 7, "date": 1, "chat": CHAT, "from": PERSON, "text": "SECRET"})
    assert meaning(raw) == replace(said(CHANGED), said_at=None)
    assert b"SECRET" not in arrival(raw).payload


IGNORED = {
    "a group": update(message={"message_id": 1, "date": 1, "chat": GROUP, "from": PERSON, "text": "SECRET"}),
    "a tap in a group": tap(message={"message_id": 1, "date": 1, "chat": GROUP}),
    "a channel": update(channel_post={"message_id": 1, "date": 1, "chat": GROUP, "text": "SECRET"}),
    "another bot": message(**{"from": {**PERSON, "is_bot": True}, "text": "hello"}),
    "an edited message in a group": update(
        edited_message={"message_id": 7, "date": 1, "chat": GROUP, "from": PERSON, "text": "SECRET"}
    ),
    "a pinned message": message(pinned_message={"message_id": 5, "date": 1, "chat": CHAT, "text": "SECRET"}),
    "a poll of somebody": update(poll={"id": "1", "question": "SECRET"}),
}


@pytest.mark.parametrize("raw", IGNORED.values(), ids=IGNORED)
def test_what_is_not_said_to_the_bot_by_a_person_is_ignored_and_not_stored(raw: bytes) -> None:
    assert meaning(raw) is None
    assert b"SECRET" not in arrival(raw).payload


UNREADABLE = {
    "no JSON": b"<html>SECRET</html>",
    "broken JSON": b'{"update_id": 900, "message": {"text": "SECRET"',
    "a list": b'["SECRET"]',
    "nothing": b"",
    "no kind": b'{"update_id": 900}',
    "an unknown kind": update(hologram={"text": "SECRET"}),
    "a kind of another shape": update(message="SECRET"),
    "no author": update(message={"message_id": 1, "date": 1, "chat": CHAT, "text": "hello"}),
    "a date in words": message(date="SECRET", text="hello"),
    "a number too large": b'{"update_id": 1, "message": {"message_id": 999999999999999999999999}}',
    "nested for ever": b"[" * 200_000,
}


@pytest.mark.parametrize("raw", UNREADABLE.values(), ids=UNREADABLE)
def test_what_nobody_foresaw_arrives_all_the_same_and_is_refused_in_the_worker(raw: bytes) -> None:
    arrived = arrival(raw)
    assert arrived.keys
    assert b"SECRET" not in arrived.payload
    with pytest.raises(UnreadableUpdateError) as refusal:
        read(arrived.payload)
    assert "SECRET" not in str(refusal.value)


def test_the_queue_is_the_person_not_the_group() -> None:
    assert arrival(message(text="oui")).address == str(AICHA)
    assert arrival(tap()).address == str(AICHA)
    assert arrival(member("kicked")).address == str(AICHA)
    assert arrival(IGNORED["a group"]).address == ""
    assert arrival(b"junk").address == ""


def test_the_same_fact_under_a_new_update_id_shares_a_key() -> None:
    for first in (message(text="oui"), tap(), member("kicked")):
        second = first.replace(b'"update_id": 900', b'"update_id": 1')
        assert set(arrival(first).keys) & set(arrival(second).keys)
        assert arrival(first).keys[0] != arrival(second).keys[0]


def test_different_facts_share_no_key() -> None:
    raws = [message(text="oui"), message(message_id=8, text="oui"), tap(), tap(id="7002"), member("kicked"), b"x", b"y"]
    renumbered = [raw.replace(b"900", str(number).encode()) for number, raw in enumerate(raws)]
    keys = [key for raw in renumbered for key in arrival(raw).keys]
    assert len(keys) == len(set(keys))


def test_another_bot_counts_its_own_messages() -> None:
    assert not set(arrival(message(text="oui"), "42").keys) & set(arrival(message(text="oui"), "43").keys)


def test_an_album_is_one_thing_said() -> None:
    pictures = [message(message_id=number, media_group_id="g1", photo=[]) for number in (7, 8)]
    first, second = (arrival(raw.replace(b"900", str(n).encode())) for n, raw in enumerate(pictures))
    assert set(first.keys) & set(second.keys)


# --- fuzzing ---------------------------------------------------------------------------------------------------------
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)
TEMPLATES = [json.loads(raw) for raw in (message(text="oui"), tap(), member("kicked"), message(**STICKER))]


@st.composite
def mutated_updates(draw: st.DrawFn) -> bytes:
    """A true update with some values replaced by anything, or taken away."""
    document = json.loads(json.dumps(draw(st.sampled_from(TEMPLATES))))
    for _ in range(draw(st.integers(0, 3))):
        place = document
        while isinstance(place, dict) and place:
            name = draw(st.sampled_from(sorted(place)))
            if isinstance(place[name], dict) and draw(st.booleans()):
                place = place[name]
                continue
            if draw(st.booleans()):
                place[name] = draw(JSON)
            else:
                del place[name]
            break
    return json.dumps(document).encode()


@settings(deadline=None)
@given(st.binary() | JSON.map(lambda value: json.dumps(value).encode()) | mutated_updates())
def test_nothing_that_arrives_breaks_the_intake_and_reading_fails_in_one_known_way(raw: bytes) -> None:
    arrived = arrival(raw, "42")
    assert arrived == arrival(raw, "42")
    try:
        found = read(arrived.payload)
    except UnreadableUpdateError:
        return
    assert found is None or isinstance(found, InboundMessage)


PLACES = ["message", "callback_query", "my_chat_member", "edited_message", "poll", "hologram"]
NAMES = st.sampled_from(
    ["first_name", "last_name", "username", "title", "phone_number", "bio", "caption", "vcard", "quote", "new_field"]
)
PERSONAL = st.recursive(
    st.just("SECRET"),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=6,
)


@settings(deadline=None)
@given(st.sampled_from(PLACES), st.dictionaries(NAMES, PERSONAL), st.dictionaries(NAMES, PERSONAL))
def test_no_personal_field_survives_wherever_it_is(kind: str, outer: dict[str, Any], inner: dict[str, Any]) -> None:
    content = {**outer, "from": {**inner, **PERSON}, "chat": {**inner, **CHAT}, "message_id": 1, "date": 1}
    content["message"] = {"chat": {**CHAT, **inner}, "message_id": 1, "date": 1, "text": "SECRET", **outer}
    assert b"SECRET" not in arrival(update(**{kind: content, "SECRET": inner})).payload


def test_a_command_for_another_bot_asks_for_help() -> None:
    payload = arrival(message(text="/start@another_bot NANTES")).payload
    found = [read(payload, name) for name in ("onze_voix_bot", "Another_Bot", "")]
    assert [each.what for each in found if each] == [Commanded("help"), *[Commanded("start", "NANTES")] * 2]


HALVES = {r"a\ud800b": "a\ufffdb", r"\udf33": "\ufffd", r"\ud83c\udf33\ud83c": "🌳\ufffd", r"\\ud800": "\\ud800"}


@pytest.mark.parametrize(("written", "meant"), HALVES.items())
def test_half_a_letter_makes_nothing_else_unreadable(written: str, meant: str) -> None:
    raw = message(text="TEXT").replace(b"TEXT", written.encode())
    assert meaning(raw) == said(Wrote(meant))


# --- groups ----------------------------------------------------------------------------------------------------------
OURS, THEIRS = {"from": BOT, "message_id": 3}, {"from": PERSON, "message_id": 4}
SPOKEN: dict[str, tuple[dict[str, Any], bool]] = {
    "to everybody": ({"text": "Une mère"}, False),
    "a command for any bot": ({"text": "/start NANTES"}, False),
    "a command for another bot": ({"text": "/start@other_bot NANTES"}, False),
    "a command for us": ({"text": "/start@Onze_Voix_Bot NANTES"}, True),
    "in reply to somebody": ({"text": "oui", "reply_to_message": THEIRS}, False),
    "in reply to us": ({"text": "oui", "reply_to_message": OURS}, True),
    "by a bot in reply to us": ({"text": "oui", "reply_to_message": OURS, "from": BOT}, False),
}


@pytest.mark.parametrize(("content", "heard"), SPOKEN.values(), ids=SPOKEN)
def test_in_a_group_we_hear_what_is_said_to_us_and_keep_no_word(content: dict[str, Any], heard: bool) -> None:
    payload = arrival(message(**{"chat": GROUP, **content}), bot="42").payload
    expected = InboundMessage("telegram", "-100123", Grouped(), "ar") if heard else None
    assert read(payload, "onze_voix_bot") == expected
    assert not any(word in payload.decode() for word in ("SECRET", "NANTES", "oui", "Une m"))


MOVES = {("left", "member"): Grouped(), ("member", "kicked"): Left(), ("member", "administrator"): None}


@pytest.mark.parametrize(("move", "expected"), MOVES.items())
def test_joining_and_leaving_a_group_are_told_once(move: tuple[str, str], expected: What | None) -> None:
    old, new = ({"user": BOT, "status": status} for status in move)
    change = {"chat": GROUP, "from": PERSON, "date": 1_795_000_000, "old_chat_member": old, "new_chat_member": new}
    found = read(arrival(update(my_chat_member=change)).payload, "onze_voix_bot")
    assert found == (expected and InboundMessage("telegram", "-100123", expected, "ar"))
