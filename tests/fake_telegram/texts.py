"""What Telegram does to text: cleaning (clean_input_string in tdlib's misc.cpp), HTML to entities, length."""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from tests.fake_telegram.errors import bad_request

MOST_CHARACTERS = 4096
MOST_RAW_BYTES = 32768

_REMOVED = re.compile("[\r\u202a-\u202e\u2028\u2029\u030a\u0333\u033f]")
_BLANKED = re.compile("[\x00-\x09\x0b-\x1f]")
_MARKS = re.compile("[\u200e\u200f]+(?=[\u200e\u200f])")
_TYPES = {
    tag: kind
    for kind, tags in {
        "bold": ("b", "strong"),
        "italic": ("i", "em"),
        "underline": ("u", "ins"),
        "strikethrough": ("s", "strike", "del"),
        "spoiler": ("tg-spoiler",),
        "code": ("code",),
        "pre": ("pre",),
        "blockquote": ("blockquote",),
        "text_link": ("a",),
    }.items()
    for tag in tags
}
_TAG = re.compile(r"<(/?)([a-zA-Z0-9-]*)((?:\s[^<>]*)?)>")
_HREF = re.compile(r"""href\s*=\s*["']?([^"'\s>]+)""")
_REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});")


@dataclass(frozen=True)
class Formatted:
    """Text as shown, and its entities (offsets in UTF-16 units)."""

    text: str
    entities: list[dict[str, Any]] = field(default_factory=list)


def cleaned(text: str) -> str:
    """`text` as Telegram keeps it; white space at its ends is cut elsewhere."""
    text = _BLANKED.sub(" ", _REMOVED.sub("", text))
    return _MARKS.sub(lambda run: "\u200c" * len(run.group()), text)


def formatted(raw: object, parse_mode: str | None, too_long: str = "message is too long") -> Formatted:
    """The text parameter of a call, parsed and checked."""
    text = cleaned(str(raw or ""))
    if len(text.encode()) > MOST_RAW_BYTES:
        raise bad_request(too_long)
    parsed = _parsed(text) if (parse_mode or "").lower() == "html" else Formatted(text)
    shown = parsed.text.strip()
    if not shown:
        raise bad_request("message text is empty")
    if len(shown) > MOST_CHARACTERS:
        raise bad_request(too_long)
    shift = _units(parsed.text) - _units(parsed.text.lstrip())
    return Formatted(shown, [entity | {"offset": max(entity["offset"] - shift, 0)} for entity in parsed.entities])


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _parsed(source: str) -> Formatted:
    """HTML of the Bot API; refuses what the real parser refuses."""
    shown: list[str] = []
    entities: list[dict[str, Any]] = []
    stack: list[tuple[str, dict[str, Any]]] = []
    at = 0
    length = 0

    def put(piece: str) -> int:
        plain = _REFERENCE.sub(lambda found: unescape(found.group()), piece)
        shown.append(plain)
        return _units(plain)

    while (start := source.find("<", at)) >= 0:
        length += put(source[at:start])
        tag = _TAG.match(source, start)
        offset = len(source[:start].encode())
        if tag is None:
            raise _unparsable(f"Unclosed start tag at byte offset {offset}")
        closing, name, attributes = tag[1], tag[2].lower(), tag[3]
        if closing:
            entity = _closed(stack, name, offset)
            entity["length"] = length - entity["offset"]
            if entity["length"]:
                entities.append(entity)
        else:
            stack.append((name, _opened(name, attributes, offset, length)))
        at = tag.end()
    put(source[at:])
    if stack:
        raise _unparsable(f'Can\'t find end tag corresponding to start tag "{stack[-1][0]}"')
    return Formatted("".join(shown), sorted(entities, key=lambda entity: (entity["offset"], -entity["length"])))


def _opened(name: str, attributes: str, offset: int, length: int) -> dict[str, Any]:
    spoiler = name == "span" and "tg-spoiler" in attributes
    if name not in _TYPES and not spoiler:
        raise _unparsable(f'Unsupported start tag "{name}" at byte offset {offset}')
    entity: dict[str, Any] = {"type": "spoiler" if spoiler else _TYPES[name], "offset": length}
    link = _HREF.search(attributes)
    return entity | {"url": link[1]} if name == "a" and link else entity


def _closed(stack: list[tuple[str, dict[str, Any]]], name: str, offset: int) -> dict[str, Any]:
    if not stack:
        raise _unparsable(f"Unexpected end tag at byte offset {offset}")
    opened, entity = stack.pop()
    if name and name != opened:
        raise _unparsable(f'Unmatched end tag at byte offset {offset}, expected "</{opened}>", found "</{name}>"')
    return entity


def _unparsable(detail: str) -> Exception:
    return bad_request(f"can't parse entities: {detail}")
