"""One language that a readable file is written in: its words, its numbers and its direction."""

from dataclasses import dataclass
from datetime import date

from exports.study import Translate
from locales.catalogues import format_date, format_number, format_percent, translator
from locales.languages import FRENCH, LANGUAGES, autonym, is_rtl


@dataclass(frozen=True, slots=True)
class Edition:
    """language: BCP 47 tag. text: a French text in that language."""

    language: str
    text: Translate

    @property
    def is_rtl(self) -> bool:
        return is_rtl(self.language)

    @property
    def name(self) -> str:
        """The language in itself."""
        return autonym(self.language)

    @property
    def is_reviewed(self) -> bool:
        """Whether a speaker has read its words."""
        return self.language in LANGUAGES and LANGUAGES[self.language].reviewed

    def number(self, value: int) -> str:
        return format_number(value, self.language)

    def percent(self, points: int) -> str:
        return format_percent(points, self.language)

    def day(self, day: date) -> str:
        return format_date(day, self.language)


def edition(language: str) -> Edition:
    """In the words of the catalogue; in French where it has none."""
    return Edition(language, translator(language).gettext)


def is_french(language: str) -> bool:
    """French, or French in other words."""
    return language.split("-")[0] == FRENCH
