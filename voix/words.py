"""What the command line says, in the operator's language (French unless LANG names another one we speak)."""

from collections.abc import Mapping

from locales import languages
from locales.catalogues import translator

_spoken = languages.FRENCH


def speak(environment: Mapping[str, str]) -> None:
    """Take the language from LC_ALL, LC_MESSAGES or LANG, as terminals do. Called once, by the command line."""
    global _spoken
    hint = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    _spoken = languages.resolve(hint.split(".", 1)[0])


def gettext(text: str) -> str:
    """`text` (plain French) in the operator's language."""
    return translator(_spoken).gettext(text)
