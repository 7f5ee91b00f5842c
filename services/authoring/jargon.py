"""Words that parents do not use, and theirs for the same thing.

The lists are `words/jargon.LANGUAGE.csv` (columns `term`, `instead`), to be edited by whoever listens to parents. A
term in small letters is found in any case and in the plural; one with capitals (« REP ») only as written.
"""

import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files


def jargon(text: str, language: str) -> Iterator[tuple[str, str]]:
    """(words as they stand in the text, what parents say instead), in the order of the list; each term once."""
    for pattern, instead in _terms(language.split("-")[0]):
        found = pattern.search(text)
        if found:
            yield found[0], instead


@cache
def _terms(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    source = files(__package__).joinpath("words", f"jargon.{language}.csv")
    if not source.is_file():
        return ()
    rows = csv.DictReader(source.read_text(encoding="utf-8").splitlines())
    return tuple((_pattern(row["term"]), row["instead"]) for row in rows)


def _pattern(term: str) -> re.Pattern[str]:
    """The term as whole words; every apostrophe is the same, every space a run of them."""
    plural = "" if term != term.lower() else "[sx]?"
    words = r"\s+".join(re.escape(word).replace("'", "['’]") + plural for word in term.split())
    flags = re.IGNORECASE if term == term.lower() else re.NOFLAG
    return re.compile(rf"(?<![\w+-]){words}(?![\w+-])", flags)
