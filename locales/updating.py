"""Bring the .po files in line with the source: keep translations, add new strings empty, drop the ones gone."""

from io import BytesIO
from itertools import takewhile
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from locales.catalogues import FOLDER
from locales.extraction import forms, source_strings, wanted_by
from locales.languages import FRENCH, Language, registry

NOT_REVIEWED = "# Review: translated, not yet reviewed by a speaker"


def update(folder: Path = FOLDER, source: Catalog | None = None) -> dict[str, int]:
    """Rewrite each catalogue of `folder`; how many strings are left to translate, by language.

    A file that holds no more than its first line, the name, becomes a whole catalogue to fill in.
    """
    everything = source_strings() if source is None else source
    return {
        tag: _updated(folder / f"{tag}.po", language, wanted_by(language, everything))
        for tag, language in registry(folder).items()
        if tag != FRENCH
    }


def _updated(path: Path, language: Language, wanted: Catalog) -> int:
    with path.open("rb") as stream:
        catalogue = read_po(stream, locale=language.babel)
    head = list(takewhile(lambda line: line.startswith("#"), path.read_text(encoding="utf-8").splitlines()))
    if not language.review:
        head.append(NOT_REVIEWED)
    catalogue.update(wanted, no_fuzzy_matching=True)
    path.write_bytes(_written(catalogue, head, language))
    return sum(1 for message in catalogue if message.id and not all(forms(message.string)))


def _written(catalogue: Catalog, head: list[str], language: Language) -> bytes:
    """The file: our own short head (no dates, so that nothing changes by itself), then the strings."""
    body = BytesIO()
    write_po(body, catalogue, width=0, omit_header=True, sort_by_file=True, ignore_obsolete=True, include_lineno=False)
    top = (
        f'msgid ""\nmsgstr ""\n"Language: {language.babel}\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n\n'
    )
    return "\n".join((*head, top)).encode() + body.getvalue()
