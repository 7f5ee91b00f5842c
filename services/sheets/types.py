"""What the `type` column says: which kinds of questions a chat can ask, and which not."""

import re
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What a row of the survey sheet is for."""

    OPEN = "text"
    WHOLE = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    ONE = "select_one"
    SEVERAL = "select_multiple"
    RANK = "rank"
    RANGE = "range"
    NOTE = "note"
    ACKNOWLEDGE = "acknowledge"
    CALCULATE = "calculate"
    BEGIN = "begin_group"
    END = "end_group"
    METADATA = "metadata"
    IDENTIFYING = "identifying metadata"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Asked:
    """kind; list_name and or_other of selects. problem: code of why a chat cannot ask it."""

    kind: Kind
    list_name: str = ""
    or_other: bool = False
    problem: str = ""


_PLAIN = {
    "text": Kind.OPEN, "string": Kind.OPEN, "integer": Kind.WHOLE, "int": Kind.WHOLE, "decimal": Kind.DECIMAL,
    "date": Kind.DATE, "range": Kind.RANGE, "note": Kind.NOTE, "acknowledge": Kind.ACKNOWLEDGE,
    "trigger": Kind.ACKNOWLEDGE, "calculate": Kind.CALCULATE, "begin_group": Kind.BEGIN, "end_group": Kind.END,
}  # fmt: skip
_SELECTS = {
    "select_one": Kind.ONE, "select_one_from": Kind.ONE, "select1": Kind.ONE, "add_select_one_prompt_using": Kind.ONE,
    "select_multiple": Kind.SEVERAL, "select_all_that_apply": Kind.SEVERAL,
    "select_all_that_apply_from": Kind.SEVERAL, "add_select_multiple_prompt_using": Kind.SEVERAL, "rank": Kind.RANK,
}  # fmt: skip
_METADATA = frozenset({"start", "end", "today", "start_time", "end_time", "audit"})
_IDENTIFYING = frozenset(
    {"deviceid", "device_id", "imei", "simserial", "sim_id", "subscriberid", "subscriber_id"}
    | {"username", "email", "phonenumber", "phone_number", "start-geopoint"}
)
_REFUSED = {
    "unsupported_location": "geopoint geotrace geoshape gps location background-geopoint osm",
    "unsupported_media": "image photo picture audio video file barcode background-audio",
    "unsupported_time": "time datetime date_time",
    "unsupported_repeat": "begin_repeat end_repeat begin_loop end_loop begin_lgroup end_lgroup",
    "unsupported_file_choices": "csv-external xml-external select_one_external",
    "unsupported_type": "hidden include percentage",
}
_PROBLEMS = {word: code for code, words in _REFUSED.items() for word in words.split()}
_SELECT = re.compile(r"(?P<command>.+?)\s+(?P<list>\S+?)(?P<other>\s+or[ _](?:specify[ _])?other)?")


def asked(written: str) -> Asked:
    """What the text of a `type` cell means. Unknown ones come back with the problem "unknown_type"."""
    words = re.sub(r"\s+", " ", written.strip())
    name = words.lower().replace(" ", "_")
    plain = re.sub(r"^(?:q|add|get)_|_prompt$", "", name)
    if name.startswith(("begin_repeat", "begin_loop", "begin_looped", "end_repeat", "end_loop", "end_looped")):
        return Asked(Kind.UNSUPPORTED, problem="unsupported_repeat")
    if "_from_file" in name or name.startswith("select_one_external"):
        return Asked(Kind.UNSUPPORTED, problem="unsupported_file_choices")
    for candidate in (name, plain):
        if candidate in _PLAIN:
            return Asked(_PLAIN[candidate])
        if candidate in _PROBLEMS:
            return Asked(Kind.UNSUPPORTED, problem=_PROBLEMS[candidate])
        if candidate in _METADATA:
            return Asked(Kind.METADATA)
        if candidate in _IDENTIFYING or candidate.startswith("uri:"):
            return Asked(Kind.IDENTIFYING)
    first = name.split("_", 1)[0]
    return _select(words) or Asked(Kind.UNSUPPORTED, problem=_PROBLEMS.get(first, "unknown_type"))


def _select(words: str) -> Asked | None:
    """A select with its list, or None. "select_one ${x}" takes its choices from answers: a chat cannot."""
    match = _SELECT.fullmatch(words)
    kind = _SELECTS.get(match["command"].lower().replace(" ", "_")) if match else None
    if match is None or kind is None:
        return None
    if match["list"].startswith("${"):
        return Asked(Kind.UNSUPPORTED, problem="unsupported_file_choices")
    return Asked(kind, match["list"], or_other=match["other"] is not None)
