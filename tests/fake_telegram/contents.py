"""What people send that is no text, as the Bot API describes it."""

from typing import Any

Content = dict[str, Any]


def _file(name: str, **more: Any) -> Content:
    return {"file_id": name, "file_unique_id": f"u{name}", **more}


def voice(seconds: int = 7, name: str = "voice1") -> Content:
    return {"voice": _file(name, duration=seconds, mime_type="audio/ogg", file_size=9_000)}


def photo(caption: str = "", name: str = "photo1") -> Content:
    sizes = [_file(f"{name}{size}", width=size, height=size, file_size=size * 10) for size in (90, 800)]
    return {"photo": sizes} | ({"caption": caption} if caption else {})


SAMPLES: dict[str, Content] = {
    "sticker": {
        "sticker": _file(
            "sticker1", width=512, height=512, is_animated=False, is_video=False, type="regular", emoji="🙂"
        )
    },
    "photo": photo(),
    "photo with a caption": photo("Une mère"),
    "video": {"video": _file("video1", width=640, height=480, duration=4)},
    "video note": {"video_note": _file("round1", length=240, duration=4)},
    "voice": voice(),
    "document": {"document": _file("document1", file_name="liste.pdf", mime_type="application/pdf")},
    "dice": {"dice": {"emoji": "🎲", "value": 3}},
    "location": {"location": {"latitude": 47.2184, "longitude": -1.5536}},
    "contact": {"contact": {"phone_number": "+33600000000", "first_name": "Somebody", "user_id": 77}},
    "poll": {
        "poll": {
            "id": "51",
            "question": "Quand ?",
            "options": [
                {"text": "lundi", "voter_count": 0, "persistent_id": "1"},
                {"text": "mardi", "voter_count": 0, "persistent_id": "2"},
            ],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": True,
            "members_only": False,
        }
    },
    "web_app_data": {"web_app_data": {"data": '{"answer":"role:mother"}', "button_text": "Ouvrir"}},
}
"""One of each kind, by a name for people."""


def forwarded(date: int, name: str = "Somebody else") -> Content:
    """Mark of a message that somebody else wrote, who hides their account."""
    return {"forward_origin": {"type": "hidden_user", "date": date, "sender_user_name": name}}
