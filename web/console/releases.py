"""Releases: ask for one, look at it, let it leave, take it back, take its frozen files along."""

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from locales.languages import LANGUAGES, autonym
from services.accounts import access
from services.accounts.access import CITY, Action
from services.campaigning import campaigns
from services.campaigning.campaigns import CampaignSummary
from services.errors import Malformed, NotFound, Taken
from services.forms.problem_texts import sentence
from services.releasing import comparing, expecting, jobs, publication, releases, themes
from services.releasing.comparing import Comparison
from services.releasing.expecting import Expected, Line
from services.releasing.jobs import Asked, Step
from services.releasing.releases import Download, ReleaseSummary, State
from surveys.districts import DISTRICTS
from web.console import visits
from web.console.downloads import attached
from web.console.files import listed
from web.console.visits import Number, Visit
from web.errors import not_found
from web.forms import Form
from web.readers import Translate, staff_reader
from web.recordings import handed_in

routes = APIRouter(prefix="/console/releases")
_NAMES = {district.slug: district.name for district in DISTRICTS}
_MOST_BYTES = 1_000_000  # of a file of margins
_PREFERRED = ("fr", "fr-x-falc")  # reports that are ticked


@dataclass(frozen=True, slots=True)
class _Room:
    """What stands before a release of a campaign. asked: the newest request. comparison: of the plans to choose from.
    demanded: a second person looks first. themes_due: own words are still to be sorted."""

    campaign: CampaignSummary
    expected: Expected
    comparison: Comparison
    asked: Asked | None
    demanded: bool
    themes_due: bool


@routes.get("")
async def released(request: Request) -> Response:
    """Releases, newest first, and the campaigns to make one of."""

    def read(visit: Visit) -> tuple[list[ReleaseSummary], list[CampaignSummary]]:
        found = releases.listed(visit.transaction, visit.context, visit.actor)
        builds = access.may(visit.actor, Action.BUILD_RELEASES, CITY)
        return found, _buildable(visit) if builds else []

    found, buildable = await visits.read(request, read)
    states = _states(staff_reader(request).text)
    return visits.show(request, "releases.html", {"releases": found, "campaigns": buildable, "states": states})


@routes.get("/of/{code}")
async def prepare(request: Request, code: str) -> Response:
    """What a release would show, and the form to ask for one."""
    return await _prepare(request, code)


@routes.post("/of/{code}")
async def ask(request: Request, code: str) -> Response:
    """Ask for a release; it is made in the background."""
    posted, content = await handed_in(request, _MOST_BYTES)

    def use_case(visit: Visit, form: Form) -> None:
        reports = [tag for tag in form.all("report") if tag in LANGUAGES]
        jobs.ask(
            visit.transaction, visit.context, visit.actor, code, form.one("rules"), reports, content or None,
            city_first=bool(form.one("city_first")), crossing=form.one("crossing"),
        )  # fmt: skip

    try:
        await visits.change(request, use_case, posted)
    except (Malformed, Taken) as error:
        return await _prepare(request, code, _complaint(error, staff_reader(request).text))
    except NotFound:
        return not_found(request)
    return RedirectResponse(f"/console/releases/of/{code}#asked", 303)


@routes.post("/of/{code}/compare")
async def compare(request: Request, code: str) -> Response:
    """Have the plans compared, in the background."""

    def use_case(visit: Visit, form: Form) -> None:
        comparing.look(visit.transaction, visit.context, visit.actor, code, form.one("rules"))

    try:
        await visits.change(request, use_case)
    except (Malformed, Taken) as error:
        return await _prepare(request, code, _complaint(error, staff_reader(request).text))
    except NotFound:
        return not_found(request)
    return RedirectResponse(f"/console/releases/of/{code}#asked", 303)


@routes.post("/of/{code}/check")
async def check(request: Request, code: str) -> Response:
    """Whether a second person looks first, from now on."""

    def use_case(visit: Visit, form: Form) -> None:
        wanted = form.one("wanted") == "yes"
        releases.demand(visit.transaction, visit.context, visit.actor, code, wanted=wanted)

    try:
        await visits.change(request, use_case)
    except NotFound:
        return not_found(request)
    return RedirectResponse(f"/console/releases/of/{code}", 303)


@routes.get("/{release}")
async def one(request: Request, release: Number) -> Response:
    """One release: what it is good for, its files, who took them, and what may be done to it now."""
    return await _one(request, release)


@routes.post("/{release}/{deed}")
async def do(request: Request, release: Number, deed: str) -> Response:
    """Approve, publish, withdraw, revoke."""

    def use_case(visit: Visit, form: Form) -> None:
        transaction, context, who = visit.transaction, visit.context, visit.actor
        access.require(who, Action.BUILD_RELEASES, CITY)  # who may do nothing here learns nothing of it
        match deed:
            case "approve":
                releases.approve(transaction, context, who, release)
            case "publish":
                publication.publish(transaction, context, who, release)
            case "withdraw":
                publication.withdraw(transaction, context, who, release)
            case "revoke":
                releases.revoke(transaction, context, who, release, form.one("reason"))
            case _:
                raise NotFound(deed)

    try:
        await visits.change(request, use_case)
    except Malformed:
        _ = staff_reader(request).text
        told = _("Dites pourquoi : 1 à {most} signes.").format(most=releases.LONGEST_REASON)
        return await _one(request, release, told)
    except Taken:
        pass  # published already: the page says so
    except NotFound:
        return not_found(request)
    return RedirectResponse(f"/console/releases/{release}", 303)


