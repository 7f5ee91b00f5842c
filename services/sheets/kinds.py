"""One row of the survey sheet becomes one item. The mapping table of docs/xlsform.md, in code."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from locales.catalogues import translator
from services.sheets.choices import FLAGS, Lists, with_districts
from services.sheets.findings import Findings
from services.sheets.formulas import Formulas, all_of, bounds
from services.sheets.layout import Line
from services.sheets.types import Asked, Kind
from surveys.items import (
    BestWorst,
    Choice,
    Comparison,
    Consent,
    Date,
    District,
    FollowUp,
    Item,
    Multiple,
    Notice,
    Number,
    Open,
    Ranking,
    Rating,
    Review,
    Single,
    WithChoices,
)
from surveys.texts import Text

MOST_POINTS = 21  # of a range
MOST_PAIRS = 10
MOST_SETS = 30
_SELECTS = frozenset({Kind.ONE, Kind.SEVERAL, Kind.RANK})
_APPEARANCES = {
    Kind.ONE: frozenset({"likert", "consent", "district", "pairs"}),
    Kind.SEVERAL: frozenset({"follow-up"}),
    Kind.ACKNOWLEDGE: frozenset({"review"}),
}
_LOST = re.compile(r"label|list-nolabel|image-map|map|signature|draw|annotate|search\(.*|ex:.*|bearing")
_PARAMETERS = {**dict.fromkeys(_SELECTS, frozenset({"randomize"})), Kind.RANGE: frozenset({"start", "end", "step"})}
_UNASKED = frozenset({Kind.NOTE, Kind.ACKNOWLEDGE})


@dataclass(frozen=True, slots=True)
class Question:
    """A row that asks or tells something. conditions: of the groups around it, outermost first."""

    line: Line
    asked: Asked
    conditions: tuple[str, ...] = ()

    @property
    def appearance(self) -> frozenset[str]:
        return frozenset(self.line.get("appearance").lower().split())

    @property
    def parameters(self) -> dict[str, str]:
        written = " ".join(self.line.get("parameters").replace(";", " ").replace(",", " ").split())
        pairs = (word.partition("=") for word in written.replace(" =", "=").replace("= ", "=").split())
        return {key.lower(): value for key, _, value in pairs}


@dataclass(frozen=True, slots=True)
class Form:
    """What all rows share while a form is read."""

    languages: tuple[str, ...]
    lists: Lists
    columns: frozenset[str]  # further columns of the choices sheet
    formulas: Formulas
    findings: Findings


def item(question: Question, form: Form) -> Item | None:
    """The item a row stands for; None when it cannot be had, which is then reported."""
    kind = question.asked.kind
    if "label" not in question.line.texts:
        form.findings.error("missing_label", question.line.place("label"), name=question.line.get("name"))
        return None
    _report_unused(question, form.findings)
    if kind in _SELECTS:
        return _select(question, form)
    base = _base(question, form)
    match kind:
        case Kind.OPEN:
            return _open(base)
        case Kind.WHOLE | Kind.DECIMAL:
            return Number(**base, whole=kind is Kind.WHOLE)
        case Kind.DATE:
            return Date(**base)
        case Kind.RANGE:
            return _range(question, base, form)
        case Kind.ACKNOWLEDGE if "review" in question.appearance:
            return Review(**base)
        case Kind.ACKNOWLEDGE:
            form.findings.warn("acknowledge_not_stored", question.line.place("type"))
    return Notice(**base)


def _base(question: Question, form: Form) -> dict[str, Any]:
    """The fields every item has."""
    line = question.line
    own = form.formulas.read(line, "relevant")
    required = line.get("required").lower()
    if required not in FLAGS:
        form.findings.warn("required_expression", line.place("required"))
    return {
        "name": line.get("name"),
        "text": line.texts["label"],
        "hint": line.texts.get("hint"),
        "why": line.texts.get("why"),
        "plain": line.texts.get("plain"),
        "relevant": all_of((*question.conditions, own)),
        "required": FLAGS.get(required, False),
        "constraint": "" if question.asked.kind in _UNASKED else form.formulas.read(line, "constraint"),
        "constraint_message": line.texts.get("constraint_message"),
    }


def _report_unused(question: Question, findings: Findings) -> None:
    """Report what stands in the row and has no effect, or whose meaning a chat would lose."""
    line, kind, appearance = question.line, question.asked.kind, question.appearance
    idle = {
        "choice_filter": kind not in _SELECTS,
        "calculation": True,
        "guidance_hint": "consent" not in appearance,
        "constraint": kind in _UNASKED,
    }
    for field, useless in idle.items():
        if useless and (line.get(field) or field in line.texts):
            findings.warn("cell_ignored", line.place(field), column=line.headers[field])
    for word in sorted(appearance - _APPEARANCES.get(kind, frozenset())):
        if _LOST.fullmatch(word):
            findings.error("unsupported_appearance", line.place("appearance"), appearance=word)
        else:
            findings.warn("appearance_ignored", line.place("appearance"), appearance=word)
    for name in question.parameters:
        if name not in _PARAMETERS.get(kind, frozenset()):
            findings.warn("parameter_ignored", line.place("parameters"), parameter=name)
    if FLAGS.get(line.get("readonly").lower(), True) and kind not in _UNASKED:
        findings.error("read_only", line.place("readonly"))


def _open(base: dict[str, Any]) -> Open:
    _, most, rest = bounds(base["constraint"], "string-length")
    if most is None:
        return Open(**base)
    return Open(**{**base, "constraint": rest}, max_chars=most)


def _select(question: Question, form: Form) -> Item | None:
    line, kind, appearance = question.line, question.asked.kind, question.appearance
    choices = _choices(question, form)
    if choices is None:
        return None
    base = _base(question, form)
    shuffled = question.parameters.get("randomize", "").lower() == "true"
    if shuffled and "likert" in appearance:
        form.findings.warn("parameter_ignored", line.place("parameters"), parameter="randomize")
        shuffled = False
    base["choice_filter"] = form.formulas.read(line, "choice_filter", form.columns | {"name"})
    base |= {"choices": choices, "shuffled": shuffled}
    if kind is Kind.RANK:
        return Ranking(**base)
    if kind is Kind.SEVERAL:
        return FollowUp(**base) if "follow-up" in appearance else _multiple(base)
    if "consent" in appearance:
        return _consent(question, base, form.findings)
    if "pairs" in appearance:
        return Comparison(**base, rounds=min(len(choices), MOST_PAIRS))  # each choice comes twice
    one: Mapping[str, Callable[..., Item]] = {"district": District, "likert": Rating}
    return next((make(**base) for word, make in one.items() if word in appearance), None) or Single(**base)


def _count(question: Question, parameter: str, least: int, otherwise: int, form: Form) -> int:
    """A parameter that is a number from `least` on; `otherwise` when there is none."""
    given = question.parameters.get(parameter, str(otherwise))
    if given.isdecimal() and least <= int(given) <= MOST_SETS:
        return int(given)
    place = question.line.place("parameters")
    form.findings.error("bad_value", place, value=given, allowed=f"{parameter}={least} … {parameter}={MOST_SETS}")
    return otherwise


def _choices(question: Question, form: Form) -> tuple[Choice, ...] | None:
    """The choices of a select, with the districts or "other" when it asks for them."""
    name = question.asked.list_name
    choices = form.lists.get(name, ())
    if "district" in question.appearance:
        return with_districts(choices, form.languages)
    if name not in form.lists:
        form.findings.error("unknown_list", question.line.place("type"), list=name)
    if not choices:
        return None
    if question.asked.or_other and all(choice.name != "other" for choice in choices):
        choices = (*choices, _other(form.languages))
    return choices


def _other(languages: tuple[str, ...]) -> Choice:
    wordings = {}
    for language in languages:
        _ = translator(language).gettext
        wordings[language] = _("Autre")
    return Choice(name="other", text=Text(wordings), last=True)


def other(question: Question, form: Form) -> Open | None:
    """What `or_other` asks of who takes that choice; it falls away with it."""
    if not question.asked.or_other:
        return None
    name = question.line.get("name")
    wordings = {language: translator(language).gettext("Précisez, si vous voulez.") for language in form.languages}
    return Open(name=f"{name}_other", text=Text(wordings), relevant=f"selected(${{{name}}}, 'other')", max_chars=200)


def _multiple(base: dict[str, Any]) -> Multiple:
    least, most, rest = bounds(base["constraint"], "count-selected")
    return Multiple(**{**base, "constraint": rest}, at_least=1 if least is None else least, at_most=most)


def _consent(question: Question, base: dict[str, Any], findings: Findings) -> Consent:
    """A consent; its choices have fixed names, and "more" needs a text to show."""
    line, more = question.line, question.line.texts.get("guidance_hint")
    names = {choice.name for choice in base["choices"]}
    if not {"yes", "no"} <= names <= {"yes", "no", "more"}:
        findings.error("consent_choices", line.place("type"), choices=", ".join(sorted(names)))
    if ("more" in names) is (more is None):
        findings.error("consent_more", line.place("guidance_hint"))
    return Consent(**base, more=more)


def _range(question: Question, base: dict[str, Any], form: Form) -> Rating | None:
    """A scale of numbers; the words for its ends belong in the hint."""
    given = {"start": "1", "end": "10", "step": "1", **question.parameters}
    place = question.line.place("parameters")
    try:
        start, end, step = (Decimal(given[key]) for key in ("start", "end", "step"))
        count = int((end - start) / step) + 1
    except (InvalidOperation, ZeroDivisionError, OverflowError, ValueError):
        form.findings.error("bad_range", place)
        return None
    if not 2 <= count <= MOST_POINTS:
        form.findings.error("long_range", place, most=str(MOST_POINTS))
        return None
    points = [format((start + step * place).normalize(), "f") for place in range(count)]
    texts = [Text(dict.fromkeys(form.languages, point)) for point in points]
    named = zip(points, texts, strict=True)
    return Rating(**base, choices=tuple(Choice(name=point, text=text) for point, text in named))


def best_worst(whole: Question, members: list[Question], form: Form) -> BestWorst | Comparison | None:
    """A `best-worst` group: its first question asks for the best, its second for the worst, from the same list; of the
    whole list, or of sets of `size` out of it, `rounds` times."""
    group = whole.line
    lists = {(member.asked.kind, member.asked.list_name) for member in members}
    if len(members) != 2 or len(lists) != 1 or members[0].asked.kind is not Kind.ONE:
        form.findings.error("best_worst_members", group.place("appearance"))
        return None
    first, second = (member.line for member in members)
    for field in ("relevant", "constraint", "choice_filter", "parameters", "required", "hint"):
        if (first.get(field), first.texts.get(field)) != (second.get(field), second.texts.get(field)):
            form.findings.warn("best_worst_differ", second.place(field))
    match [item(member, form) for member in members]:
        case [Single() as best, Single() as worst]:
            fields = {field: getattr(best, field) for field in WithChoices.__dataclass_fields__}
            named = {**fields, "name": group.get("name"), "worst": worst.text}
            if "size" not in whole.parameters:
                return BestWorst(**named)
            size = _count(whole, "size", 3, 4, form)
            return Comparison(**named, size=size, rounds=_count(whole, "rounds", 1, 3, form))
    return None
