"""Translations that no longer say what the French says, and those that nobody vouches for yet."""

from collections import Counter
from collections.abc import Iterable, Iterator

from locales.languages import LANGUAGES, chain
from services.sheets.wordings import Wording
from services.translating.records import FIELD, State, state_of, unreadable
from surveys.problems import Level, Problem
from surveys.texts import FRENCH

_TOLD = {State.MACHINE: ("machine_translations", Level.WARNING), State.TRANSLATED: ("unreviewed", Level.NOTE)}


def translations(wordings: Iterable[Wording], languages: Iterable[str]) -> Iterator[Problem]:
    """Each stale text on its cell; then how many texts of which languages are a program's, and how many unreviewed.

    Plain French counts as a language: it is made from the French, and gets stale with it.
    """
    texts = [wording for wording in wordings if wording.text.has(FRENCH)]
    lines = {(wording.line.sheet, wording.line.number): wording.line for wording in texts}.values()
    counts: dict[str, Counter[State]] = {}
    for language in (tag for tag in languages if tag != FRENCH):
        for line in lines:
            if unreadable(line, language):
                yield Problem("unreadable_record", line.place(FIELD, language), level=Level.WARNING)
        states = [state_of(wording, language) for wording in texts]
        for wording, state in zip(texts, states, strict=True):
            if state is State.STALE:
                yield Problem("stale_wording", wording.place(language), {"language": language}, Level.WARNING)
        counts[language] = Counter(states)
    for state, (code, level) in _TOLD.items():
        found = [f"{language} ({count[state]})" for language, count in counts.items() if count[state]]
        if found:
            yield Problem(code, values={"languages": ", ".join(found)}, level=level)


def own_words(languages: Iterable[str]) -> Iterator[Problem]:
    """Languages in which no speaker has read what the bot itself says, and those it does not speak at all."""
    told = tuple(languages)
    foreign = [tag for tag in told if not any(known in LANGUAGES for known in (tag, *chain(tag)[:-1]))]
    unread = [tag for tag in told if tag in LANGUAGES and not LANGUAGES[tag].reviewed]
    for code, found in (("bot_unreviewed", unread), ("bot_foreign", foreign)):
        if found:
            yield Problem(code, values={"languages": ", ".join(found)}, level=Level.NOTE)


def absent(languages: Iterable[str]) -> Iterator[Problem]:
    """Languages the bot speaks and the form does not: parents read it in another one."""
    told = set(languages)
    missing = [tag for tag in LANGUAGES if tag not in told]
    if missing:
        yield Problem("languages_absent", values={"languages": ", ".join(missing)}, level=Level.NOTE)
