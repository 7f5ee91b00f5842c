"""The functions XLSForm adds to XPath 1.0. None of them raises: odd arguments give "", NaN or false.

Each takes lxml's evaluation context first, then strings, numbers, booleans or node lists. Meanings: ODK XForms
specification, section "XPath functions".
"""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

EPOCH = date(1970, 1, 1).toordinal()
_LONGEST_MATCHED = 300  # characters given to an author's regular expression
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def text(value: Any) -> str:
    """XPath's string(): of a node list, its first node."""
    if isinstance(value, list):
        return text(value[0]) if value else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    return value if isinstance(value, str) else value.text or ""


def number(value: Any) -> float:
    """XPath's number(): NaN for what is none."""
    if isinstance(value, (bool, int, float)):
        return float(value)
    written = text(value).strip()
    return float(written) if re.fullmatch(r"-?(\d+(\.\d*)?|\.\d+)", written, re.ASCII) else math.nan


def days(written: str) -> int | None:
    """Days since 1970-01-01 of an ISO date, None for anything else."""
    if not _ISO_DAY.fullmatch(written):
        return None
    try:
        return date.fromisoformat(written).toordinal() - EPOCH
    except ValueError:
        return None


def _truth(value: Any) -> bool:
    return bool(value) and value == value


def _selected(_: Any, chosen: Any, name: Any) -> bool:
    return text(name).strip() in text(chosen).split()


def _selected_at(_: Any, chosen: Any, place: Any) -> str:
    names, at = text(chosen).split(), number(place)
    return names[int(at)] if 0 <= at < len(names) else ""


def _count_selected(_: Any, chosen: Any) -> float:
    return float(len(text(chosen).split()))


def _if(_: Any, condition: Any, then: Any, otherwise: Any) -> Any:
    return then if _truth(condition) else otherwise


def _regex(_: Any, value: Any, pattern: Any) -> bool:
    try:
        return re.fullmatch(text(pattern), text(value)[:_LONGEST_MATCHED]) is not None
    except (re.error, RecursionError, OverflowError):  # a pattern put together by the expression
        return False


def _coalesce(_: Any, *values: Any) -> str:
    return next((text(value) for value in values if text(value)), "")


def _int(_: Any, value: Any) -> float:
    whole = number(value)
    return float(math.trunc(whole)) if math.isfinite(whole) else math.nan


def _round(_: Any, value: Any, digits: Any = 0.0) -> float:
    """Halves go up, as in XPath (Python's own rounding would send them to the even neighbour)."""
    exact, places = number(value), number(digits)
    if not math.isfinite(exact) or not abs(places) <= 15 or abs(exact) > 1e15:
        return exact
    scale: float = 10.0 ** int(places)
    return math.floor(exact * scale + 0.5) / scale


def _pow(_: Any, base: Any, exponent: Any) -> float:
    try:
        return math.pow(number(base), number(exponent))
    except (ValueError, OverflowError):
        return math.nan


def _least(_: Any, *values: Any) -> float:
    return min((number(value) for value in values if text(value)), default=math.nan)


def _greatest(_: Any, *values: Any) -> float:
    return max((number(value) for value in values if text(value)), default=math.nan)


def _abs(_: Any, value: Any) -> float:
    return abs(number(value))


def _date(_: Any, value: Any) -> float:
    found = days(text(value))
    return number(value) if found is None else float(found)


def _ends_with(_: Any, value: Any, end: Any) -> bool:
    return text(value).endswith(text(end))


def _join(_: Any, separator: Any, *values: Any) -> str:
    return text(separator).join(text(value) for value in values)


def _substr(_: Any, value: Any, start: Any, end: Any = None) -> str:
    """From `start` (counted from 0) up to, not including, `end`; a negative place counts from the end."""
    written = text(value)
    last = float(len(written)) if end is None else number(end)
    first = number(start)
    return written[int(first) : int(last)] if math.isfinite(first) and math.isfinite(last) else ""


def _boolean_from_string(_: Any, value: Any) -> bool:
    return text(value) in ("1", "true")


EXTENSIONS: Mapping[tuple[None, str], Callable[..., Any]] = {
    (None, "selected"): _selected,
    (None, "selected-at"): _selected_at,
    (None, "count-selected"): _count_selected,
    (None, "if"): _if,
    (None, "regex"): _regex,
    (None, "coalesce"): _coalesce,
    (None, "int"): _int,
    (None, "rounded"): _round,
    (None, "pow"): _pow,
    (None, "min"): _least,
    (None, "max"): _greatest,
    (None, "abs"): _abs,
    (None, "date"): _date,
    (None, "ends-with"): _ends_with,
    (None, "join"): _join,
    (None, "substr"): _substr,
    (None, "boolean-from-string"): _boolean_from_string,
}
