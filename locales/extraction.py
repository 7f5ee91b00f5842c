"""The strings of the source: every `_()` and `ngettext()` of the Python code and of the Jinja templates."""

from collections.abc import Sequence
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir

from locales.languages import Language

ROOT = Path(__file__).parent.parent
SOURCES = ("bot", "exports", "services", "surveys", "voix", "web")
METHODS = [("**.py", "python"), ("**/templates/**.*", "jinja2")]
OPTIONS = {"**/templates/**.*": {"silent": "false", "trimmed": "true", "encoding": "utf-8"}}
STAFF = {
    "console": (
        "services/digest_words.py",
        "services/fieldwork/",
        "services/forms/problem_texts.py",
        "services/officer_chat/",
        "web/console",
        "web/templates/console",
    ),
    "backstage": (
        "exports/writers/ddi.py",
        "exports/writers/note.py",
        "exports/writers/package.py",
        "voix/",
    ),
}
"""Where the texts are that only staff read, by who reads them: at the console; at the command line and in archives."""
NOTE_TO_TRANSLATORS = "Translators:"


def source_strings(root: Path = ROOT) -> Catalog:
    """A catalogue without translations. Locations name the file only, so that moving a line changes nothing."""
    found = Catalog(charset="utf-8")
    for package in SOURCES:
        rows = extract_from_dir(root / package, METHODS, OPTIONS, comment_tags=[NOTE_TO_TRANSLATORS])
        for name, _line, message, comments, context in rows:
            if message:
                found.add(message, None, [(f"{package}/{name}", 0)], auto_comments=comments, context=context)
    return found


def wanted_by(language: Language, source: Catalog) -> Catalog:
    """What the catalogue of `language` holds: texts for parents, and those for staff alone where staff speak it."""
    others = tuple(path for readers, paths in STAFF.items() if readers not in language.staff for path in paths)
    found = Catalog(charset="utf-8")
    for message in source:
        if message.id and not all(name.startswith(others) for name, _line in message.locations):
            found[message.id] = message
    return found


def forms(string: str | Sequence[str] | None) -> tuple[str, ...]:
    """All plural forms of a message id or of a translation; one when it has no plural."""
    return (string or "",) if string is None or isinstance(string, str) else tuple(string)
