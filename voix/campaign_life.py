"""`voix campaign new|check|preview|launch|pause|resume|recall|close|list`: the life of a campaign at the terminal."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

import typer

from services.accounts.staff import COMMAND_LINE
from services.context import Context, Transaction
from voix import forms, settings, typed
from voix.build import open_house
from voix.terminal import fail, out
from voix.words import gettext as _

if TYPE_CHECKING:
    from services.fieldwork.preview import Preview
    from surveys.problems import Problem

app = typer.Typer()

Code = Annotated[str, typer.Argument(help="Code de la campagne.")]
AsJson = Annotated[bool, typer.Option("--json", help="Écrit du JSON, pour un programme.")]
Day = Annotated[str, typer.Option(help="Jour, par exemple 2027-01-18.")]
T = TypeVar("T")


@app.command("new")
def new(
    code: Annotated[str, typer.Argument(help="Code court que les parents tapent.")],
    file: Annotated[str, typer.Argument(help="Fichier du questionnaire, ou nom d'un questionnaire livré.")],
    title: Annotated[str, typer.Option(help="Titre de la campagne.")],
    opens: Day,
    closes: Day,
    rules: Annotated[str, typer.Option(help="À quoi servent les réponses.")],
    decides: Annotated[str, typer.Option(help="Qui décide.")],
    contact: Annotated[str, typer.Option(help="À qui poser une question.")],
    at: Annotated[str, typer.Option(help="Heure d'ouverture à Nantes.")] = "09:00",
    kind: Annotated[Literal["survey", "pilot", "crisis"], typer.Option(help="Sorte de campagne.")] = "survey",
    district: Annotated[
        list[str] | None, typer.Option(help="Quartier, par exemple nantes-nord, ou nantes-nord=30 pour un essai.")
    ] = None,
    language: Annotated[list[str] | None, typer.Option(help="Langue, par exemple ar. Sans rien : toutes.")] = None,
    channel: Annotated[list[str] | None, typer.Option(help="web, telegram, paper ou assisted.")] = None,
    question: Annotated[
        list[str] | None, typer.Option(help="Question d'un quartier : « nantes-nord: Texte ? | Oui | Non ».")
    ] = None,
    reason: Annotated[str, typer.Option(help="Pourquoi moins de 21 jours.")] = "",
    follows: Annotated[str, typer.Option(help="Code de l'essai dont c'est la suite.")] = "",
    no_invitations: Annotated[bool, typer.Option("--no-invitations", help="N'invite personne à l'ouverture.")] = False,
) -> None:
    """Prépare une campagne. Rien ne part encore."""
    from services.campaigning.plans import Plan
    from services.fieldwork import drafts

    form, caps, opening = forms.launchable(file), typed.districts(district or ()), typed.moment(opens, at)
    last, own = typed.day(closes), typed.questions(question or ())
    plan = Plan(title=title, rules=rules, decides=decides, contact=contact, reason=reason, invites=not no_invitations)
    plan = replace(plan, languages=tuple(language or ()), channels=tuple(channel or Plan().channels), questions=own)

    def begun(transaction: Transaction, context: Context) -> str:
        draft = drafts.begin(transaction, context, COMMAND_LINE, form, code, plan, kind=kind, follows=follows)
        begun = draft.campaign  # one of a crisis has its days already
        there = drafts.with_districts(drafts.dated(draft, opening or begun.opens_at, last or begun.closes_on), caps)
        return drafts.amend(transaction, context, COMMAND_LINE, there).campaign.code

    named = _done(begun)
    out.print(_("Brouillon gardé. Ensuite : voix campaign check {code}").format(code=named), markup=False)


@app.command("check")
def check(code: Code, as_json: AsJson = False) -> None:
    """Dit ce qui empêche de lancer une campagne."""
    from services.fieldwork import launching

    problems = _done(lambda t, context: launching.check(t, context, COMMAND_LINE, code))
    if as_json:
        out.print_json(json.dumps({"campaign": code, "blockers": _listed(problems)}))
    for line in () if as_json else _sentences(problems):
        out.print(f"✗ {line}", markup=False)
    if problems:
        raise typer.Exit(1)
    if not as_json:
        out.print(
            _("✓ Rien n'empêche de lancer. Ensuite : voix campaign launch {code}").format(code=code), markup=False
        )


@app.command("preview")
def preview(code: Code, as_json: AsJson = False) -> None:
    """Montre ce qu'un lancement fera : à qui, quand, et ce qui l'empêche."""
    _show(_seen(code), as_json)


@app.command("launch")
def launch(
    code: Code,
    confirm: Annotated[str, typer.Option(help="Le signe que « preview » a montré : dit que vous avez relu.")] = "",
    as_json: AsJson = False,
) -> None:
    """Lance une campagne vérifiée. Sans --confirm, montre d'abord ce qui va se passer et demande le code."""
    from services.fieldwork import launching
    from services.fieldwork.sentences import sentence
    from surveys.problems import Problem

    mark = confirm or _confirmed(code)
    try:
        done = _done(lambda t, context: launching.launch(t, context, COMMAND_LINE, code, mark))
    except launching.Changed:
        raise fail(sentence(Problem("changed"), _)) from None
    except launching.Blocked as refusal:
        raise fail("\n".join(_sentences(refusal.problems))) from None
    if as_json:
        out.print_json(json.dumps(_plain(done)))
    else:
        out.print(_("La campagne {code} est lancée.").format(code=code), markup=False)


@app.command("pause")
def pause(code: Code) -> None:
    """Met en pause : plus aucune question ne part, rien n'est perdu."""
    _let("pause", code, _("La campagne {code} est en pause."))


