"""Does every catalogue say exactly what the source says? Problems are sentences for developers and translators."""

import re
from collections.abc import Iterator
from pathlib import Path

from babel.localedata import exists
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from locales.catalogues import FOLDER
from locales.extraction import forms, source_strings, wanted_by
from locales.languages import FRENCH, registry

COUNT = "count"  # the number of a plural; "one" and "two" may be said in words, without it
_PLACEHOLDER = re.compile(r"(?<!\{)\{(\w*)\}|%\((\w+)\)[sd]")


def problems(folder: Path = FOLDER, source: Catalog | None = None) -> list[str]:
    """Everything wrong in the catalogues of `folder`, each with the file and the string."""
    everything = source_strings() if source is None else source
    found: list[str] = []
    for tag, language in registry(folder).items():
        if tag == FRENCH:
            continue
        path = folder / f"{tag}.po"
        with path.open("rb") as stream:
            catalogue = read_po(stream, locale=language.babel)
        if not exists(language.babel):
            found.append(f"{path.name}: Babel has no dates for « {language.babel} »; name a locale that will do, as fr")
        if not language.review:
            found.append(f"{path.name}: the head does not say whether a speaker reviewed it (# Review: ...)")
        found.extend(f"{path.name}: {problem}" for problem in _compared(wanted_by(language, everything), catalogue))
    return found


def _compared(wanted: Catalog, catalogue: Catalog) -> Iterator[str]:
    keys = {_key(message) for message in wanted if message.id}
    for message in catalogue:
        if message.id and _key(message) not in keys:
            yield f"not in the source any more: {_shown(message)}"
    for message in wanted:
        if message.id:
            translated = catalogue.get(message.id, message.context)
            yield from _faults(message, translated, catalogue.num_plurals)


def _faults(message: Message, translated: Message | None, plurals: int) -> Iterator[str]:
    """What is wrong with the translation of one string."""
    if translated is None:
        yield f"missing: {_shown(message)}"
        return
    said = forms(translated.string)
    if not all(said):
        yield f"untranslated: {_shown(message)}"
        return
    if translated.fuzzy:
        yield f"fuzzy: {_shown(message)}"
    if message.pluralizable and len(said) != plurals:
        yield f"{len(said)} plural forms instead of {plurals}: {_shown(message)}"
    expected = placeholders(forms(message.id)[-1])
    optional = {COUNT} if message.pluralizable else set()
    for form in said:
        if placeholders(form) | optional != expected | optional:
            yield f"placeholders {sorted(placeholders(form))} instead of {sorted(expected)}: {_shown(message)}"


def placeholders(text: str) -> set[str]:
    """Names to be filled in: `{name}` of str.format, `%(name)s` of Jinja."""
    return {first or second for first, second in _PLACEHOLDER.findall(text)}


def _key(message: Message) -> tuple[str, str | None]:
    return forms(message.id)[0], message.context


def _shown(message: Message) -> str:
    places = ", ".join(dict.fromkeys(name for name, _line in message.locations))
    return f"« {_key(message)[0]} »" + (f" ({places})" if places else "")
