"""The commands `voix translate`: a questionnaire's texts to a translator and back."""

from pathlib import Path
from typing import Annotated

import typer

from voix.survey import show
from voix.terminal import content, fail, out, write
from voix.words import gettext as _

app = typer.Typer(no_args_is_help=True, help="Traductions des questionnaires")
_Form = Annotated[Path, typer.Argument(help="Questionnaire (.xlsx, .xls, .csv, .md).")]


@app.command("export")
def export_(
    form: _Form,
    lang: Annotated[str, typer.Option("--lang", help="Langue à traduire, par exemple ar.")],
    out_file: Annotated[Path, typer.Option("--out", help="Fichier à écrire : .xlsx ou .po.")],
) -> None:
    """Écrit les textes d'un questionnaire dans un fichier pour traduire."""
    from services.sheets import read
    from services.sheets.languages import tag_of
    from services.translating import FORMATS, export
    from surveys.texts import FRENCH

    suffix = out_file.suffix.lower()
    if suffix not in FORMATS:
        raise fail(_("Le fichier finit par {suffixes}.").format(suffixes=", ".join(FORMATS)))
    language = tag_of(lang)
    if not language or language == FRENCH:
        raise fail(
            _("« {lang} » n'est pas une langue à traduire. Écrivez par exemple ar ou fr-x-falc.").format(lang=lang)
        )
    reading = read(content(form), form.stem)
    if reading.questionnaire is None:
        show(reading.problems)
        raise typer.Exit(1)
    write(out_file, export(reading, language, suffix))
    out.print(str(out_file), markup=False)


@app.command("import")
def import_(
    form: _Form,
    translations: Annotated[Path, typer.Argument(help="Fichier traduit (.xlsx ou .po).")],
    out_file: Annotated[Path, typer.Option("--out", help="Questionnaire à écrire, avec les traductions.")],
) -> None:
    """Met les textes traduits dans le questionnaire. Un fichier fautif est refusé en entier."""
    from services.sheets.editing import suffix_of
    from services.translating import merge

    data = content(form)
    suffix = suffix_of(data)
    if out_file.suffix.lower() != suffix:
        raise fail(_("Le fichier finit par {suffixes}.").format(suffixes=suffix))
    merged = merge(data, form.stem, content(translations))
    show(merged.problems)
    if merged.form is None:
        raise typer.Exit(1)
    write(out_file, merged.form)
    out.print(_("✓ {file} : {count} textes changés.").format(file=out_file, count=merged.changed), markup=False)