@app.command("resume")
def resume(code: Code) -> None:
    """Reprend : chaque parent retrouve sa question."""
    _let("resume", code, _("La campagne {code} est ouverte."))


@app.command("recall")
def recall(code: Code) -> None:
    """Retire du programme une campagne qui n'est pas encore ouverte."""
    _let("recall", code, _("La campagne {code} est de nouveau un brouillon."))


@app.command("close")
def close(code: Code) -> None:
    """Ferme une campagne : plus aucune réponse n'entre, plus aucun message ne part."""
    _let("close", code, _("La campagne {code} est fermée."))


@app.command("archive")
def archive(code: Code) -> None:
    """Range une campagne dont les résultats sont publiés."""
    _let("archive", code, _("La campagne {code} est archivée."))


@app.command("list")
def listed(as_json: AsJson = False) -> None:
    """Donne la liste des campagnes, la plus récente d'abord."""
    from services.campaigning import campaigns
    from services.campaigning.life import State
    from services.fieldwork.sentences import STATES

    known = _done(campaigns.every)
    if as_json:
        told = [{"code": one.code, "title": one.title, "state": one.state, "kind": one.kind} for one in known]
        out.print_json(json.dumps(told))
        return
    for one in known:
        out.print(f"{one.code:<16} {_(STATES[State(one.state)]):<20} {one.title}", markup=False)


# --- what is read and shown ------------------------------------------------------------------------------------------
def _seen(code: str) -> "Preview":
    from services.fieldwork.preview import preview as see

    return _done(lambda t, context: see(t, context, COMMAND_LINE, code))


def _show(seen: "Preview", as_json: bool) -> None:
    if as_json:
        out.print_json(json.dumps(_plain(seen)))
        return
    for line in _lines(seen):
        out.print(line, markup=False)


def _lines(seen: "Preview") -> Iterable[str]:
    plain = _plain(seen)
    yield _("Quartiers : {names}").format(names=", ".join(plain["districts"]) or _("les 11 quartiers"))
    yield _("Langues : {names}").format(names=", ".join(plain["languages"]))
    people = _("au moins {n} personnes").format(n=plain["people"]) if plain["people"] else _("moins de 10 personnes")
    yield _("Invitations : {people}").format(people=people)
    yield _("Ouverture : {opens}. Dernier jour : {closes}.").format(opens=plain["opens_at"], closes=plain["closes_on"])
    if plain["last_at"]:
        yield _("Dernière invitation : {moment}").format(moment=plain["last_at"])
    yield from (f"✗ {line}" for line in _sentences(seen.blockers))
    yield from (f"! {line}" for line in _sentences(seen.warnings))
    yield _("Pour confirmer sans question : --confirm {mark}").format(mark=seen.mark)


def _plain(seen: "Preview") -> dict[str, Any]:
    """A preview as JSON: moments in UTC, people in whole tens or null below ten."""
    campaign, audience = seen.draft.campaign, seen.audience
    return {
        "campaign": campaign.code,
        "districts": sorted(seen.draft.districts),
        "languages": list(seen.languages),
        "channels": list(seen.draft.plan.channels),
        "people": audience.total,
        "people_by_language": dict(audience.languages),
        "people_by_channel": dict(audience.channels),
        "opens_at": campaign.opens_at.isoformat() if campaign.opens_at else None,
        "closes_on": campaign.closes_on.isoformat() if campaign.closes_on else None,
        "first_at": seen.first_at.isoformat() if seen.first_at else None,
        "last_at": seen.last_at.isoformat() if seen.last_at else None,
        "blockers": _listed(seen.blockers),
        "warnings": _listed(seen.warnings),
        "mark": seen.mark,
    }


def _listed(problems: "Iterable[Problem]") -> list[dict[str, str]]:
    found = list(problems)
    return [{"code": one.code, "said": said} for one, said in zip(found, _sentences(found), strict=True)]


def _sentences(problems: "Iterable[Problem]") -> list[str]:
    from services.fieldwork.sentences import sentence

    return [sentence(problem, _) for problem in problems]


def _confirmed(code: str) -> str:
    """Show what will happen, and have the code typed again: the second confirmation."""
    seen = _seen(code)
    _show(seen, as_json=False)
    typed = typer.prompt(_("Pour lancer, tapez encore le code de la campagne"))
    if typed.strip().upper() != seen.draft.campaign.code:
        raise fail(_("Rien n'est lancé."))
    return seen.mark


def _let(deed: str, code: str, said: str) -> None:
    """Do something to a campaign by hand, and say so."""
    from services.fieldwork.launching import DEEDS

    _done(lambda t, context: DEEDS[deed](t, context, code, COMMAND_LINE))
    out.print(said.format(code=code), markup=False)


def _done(use: Callable[[Transaction, Context], T]) -> T:
    """Run one use case; a refusal ends the command with a sentence."""
    from services.campaigning.life import NotNow
    from services.errors import Malformed, NotFound, Taken
    from services.fieldwork.sentences import not_now

    house = open_house(settings.read())
    try:
        return house.do(lambda transaction: use(transaction, house.context))
    except NotFound as refusal:
        raise fail(_("Il n'y a pas de campagne « {code} ».").format(code=refusal.args[0])) from None
    except Malformed:
        raise fail(_("Un code a 32 signes au plus : lettres sans accent, chiffres, - et _.")) from None
    except Taken as refusal:
        raise fail(_("Le code {code} est déjà pris.").format(code=refusal.args[0])) from None
    except NotNow as refusal:
        raise fail(not_now(refusal, _)) from None
    finally:
        house.close()
