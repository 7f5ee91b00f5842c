"""Reminders of a campaign: the plan, the next sendings, how each looks, which wording brings more parents back."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from locales.languages import FRENCH
from services import calendar
from services.accounts.access import Action
from services.hours import NANTES
from services.messages import Message
from services.reminder_plan import MOST
from services.reminding import reminder_desk
from services.reminding.reminder_desk import BadPlan, Effect, Leaving, Plan, QuietDays, Step
from services.turnout import tens
from services.wording import WISHES
from web import forms
from web.console import visits
from web.console.picking import pick
from web.console.visits import Visit
from web.forms import Form
from web.readers import Translate, staff_reader

routes = APIRouter(prefix="/console/reminders")
_AHEAD = 28  # days shown


@dataclass(frozen=True, slots=True)
class Sheet:
    """All the page shows. leaving: by day, kind and number: at least so many messages, None for too few to say."""

    plan: Plan
    leaving: tuple[tuple[date, str, int, int | None], ...]
    looks: tuple[Message, ...]
    effects: tuple[Effect, ...]
    languages: tuple[str, ...]
    quiet: tuple[QuietDays, ...]
    may_change: bool
    is_urgent: bool


@routes.get("")
async def every(request: Request) -> Response:
    """The campaigns with their reminders."""
    _ = staff_reader(request).text
    lead = _("Choisissez une campagne. Vous verrez ses rappels et quand ils partent.")
    return await pick(request, Action.INVITE, _("Rappels"), lead)


@routes.get("/{code}")
async def one(request: Request, code: str) -> Response:
    """The reminders of a campaign."""
    return await _page(request, code)


@routes.post("/{code}/plan")
async def change(request: Request, code: str) -> Response:
    """Another plan, from now on."""
    form = await forms.read(request)

    def use_case(visit: Visit, form: Form) -> None:
        reminder_desk.change(visit.transaction, visit.context, visit.actor, code, _steps(form))

    try:
        await visits.change(request, use_case, form)
    except BadPlan as error:
        return await _page(request, code, _complaints(staff_reader(request).text)[error.args[0]], form)
    return RedirectResponse(f"/console/reminders/{code}?saved=1", 303)


@routes.post("/{code}/hold")
async def hold(request: Request, code: str) -> Response:
    """No reminder leaves, or they leave again (`held`)."""

    def use_case(visit: Visit, form: Form) -> None:
        held = form.one("held") == "yes"
        reminder_desk.hold(visit.transaction, visit.context, visit.actor, code, held=held)

    await visits.change(request, use_case)
    return RedirectResponse(f"/console/reminders/{code}", 303)


async def _page(request: Request, code: str, complaint: str = "", form: Form | None = None) -> Response:
    tag = request.query_params.get("language", FRENCH)

    def read(visit: Visit) -> Sheet:
        who = (visit.transaction, visit.context, visit.actor, code)
        spoken = reminder_desk.languages(*who)
        language = tag if tag in spoken else FRENCH
        today = NANTES.today(visit.context.now())
        return Sheet(
            reminder_desk.plan(visit.transaction, visit.actor, code),
            _by_day(reminder_desk.ahead(*who, days=_AHEAD)),
            tuple(reminder_desk.specimens(*who, language)),
            tuple(reminder_desk.effects(visit.transaction, visit.actor, code)),
            spoken,
            tuple(days for days in calendar.listed(visit.transaction) if days.last >= today),
            reminder_desk.may_change(visit.transaction, visit.actor, code),
            reminder_desk.is_urgent(visit.transaction, visit.actor, code),
        )

    sheet = await visits.read(request, read)
    _ = staff_reader(request).text
    values: dict[str, Any] = {
        "sheet": sheet,
        "code": code.upper(),
        "tag": tag if tag in sheet.languages else FRENCH,
        "complaint": complaint,
        "saved": "saved" in request.query_params,
        "rows": _rows(form) if form else _planned(sheet.plan),
        "wishes": _wishes(_),
        "kinds": {"reminder": _("Rappel"), "invitation": _("Invitation")},
    }
    return visits.show(request, "reminders.html", values, 422 if complaint else 200)


def _by_day(leaving: list[Leaving]) -> tuple[tuple[date, str, int, int | None], ...]:
    count = Counter[tuple[date, str, int]]()
    for each in leaving:
        count[NANTES.today(each.at), each.kind, each.number] += each.messages
    return tuple((*key, tens(messages) or None) for key, messages in sorted(count.items()))


def _planned(plan: Plan) -> list[dict[str, str]]:
    """The fields of the plan's form, one row a reminder; empty ones to add some."""
    rows = [
        {
            "days": str(step.days),
            "at": f"{step.at:%H:%M}",
            "wording": step.wordings[0],
            "other": step.wordings[1] if len(step.wordings) > 1 else "",
        }
        for step in plan.steps
    ]
    empty = {"days": "", "at": "18:00", "wording": WISHES[0], "other": ""}
    return [*rows, *(dict(empty) for _ in range(MOST - len(rows)))]


def _rows(form: Form) -> list[dict[str, str]]:
    return [{name: form.one(f"{name}{place}") for name in ("days", "at", "wording", "other")} for place in range(MOST)]


def _steps(form: Form) -> list[Step]:
    """The reminders of a form; a row without days is none. BadPlan when a field cannot be read."""
    steps = []
    for row in _rows(form):
        if not row["days"].strip():
            continue
        try:
            days, at = int(row["days"]), time.fromisoformat(row["at"])
        except ValueError:
            raise BadPlan("days") from None
        names = tuple(dict.fromkeys(name for name in (row["wording"], row["other"]) if name))
        steps.append(Step(min(max(days, -1), 10_000), at, names))
    return steps


def _wishes(_: Translate) -> dict[str, str]:
    return {
        "kept": _("Vos réponses sont gardées"),
        "counts": _("Votre avis compte"),
        "short": _("Cela prend quelques minutes"),
    }


def _complaints(_: Translate) -> dict[str, str]:
    return {
        "many": _("Il y a deux rappels au plus."),
        "order": _("Le deuxième rappel vient après le premier."),
        "week": _("Il faut au moins 7 jours entre deux rappels."),
        "hour": _("Les rappels partent entre 8 h 30 et 20 h 30."),
        "days": _("Donnez un nombre de jours entre 1 et 60, et une heure comme 18:00."),
        "wording": _("Choisissez un texte dans la liste."),
        "urgent": _("Une urgence n'a pas de rappel."),
        "alike": _("Chaque rappel a son propre texte. Choisissez des textes différents."),
    }
