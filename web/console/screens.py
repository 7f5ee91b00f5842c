"""The three screens on which a campaign is written: what stands in their fields, and what was typed into them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import TypeVar

from services.campaigning.plans import CHANNELS, LocalQuestion
from services.fieldwork import drafts
from services.fieldwork.drafts import KINDS, Draft
from services.hours import NANTES
from surveys.districts import DISTRICTS
from surveys.problems import Problem
from web.forms import Form

MOST_LOCAL = 3  # fields offered to a district
_LONGEST = 2000  # signs of a text
_SLUGS = tuple(district.slug for district in DISTRICTS)
_MORNING = "09:00"
Read = tuple[Draft, tuple[Problem, ...]]
T = TypeVar("T")


def filled(draft: Draft) -> Form:
    """The fields of all screens as the draft has them."""
    plan, campaign = draft.plan, draft.campaign
    opens = campaign.opens_at.astimezone(NANTES.zone) if campaign.opens_at else None
    fields: dict[str, tuple[str, ...]] = {
        "title": (plan.title,),
        "kind": (campaign.kind,),
        "district": tuple(draft.districts) or _SLUGS,
        "language": plan.languages or draft.form.languages,
        "channel": plan.channels,
        "opens_on": (opens.date().isoformat() if opens else "",),
        "opens_at": (opens.strftime("%H:%M") if opens else _MORNING,),
        "closes_on": (campaign.closes_on.isoformat() if campaign.closes_on else "",),
        "reason": (plan.reason,),
        "invites": ("yes",) if plan.invites else (),
        **{name: (getattr(plan, name),) for name in ("rules", "decides", "contact")},
        **{f"cap-{slug}": (str(cap),) for slug, cap in draft.districts.items() if cap},
    }
    for tag, texts in plan.translated.items():
        fields |= {f"{name}-{tag}": (text,) for name, text in texts.items()}
    for slug in _SLUGS:
        own = [question for question in plan.questions if question.district == slug]
        for number, question in enumerate(own, start=1):
            fields[f"text-{slug}-{number}"] = (question.text,)
            fields[f"choices-{slug}-{number}"] = ("\n".join(question.choices),)
    return Form(fields)


def named(form: Form, draft: Draft) -> Read:
    """Screen 1: the title and the kind."""
    kind = form.one("kind") if form.one("kind") in KINDS else draft.campaign.kind
    plan = replace(draft.plan, title=_text(form, "title"))
    return replace(draft, plan=plan, campaign=replace(draft.campaign, kind=kind)), ()


def reached(form: Form, draft: Draft) -> Read:
    """Screen 2: who, in which languages, how, when."""
    problems: list[Problem] = []
    chosen = [slug for slug in _SLUGS if slug in form.all("district")]
    is_pilot = draft.campaign.kind == "pilot"
    caps = {slug: _number(form.one(f"cap-{slug}"), problems) if is_pilot else None for slug in chosen}
    is_whole_city = len(chosen) == len(_SLUGS) and not any(caps.values())
    spoken = tuple(tag for tag in draft.form.languages if tag in form.all("language"))
    plan = replace(
        draft.plan,
        languages=spoken if spoken != draft.form.languages else (),
        channels=tuple(name for name in CHANNELS if name in form.all("channel")),
        reason=_text(form, "reason"),
        invites=bool(form.one("invites")),
    )
    opens_on, closes_on = _day(form.one("opens_on"), problems), _day(form.one("closes_on"), problems)
    hour = _hour(form.one("opens_at") or _MORNING, problems)
    opens = datetime.combine(opens_on, hour, NANTES.zone) if opens_on and hour else None
    amended = replace(draft, plan=plan, districts={} if is_whole_city else caps)
    return drafts.dated(amended, opens, closes_on), tuple(problems)


def told(form: Form, draft: Draft) -> Read:
    """Screen 3: what parents read of the rules, and the local questions."""
    questions = []
    for slug in draft.districts or _SLUGS:
        for number in range(1, MOST_LOCAL + 1):
            text = " ".join(_text(form, f"text-{slug}-{number}").split())
            choices = tuple(filter(None, map(str.strip, _text(form, f"choices-{slug}-{number}").splitlines())))
            if text or choices:
                questions.append(LocalQuestion(slug, text, choices))
    plan = replace(
        draft.plan,
        rules=_text(form, "rules"),
        decides=_text(form, "decides"),
        contact=_text(form, "contact"),
        translated={tag: texts for tag in draft.form.languages if (texts := _translated(form, tag))},
        questions=tuple(questions),
    )
    return replace(draft, plan=plan), ()


def _translated(form: Form, tag: str) -> dict[str, str]:
    """What was typed in another language."""
    typed = {name: _text(form, f"{name}-{tag}") for name in ("rules", "decides")}
    return {name: text for name, text in typed.items() if text}


READERS: Mapping[int, Callable[[Form, Draft], Read]] = {1: named, 2: reached, 3: told}


def _text(form: Form, name: str) -> str:
    return form.one(name).strip()[:_LONGEST]


def _day(typed: str, problems: list[Problem]) -> date | None:
    return _parsed(typed, date.fromisoformat, "bad_day", problems)


def _hour(typed: str, problems: list[Problem]) -> time | None:
    return _parsed(typed, lambda text: time.fromisoformat(text).replace(tzinfo=None), "bad_hour", problems)


def _number(typed: str, problems: list[Problem]) -> int | None:
    def read(text: str) -> int:
        if not 1 <= int(text) <= 999:
            raise ValueError(text)
        return int(text)

    return _parsed(typed, read, "bad_number", problems)


def _parsed(typed: str, read: Callable[[str], T], code: str, problems: list[Problem]) -> T | None:
    """What was typed, None when nothing was or when it is no such thing, which is a problem."""
    if not typed.strip():
        return None
    try:
        return read(typed.strip())
    except ValueError:
        problems.append(Problem(code))
        return None
