"""Wordings of one text in several languages, and the one rule by which a language is picked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

FRENCH = "fr"


@dataclass(frozen=True, slots=True)
class Text:
    """One text in several languages. `wordings` maps a BCP 47 tag ("fr", "fr-x-falc", "ar") to plain text."""

    wordings: Mapping[str, str]

    def has(self, language: str) -> bool:
        return bool(self.wordings.get(language))

    def in_(self, language: str) -> str:
        """The wording in `language`, else French, else any: a text is never silently empty."""
        return self.wordings.get(language) or self.wordings.get(FRENCH) or next(iter(self.wordings.values()), "")


def common_language(texts: Iterable[Text], chain: Sequence[str]) -> str:
    """First language of `chain` in which every text exists: a prompt is never half in one language, half in another."""
    wanted = tuple(texts)
    for language in chain:
        if all(text.has(language) for text in wanted):
            return language
    return chain[-1] if chain else FRENCH