@routes.get("/{release}/{name}")
async def file(request: Request, release: Number, name: str) -> Response:
    """One file of a release. Written down in the audit trail, hence `record`."""
    found = await visits.record(
        request, lambda visit: releases.file(visit.transaction, visit.context, visit.actor, release, name)
    )
    return attached(name, *found) if found else not_found(request)


async def _prepare(request: Request, code: str, complaint: str = "") -> Response:
    rules = request.query_params.get("rules", "public")

    def read(visit: Visit) -> _Room:
        found = expecting.expected(visit.transaction, visit.context, visit.actor, code, rules)
        compared = comparing.comparison(visit.transaction, visit.context, visit.actor, code, rules)
        asked = jobs.last(visit.transaction, visit.context, visit.actor, code)
        campaign = next((each for each in _buildable(visit) if each.code == code), None)
        if campaign is None:
            raise NotFound(code)
        demanded = releases.is_demanded(visit.transaction, visit.actor, code)
        due = themes.are_due(visit.transaction, visit.context, visit.actor, code)
        return _Room(campaign, found, compared, asked, demanded, due)

    try:
        room = await visits.read(request, read)
    except (NotFound, Malformed):
        return not_found(request)
    _ = staff_reader(request).text
    values = {
        "room": room,
        "complaint": complaint,
        "names": {
            group: ", ".join(_NAMES.get(one, one) for one in members)
            for group, members in room.expected.members.items()
        },
        "fates": _fates(_),
        "job_states": _job_states(_),
        "steps": _steps(_),
        "reached": _reached(room.asked),
        "said": lambda problem: sentence(problem, _),
        "sentences": [sentence(problem, _) for problem in room.asked.problems] if room.asked else [],
        "languages": [(tag, autonym(tag), tag in _PREFERRED) for tag in LANGUAGES],
        "rules": _rules(_),
        "waiting": (Line.WAITS, Line.UNSURE),
    }
    return visits.show(request, "release_new.html", values, 422 if complaint else 200)


async def _one(request: Request, release: int, complaint: str = "") -> Response:
    def read(visit: Visit) -> tuple[ReleaseSummary, list[Download], bool]:
        found = releases.one(visit.transaction, visit.context, visit.actor, release)
        downloads = access.may(visit.actor, Action.DOWNLOAD)
        taken = releases.downloads(visit.transaction, visit.context, visit.actor, release) if downloads else []
        return found, taken, releases.may_approve(visit.transaction, visit.actor, release)

    try:
        found, taken, approves = await visits.read(request, read)
    except NotFound:
        return not_found(request)
    actor, _ = request.state.actor, staff_reader(request).text
    values = {
        "release": found,
        "files": listed(found.files, _),
        "taken": taken,
        "approves": approves,
        "complaint": complaint,
        "states": _states(_),
        "rules": _rules(_),
        "may_download": access.may(actor, Action.DOWNLOAD),
        "may_change": access.may(actor, Action.BUILD_RELEASES, CITY),
        "longest": releases.LONGEST_REASON,
    }
    return visits.show(request, "release.html", values, 422 if complaint else 200)


def _buildable(visit: Visit) -> list[CampaignSummary]:
    """Campaigns that parents know of."""
    known = campaigns.listed(visit.transaction, visit.context, visit.actor)
    return [each for each in known if each.state not in ("draft", "checked", "scheduled")]


def _complaint(error: Exception, _: Translate) -> str:
    if isinstance(error, Taken):
        return _("Une diffusion de cette campagne se prépare déjà, ou les plans sont déjà comparés aujourd'hui.")
    if error.args[0] == "reports":
        return _("Choisissez au moins une langue pour le rapport.")
    return _("Choisissez le plan des tableaux.") if error.args[0] == "crossing" else _("Choisissez les règles.")


def _states(_: Translate) -> dict[State, str]:
    return {
        State.CURRENT: _("à jour"),
        State.SUPERSEDED: _("remplacée par une plus récente"),
        State.REVOKED: _("retirée"),
        State.WAITING: _("à approuver"),
    }


def _job_states(_: Translate) -> dict[str, str]:
    return {
        "done": _("Faite"),
        "refused": _("Pas faite"),
        "failed": _("Arrêtée trois fois, rien n'est sorti. Refaites la demande, ou prévenez qui gère le serveur."),
    }


def _steps(_: Translate) -> list[str]:
    """What becomes of a request, in order."""
    return [
        _("Attendre son tour"),
        _("Compter les réponses"),
        _("Arrondir, cacher ce qui doit l'être, puis essayer de deviner les chiffres"),
    ]


def _reached(asked: Asked | None) -> int:
    """Which of the steps is under way."""
    return 0 if asked is None or asked.step is None or asked.state == "waiting" else list(Step).index(asked.step) + 1


def _fates(_: Translate) -> dict[Line, str]:
    return {
        Line.ENTERS: _("sera montré"),
        Line.GROWS: _("aura de nouveaux chiffres"),
        Line.STAYS: _("garde ses chiffres, ou change un peu"),
        Line.UNSURE: _("sera peut-être montré"),
        Line.WAITS: _("ne sera pas montré"),
    }


def _rules(_: Translate) -> dict[str, str]:
    return {
        "public": _("Pour tout le monde : un groupe est montré à partir de 10 personnes"),
        "local-group": _("Pour le groupe local seulement : à partir de 5 personnes, jamais en ligne"),
    }
