"""XLSForm expressions (`relevant`, `constraint`, `calculate`, `choice_filter`), evaluated by lxml's XPath 1.0.

The part of XPath that XLSForm authors use: literals, numbers, `${name}`, `.` (the value a constraint judges), bare
names (columns of a choice), operators, and the functions of `_ARITY`. Paths, clocks and chance are refused when
compiling, so that an expression depends on answers alone. A date, `'2026-11-03'` or an answer, is its number of days
since 1970-01-01, as in ODK. References: https://getodk.github.io/xforms-spec/ and https://www.w3.org/TR/1999/REC-xpath-19991116/.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from lxml import etree

from surveys import xpath_functions

_LONGEST = 4000  # characters of an expression
_MANY = 99
_ARITY: Mapping[str, tuple[int, int]] = {
    **dict.fromkeys(("true", "false"), (0, 0)),
    **dict.fromkeys(("boolean", "not", "number", "string", "string-length", "normalize-space"), (1, 1)),
    **dict.fromkeys(("floor", "ceiling", "int", "count-selected", "date", "boolean-from-string", "abs"), (1, 1)),
    **dict.fromkeys(("contains", "starts-with", "ends-with", "substring-before", "substring-after"), (2, 2)),
    **dict.fromkeys(("selected", "selected-at", "regex", "pow"), (2, 2)),
    **dict.fromkeys(("coalesce", "min", "max"), (1, _MANY)),
    **dict.fromkeys(("concat", "join"), (2, _MANY)),
    **dict.fromkeys(("if", "translate"), (3, 3)),
    **dict.fromkeys(("substring", "substr"), (2, 3)),
    "round": (1, 2),
}
_CLOCKS = frozenset({"today", "now", "random", "uuid", "once"})
_OPERATORS = frozenset({"and", "or", "div", "mod"})
_TOKEN = re.compile(
    r"""(?P<space>\s+) | (?P<literal>'[^']*'|"[^"]*") | \$\{\s*(?P<answer>[^\W\d][\w.-]*)\s*\}
      | (?P<number>\d+(?:\.\d*)?|\.\d+) | (?P<name>[^\W\d][\w.-]*(?::[\w-]+(?=\s*\())?) | (?P<itself>\.)
      | (?P<sign>!=|<=|>=|[()=<>+*,-])""",
    re.VERBOSE,
)
_UNFIT_FOR_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class ExpressionError(ValueError):
    """An expression that cannot be used. `code`: syntax, too_long, unknown_function, arguments, clock or pattern;
    `detail`: the piece that is at fault."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True, eq=False)
class Expression:
    """A compiled expression. names: the `${names}` it reads. columns: the bare names it reads (choice filters)."""

    source: str
    names: frozenset[str]
    columns: frozenset[str]
    _evaluate: etree.XPath | None = field(repr=False)

    def holds(self, scope: Mapping[str, str], itself: str = "", columns: Mapping[str, str] | None = None) -> bool:
        """Whether it is true; an empty expression is. Names without a value in `scope` count as ""."""
        if self._evaluate is None:
            return True
        result = self._result(scope, itself, columns or {})
        return bool(result) and result == result  # NaN is not true

    def value(self, scope: Mapping[str, str], itself: str = "", columns: Mapping[str, str] | None = None) -> str:
        """Its value as text: numbers without needless decimals, not-a-number as ""."""
        return "" if self._evaluate is None else _in_words(self._result(scope, itself, columns or {}))

    def _result(self, scope: Mapping[str, str], itself: str, columns: Mapping[str, str]) -> Any:
        assert self._evaluate is not None
        variables = {f"v_{name}": scope.get(name, "") for name in self.names}
        columns = {name: columns.get(name, "") for name in self.columns}
        try:
            return self._evaluate(_context(itself, columns), **variables)
        except ValueError:  # a control character, which XML cannot hold
            cleaned = {name: _UNFIT_FOR_XML.sub("", value) for name, value in variables.items()}
            columns = {name: _UNFIT_FOR_XML.sub("", value) for name, value in columns.items()}
            return self._evaluate(_context(_UNFIT_FOR_XML.sub("", itself), columns), **cleaned)


@lru_cache(maxsize=4096)
def compile_(expression: str) -> Expression:
    """The expression, ready to evaluate. ExpressionError when it is not one this module understands."""
    if len(expression) > _LONGEST:
        raise ExpressionError("too_long", expression[:40])
    if not expression.strip():
        return Expression(expression, frozenset(), frozenset(), None)
    tokens = tuple(_tokens(expression))
    _check_calls(tokens)
    names = frozenset(text for kind, text in tokens if kind == "answer")
    columns = frozenset(text for kind, text in tokens if kind == "column")
    try:
        xpath = etree.XPath(
            " ".join(_translated(kind, text) for kind, text in tokens),
            extensions=xpath_functions.EXTENSIONS,
            smart_strings=False,
        )
        compiled = Expression(expression, names, columns, xpath)
        compiled.value({})
    except (etree.XPathError, ValueError) as error:
        raise ExpressionError("syntax", expression) from error
    return compiled


def _tokens(expression: str) -> Iterator[tuple[str, str]]:
    """(kind, text) pairs; names are told apart into function, operator and column by what stands around them."""
    place, before = 0, ""
    while place < len(expression):
        match = _TOKEN.match(expression, place)
        if match is None:
            raise ExpressionError("syntax", expression[place : place + 20])
        kind = match.lastgroup or ""
        text, place = match[kind], match.end()
        if kind == "space":
            continue
        if kind == "name":
            after_operand = before in ("answer", "literal", "number", "column", "itself", ")")
            called = expression[place:].lstrip().startswith("(")
            kind = "sign" if after_operand and text in _OPERATORS else "function" if called else "column"
        yield kind, text
        before = text if kind == "sign" else kind


def _check_calls(tokens: tuple[tuple[str, str], ...]) -> None:
    """Refuse functions that do not exist or take another number of arguments: XPath itself would find out only on the
    day it evaluates them."""
    for place, (kind, name) in enumerate(tokens):
        if kind != "function":
            continue
        if name in _CLOCKS:
            raise ExpressionError("clock", name)
        if name not in _ARITY:
            raise ExpressionError("unknown_function", name)
        arguments = _arguments(tokens, place + 1)
        least, most = _ARITY[name]
        if not least <= len(arguments) <= most:
            raise ExpressionError("arguments", name)
        if name == "regex" and [kind for kind, _ in arguments[1]] == ["literal"]:
            _check_pattern(arguments[1][0][1][1:-1])


def _arguments(tokens: tuple[tuple[str, str], ...], opening: int) -> list[list[tuple[str, str]]]:
    """The arguments of the call whose parenthesis is at `opening`."""
    arguments: list[list[tuple[str, str]]] = [[]]
    depth = 1
    for kind, text in tokens[opening + 1 :]:
        depth += {"(": 1, ")": -1}.get(text, 0) if kind == "sign" else 0
        if depth == 0:
            return arguments if arguments != [[]] else []
        if kind == "sign" and text == "," and depth == 1:
            arguments.append([])
        else:
            arguments[-1].append((kind, text))
    raise ExpressionError("syntax", tokens[opening - 1][1])


def _check_pattern(pattern: str) -> None:
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        raise ExpressionError("pattern", pattern) from error


def _translated(kind: str, text: str) -> str:
    """A token in plain XPath 1.0."""
    if kind == "answer":
        return f"$v_{text}"
    if kind == "literal":
        days = xpath_functions.days(text[1:-1])
        return text if days is None else str(days)
    return "rounded" if (kind, text) == ("function", "round") else text  # XPath's own takes no digits


def _context(itself: str, columns: Mapping[str, str]) -> etree._Element:
    """The node an expression is evaluated at: `.` is its text, its children are the columns."""
    node = etree.Element("value")
    node.text = itself
    for name, value in columns.items():
        etree.SubElement(node, name).text = value
    return node


def _in_words(result: Any) -> str:
    if isinstance(result, bool):
        return "true" if result else "false"
    if isinstance(result, float):
        if not math.isfinite(result):
            return ""
        return str(int(result)) if result.is_integer() else format(Decimal(repr(result)), "f")
    return xpath_functions.text(result)


def day_number(day: date) -> str:
    """A date as expressions see it."""
    return str(day.toordinal() - xpath_functions.EPOCH)
