"""The inline keyboard of a message, checked as Telegram checks it."""

import json
from typing import Any

from tests.fake_telegram.errors import bad_request

Keyboard = list[list[dict[str, Any]]]

MOST_BUTTONS = 100
MOST_IN_A_ROW = 8
MOST_JSON = 10_000
MOST_DATA = 64


def inline_keyboard(markup: object) -> Keyboard:
    """Rows of buttons; none for no markup and for the other kinds of it."""
    if markup in (None, "", {}):
        return []
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    rows = markup.get("inline_keyboard", [])
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" must be of type Array of Arrays')
    rows = [row for row in rows if row]
    buttons = [button for row in rows for button in row]
    if len(buttons) > MOST_BUTTONS or any(len(row) > MOST_IN_A_ROW for row in rows):
        raise bad_request("reply markup is too long")
    if len(json.dumps(rows)) > MOST_JSON * 2:  # escaped letters count double here
        raise bad_request("reply markup is too long")
    return [[_button(button) for button in row] for row in rows]


def _button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict) or not str(button.get("text", "")).strip():
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if "url" in button:
        return {"text": button["text"], "url": button["url"]}
    data = button.get("callback_data")
    if not isinstance(data, str) or not 1 <= len(data.encode()) <= MOST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    return {"text": button["text"], "callback_data": data}
