"""`voix release build`: protect, freeze, and write the files of a release."""

from pathlib import Path

from rich.console import Console

from exports.policy import PRESETS
from services import release_building
from services.errors import NotFound
from services.problem_texts import sentence
from services.release_building import Built
from voix import logs
from voix.build import open_house
from voix.settings import BadSetting, Settings
from voix.words import gettext as _


def run(settings: Settings, code: str, out_dir: Path, preset: str, console: Console) -> None:
    """Build the release of campaign `code` into `out_dir`. BadSetting when it cannot; then no file is written."""
    if preset not in PRESETS:
        known = ", ".join(PRESETS)
        raise BadSetting(_("Il n'y a pas de règles « {name} ». Choisissez : {known}.").format(name=preset, known=known))
    logs.configure("WARNING")
    house = open_house(settings)
    try:
        result = house.do(lambda t: release_building.build(t, house.context, code, PRESETS[preset]))
    except NotFound:
        raise BadSetting(_("Il n'y a pas de campagne « {code} ».").format(code=code)) from None
    finally:
        house.close()
    if not isinstance(result, Built):
        raise BadSetting("\n".join(sentence(problem, _) for problem in result))
    _write(result, out_dir)
    if result.earlier:
        warning = _("Attention : cette campagne a déjà été diffusée. Deux diffusions en disent plus qu'une seule.")
        console.print("  " + warning, markup=False)
    console.print(
        "  "
        + _("Diffusion {number} : {count} fichiers dans {folder}").format(
            number=result.id, count=len(result.files), folder=out_dir
        ),
        markup=False,
    )


def _write(built: Built, out_dir: Path) -> None:
    try:
        out_dir.mkdir(parents=True, exist_ok=True)
        for name, content in built.files.items():
            (out_dir / name).write_bytes(content)
    except OSError as error:
        raise BadSetting(
            _("Le dossier {folder} ne peut pas être écrit. Choisissez-en un autre avec --out.").format(folder=out_dir)
        ) from error
