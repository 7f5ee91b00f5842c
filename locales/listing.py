"""The table of docs/languages.md, from the heads of the catalogues and what they hold."""

import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from locales.catalogues import FOLDER
from locales.extraction import ROOT, forms, source_strings, wanted_by
from locales.languages import FRENCH, Language, chain, direction, registry

PAGE = ROOT / "docs" / "languages.md"
_HEAD = (
    "| tag | name | direction | translated | reviewed by a speaker | then | stands in for |\n"
    "| --- | --- | --- | --- | --- | --- | --- |\n"
)
_TABLE = re.compile(r"\| tag \|.*?(?=\n\n|\Z)", re.DOTALL)


def table(folder: Path = FOLDER, source: Catalog | None = None) -> str:
    """One row per language: direction, share of its texts that are translated, review, what comes when one lacks."""
    everything = source_strings() if source is None else source
    return _HEAD + "\n".join(_row(language, folder, everything) for language in registry(folder).values())


def stale(page: Path = PAGE) -> list[str]:
    """What is wrong with the table in `page`, as one sentence; empty when it is today's."""
    if table() in page.read_text(encoding="utf-8"):
        return []
    return [f"{page.name}: its table is not today's; run python -m locales update"]


def refresh(page: Path = PAGE, source: Catalog | None = None) -> None:
    """Put today's table in the place of the one in `page`."""
    today = table(source=source)
    page.write_text(_TABLE.sub(lambda _: today, page.read_text(encoding="utf-8"), count=1), encoding="utf-8")


def _row(language: Language, folder: Path, everything: Catalog) -> str:
    if language.tag == FRENCH:
        translated = reviewed = "the source"
    else:
        translated = f"{_share(language, folder, everything)} %"
        reviewed = language.review.removeprefix("reviewed ") if language.reviewed else "not yet"
    cells = (
        f"`{language.tag}`",
        language.autonym,
        direction(language.tag),
        translated,
        reviewed,
        ", ".join(f"`{tag}`" for tag in chain(language.tag)[1:]),
        ", ".join(f"`{tag}`" for tag in language.stands_in_for),
    )
    return f"| {' | '.join(cells)} |"


def _share(language: Language, folder: Path, everything: Catalog) -> int:
    """Percent of the strings asked for that have all their forms, rounded down."""
    with (folder / f"{language.tag}.po").open("rb") as stream:
        catalogue = read_po(stream, locale=language.babel)
    wanted = [message for message in wanted_by(language, everything) if message.id]
    held = [catalogue.get(message.id, message.context) for message in wanted]
    return 100 * sum(1 for one in held if one is not None and all(forms(one.string))) // len(wanted)
