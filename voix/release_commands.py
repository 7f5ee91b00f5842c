"""`voix release`: build, look at, check and take back releases."""

from pathlib import Path
from typing import Annotated

import typer

from voix import settings
from voix.terminal import out

app = typer.Typer(no_args_is_help=True, help="Diffusions")

Code = Annotated[str, typer.Argument(help="Code de la campagne.")]
Number = Annotated[int, typer.Argument(help="Numéro de la diffusion (voir release list).")]


@app.command("build")
def build(
    code: Code,
    out_dir: Annotated[Path, typer.Option("--out", help="Dossier où écrire les fichiers de la diffusion.")],
    preset: Annotated[str, typer.Option(help="Règles de protection : public ou local-group.")] = "public",
    margins: Annotated[
        Path | None, typer.Option(help="Fichier CSV des effectifs connus par quartier, avec source et date.")
    ] = None,
    city_first: Annotated[
        bool, typer.Option("--city-first", help="Compte tout de suite, et pour toujours, dans la ville seule.")
    ] = False,
    report: Annotated[
        list[str] | None, typer.Option(help="Langue d'un rapport, par exemple ar. Répétez pour en avoir plusieurs.")
    ] = None,
    by: Annotated[
        str,
        typer.Option(help="Question dont les groupes croisent les quartiers. La première diffusion décide."),
    ] = "",
) -> None:
    """Écrit les résultats protégés d'une campagne : rapports, tableaux, dictionnaire, note de méthode."""
    from voix import releasing

    wanted = releasing.wishes(margins, city_first, report, by)
    releasing.run(settings.read(), code, out_dir, preset, wanted, out)


@app.command("plan")
def plan(code: Code) -> None:
    """Dit quels tableaux une diffusion aurait, et selon quelles règles. Ne compte personne."""
    from voix import releasing

    releasing.plan(settings.read(), code, out)


@app.command("list")
def listed() -> None:
    """Donne la liste des diffusions, la plus récente d'abord."""
    from voix import releasing

    releasing.listed(settings.read(), out)


@app.command("show")
def show(number: Number) -> None:
    """Montre une diffusion : son état, ses règles, ses fichiers."""
    from voix import releasing

    releasing.show(settings.read(), number, out)


@app.command("verify")
def verify(
    number: Number,
    folder: Annotated[Path | None, typer.Option("--from", help="Dossier à comparer avec ce qui a été figé.")] = None,
) -> None:
    """Compare les fichiers avec leurs empreintes, et attaque de nouveau la diffusion avec toutes celles d'avant."""
    from voix import releasing

    if not releasing.verify(settings.read(), number, folder, out):
        raise typer.Exit(1)


@app.command("revoke")
def revoke(
    number: Number,
    reason: Annotated[str, typer.Option(help="Pourquoi. Cette phrase reste dans le registre.")],
) -> None:
    """Retire une diffusion : elle ne se télécharge plus. Ce qu'elle a montré reste pris en compte."""
    from voix import releasing

    releasing.revoke(settings.read(), number, reason, out)


@app.command("publish")
def publish(number: Number) -> None:
    """Publie les rapports d'une diffusion : tout le monde peut les lire, sans mot de passe."""
    from voix import releasing

    releasing.publish(settings.read(), number, out)


@app.command("withdraw")
def withdraw(number: Number) -> None:
    """Enlève la page publique d'une diffusion."""
    from voix import releasing

    releasing.withdraw(settings.read(), number, out)
