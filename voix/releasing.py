"""What `voix release` does: each function opens the house, calls one use case, and prints."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.table import Table

from exports.policy import PRESETS, PUBLIC, Policy
from locales.languages import LANGUAGES
from services.accounts.staff import COMMAND_LINE
from services.context import Context, Transaction
from services.errors import Malformed, NotFound, Taken
from services.forms.problem_texts import sentence
from services.releasing import comparing, publication, release_building, releases
from services.releasing.comparing import Compared
from services.releasing.release_building import Built, Ready, Wishes
from services.releasing.releases import ReleaseSummary, State
from surveys.problems import Problem
from voix import logs
from voix.build import open_house
from voix.settings import BadSetting, Settings
from voix.words import gettext as _

T = TypeVar("T")
REPORTS = ("fr", "fr-x-falc")  # languages of the reports, unless others are asked for


def wishes(margins: Path | None, city_first: bool, reports: Sequence[str] | None, crossing: str = "") -> Wishes:
    """What was asked for at the command line. BadSetting when the file of margins cannot be read, or when a report is
    wished for in a language that we do not have."""
    languages = tuple(dict.fromkeys(reports or REPORTS))
    if unknown := [language for language in languages if language not in LANGUAGES]:
        told = _("Il n'y a pas de langue « {name} ». Choisissez : {known}.")
        raise BadSetting(told.format(name=unknown[0], known=", ".join(LANGUAGES)))
    try:
        return Wishes(margins.read_bytes() if margins else None, city_first, languages, crossing)
    except OSError as error:
        raise BadSetting(_("Le fichier {name} ne peut pas être lu.").format(name=margins)) from error


def run(settings: Settings, code: str, out_dir: Path, preset: str, wanted: Wishes, console: Console) -> None:
    """Build the release of campaign `code` into `out_dir`. BadSetting when it cannot; then no file is written."""
    if preset not in PRESETS:
        known = ", ".join(PRESETS)
        raise BadSetting(_("Il n'y a pas de règles « {name} ». Choisissez : {known}.").format(name=preset, known=known))
    logs.configure("WARNING")
    missing = _("Il n'y a pas de campagne « {code} ».").format(code=code)
    result = _built(settings, code, PRESETS[preset], wanted, missing)
    if not isinstance(result, Built):
        raise BadSetting("\n".join(sentence(problem, _) for problem in result))
    _write(result, out_dir)
    told = _("Diffusion {number} : {count} fichiers dans {folder}").format(
        number=result.id, count=len(result.files), folder=out_dir
    )
    console.print("  " + told, markup=False)
    if not result.fresh:
        floor = PRESETS[preset].floor
        same = _("Rien de nouveau : aucun quartier n'a {floor} réponses de plus. C'est la dernière diffusion.")
        console.print("  " + same.format(floor=floor), markup=False)
    if result.is_silent:
        shown = Problem("release_shows_nothing", values={"floor": str(PRESETS[preset].floor)})
        console.print("  " + sentence(shown, _), markup=False)
    if result.fresh and result.earlier:
        compared = _("Comparée aux diffusions d'avant ({count}) : rien ne se devine.").format(count=result.earlier)
        console.print("  " + compared, markup=False)


def plan(settings: Settings, code: str, console: Console) -> None:
    """Print the tables that a release of campaign `code` has, whatever was answered, and how its plans compared."""
    missing = _("Il n'y a pas de campagne « {code} ».").format(code=code)
    tables = _do(settings, lambda t, c: release_building.tables(t, c, code), missing)
    for table in tables:
        console.print(f"{table.name}  {table.lines} × {table.categories}  {table.question}", markup=False)
    if names := _do(settings, lambda t, c: release_building.crossings(t, c, code), missing):
        console.print(_("Croisements possibles : {names}").format(names=", ".join(names)), markup=False)
    for policy in PRESETS.values():
        rule = _("Règles {name} : un groupe est montré à partir de {floor} personnes.")
        console.print(rule.format(name=policy.name, floor=policy.floor), markup=False)
    _compare(settings, code, console, missing)


def _compare(settings: Settings, code: str, console: Console, missing: str) -> None:
    """Print what each plan showed when they were last compared; else where to have them compared."""
    found = _do(settings, lambda t, c: comparing.comparison(t, c, COMMAND_LINE, code, PUBLIC.name), missing)
    if not found.compared:
        page = f"{settings.own_url}/console/releases/of/{code}"
        told = _("Pour comparer les plans avec les vraies réponses, ouvrez cette page : {page}")
        console.print(told.format(page=page), markup=False, soft_wrap=True)
        return
    title = _("Ce que chaque plan montre, le {jour}").format(jour=found.looked_on)
    shown = Table(_("Plan"), _("Groupes montrés"), _("Chiffres montrés"), title=title, title_justify="left", box=None)
    for each in found.compared:
        shown.add_row(*_compared(each))
    console.print(shown, markup=False)


def _compared(each: Compared) -> tuple[str, str, str]:
    plan = _("Par quartier") + (f" × {each.plan.crossing}" if each.plan.crossing else "")
    if each.city_first:
        plan += ", " + _("petits quartiers comptés dans la ville")
    if each.problem:
        return plan, sentence(each.problem, _), ""
    return plan, _("{count} sur {total}").format(count=each.shown, total=each.lines), f"{each.percent} %"


def listed(settings: Settings, console: Console) -> None:
    """Print all releases, newest first."""
    found = _do(settings, releases.summaries, "")
    for one in found:
        console.print(_line(one), markup=False)
    if not found:
        console.print(_("Aucune diffusion pour le moment."), markup=False)


def show(settings: Settings, number: int, console: Console) -> None:
    """Print one release with its files."""
    found = next((one for one in _do(settings, releases.summaries, "") if one.id == number), None)
    if found is None:
        raise BadSetting(_missing(number))
    console.print(_line(found), markup=False)
    if found.reason:
        console.print(_("Retirée : {reason}").format(reason=found.reason), markup=False)
    for name, _media_type, size in found.files:
        console.print(f"  {name}  {size}", markup=False)


def verify(settings: Settings, number: int, folder: Path | None, console: Console) -> bool:
    """Print what is wrong with a release, or with a copy of it; whether nothing is."""
    attacked = _do(settings, lambda t, _c: release_building.attack(t, number), _missing(number))
    changed: tuple[str, ...] = ()
    if folder is not None:
        held = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} if folder.is_dir() else {}
        changed = _do(settings, lambda t, _c: releases.changed_files(t, number, held), _missing(number))
    for name in changed:
        console.print(_("✗ {name} n'est pas le fichier de la diffusion.").format(name=name), markup=False)
    for problem in attacked.findings:
        console.print("✗ " + sentence(problem, _), markup=False)
    if changed or attacked.findings:
        return False
    text = _("✓ {count} chiffres attaqués, aucun ne se devine.").format(count=attacked.checked)
    console.print(text, markup=False)
    return True


def revoke(settings: Settings, number: int, reason: str, console: Console) -> None:
    """Take a release back."""
    missing = _("Il n'y a pas de diffusion {number} à retirer.").format(number=number)
    try:
        _do(settings, lambda t, c: releases.revoke(t, c, COMMAND_LINE, number, reason), missing)
    except Malformed:
        told = _("Dites pourquoi : 1 à {most} signes.").format(most=releases.LONGEST_REASON)
        raise BadSetting(told) from None
    console.print(_("La diffusion {number} est retirée.").format(number=number), markup=False)


def publish(settings: Settings, number: int, console: Console) -> None:
    """Let everybody read a release."""
    missing = _(
        "La diffusion {number} ne peut pas être publiée. Elle n'existe pas, elle est retirée, elle n'a pas de rapport, "
        "ou ses règles ne sont pas pour le public."
    )
    try:
        _do(settings, lambda t, c: publication.publish(t, c, COMMAND_LINE, number), missing.format(number=number))
    except Taken:
        raise BadSetting(_("La diffusion {number} est déjà publiée.").format(number=number)) from None
    console.print(_("La diffusion {number} est publiée.").format(number=number), markup=False)


def withdraw(settings: Settings, number: int, console: Console) -> None:
    """Take the public page of a release back."""
    missing = _("La diffusion {number} n'est pas publiée.").format(number=number)
    _do(settings, lambda t, c: publication.withdraw(t, c, COMMAND_LINE, number), missing)
    console.print(_("La diffusion {number} n'est plus publiée.").format(number=number), markup=False)


def _built(settings: Settings, code: str, policy: Policy, wanted: Wishes, missing: str) -> Built | tuple[Problem, ...]:
    """Prepared while others write, kept in a moment: parents' answers never wait for it."""
    house = open_house(settings)
    try:
        ready = house.database.read(lambda t: release_building.prepare(t, house.context, code, policy, wanted))
        if not isinstance(ready, Ready):
            return ready
        return house.do(lambda transaction: release_building.keep(transaction, house.context, ready))
    except NotFound:
        raise BadSetting(missing) from None
    except Taken:
        raise BadSetting(_("Une autre diffusion vient d'être faite. Recommencez.")) from None
    finally:
        house.close()


def _do(settings: Settings, use_case: Callable[[Transaction, Context], T], missing: str) -> T:
    """Run one use case. BadSetting with the sentence `missing` when what it is about is not there."""
    house = open_house(settings)
    try:
        return house.do(lambda transaction: use_case(transaction, house.context))
    except NotFound:
        raise BadSetting(missing) from None
    finally:
        house.close()


def _line(one: ReleaseSummary) -> str:
    states = {
        State.CURRENT: _("à jour"),
        State.SUPERSEDED: _("remplacée"),
        State.REVOKED: _("retirée"),
        State.WAITING: _("à approuver"),
    }
    day = one.built_at.date().isoformat()
    return f"{one.id}  {one.campaign}-{one.number}  {day}  {one.policy}  {states[one.state]}"


def _missing(number: int) -> str:
    return _("Il n'y a pas de diffusion {number}.").format(number=number)


def _write(built: Built, out_dir: Path) -> None:
    try:
        out_dir.mkdir(parents=True, exist_ok=True)
        for name, content in built.files.items():
            (out_dir / name).write_bytes(content)
    except OSError as error:
        raise BadSetting(
            _("Le dossier {folder} ne peut pas être écrit. Choisissez-en un autre avec --out.").format(folder=out_dir)
        ) from error
