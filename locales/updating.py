"""Bring the .po files in line with the source: keep translations, add new strings empty, drop the ones gone."""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from locales.catalogues import FOLDER
from locales.extraction import forms, source_strings, wanted_by
from locales.languages import FRENCH, LANGUAGES, Language

NEW_HEADER = "# Onze Voix: {autonym} ({tag})\n# Review: translated, not yet reviewed by a speaker"


def update(folder: Path = FOLDER, source: Catalog | None = None) -> dict[str, int]:
    """Rewrite each catalogue; how many strings are left to translate, by language."""
    everything = source_strings() if source is None else source
    languages = [language for tag, language in LANGUAGES.items() if tag != FRENCH]
    return {
        language.tag: _updated(folder / f"{language.tag}.po", language, wanted_by(language, everything))
        for language in languages
    }


def _updated(path: Path, language: Language, wanted: Catalog) -> int:
    header = NEW_HEADER.format(autonym=language.autonym, tag=language.tag)
    catalogue = Catalog(locale=language.babel, charset="utf-8")
    if path.is_file():
        with path.open("rb") as stream:
            catalogue = read_po(stream, locale=language.babel)
        header = catalogue.header_comment
    catalogue.update(wanted, no_fuzzy_matching=True)
    path.write_bytes(_written(catalogue, header, language))
    return sum(1 for message in catalogue if message.id and not all(forms(message.string)))


def _written(catalogue: Catalog, header: str, language: Language) -> bytes:
    """The file: our own short header (no dates, so that nothing changes by itself), then the strings."""
    body = BytesIO()
    write_po(body, catalogue, width=0, omit_header=True, sort_by_file=True, ignore_obsolete=True, include_lineno=False)
    head = (
        f'{header}\nmsgid ""\nmsgstr ""\n"Language: {language.babel}\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n\n'
    )
    return head.encode() + body.getvalue()
