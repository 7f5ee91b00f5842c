"""What a release is about."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from surveys.questionnaire import Questionnaire

Translate = Callable[[str], str]  # a French text to the text in the language of the files


@dataclass(frozen=True, slots=True)
class Study:
    """One campaign at the day of a release.

    campaign: its code. languages: those offered to parents. opened, built: days of the opening and of this release.
    synthetic: the answers are made up. version: of the software. key: secret that draws rounding directions; the same
    key gives the same figures again. number: of this release in the campaign, from 1. final: nothing more comes.
    city_first: people of groups that are still too small are counted in the city at once, and for good. coded: items
    that parents answered in own words, and that the questionnaire here has as their themes; with the last release only.
    crossing: the item whose classes questions are crossed with, "" for none.
    """

    campaign: str
    questionnaire: Questionnaire
    languages: tuple[str, ...]
    opened: date
    built: date
    synthetic: bool
    version: str
    key: bytes
    number: int = 1
    final: bool = True
    city_first: bool = False
    coded: frozenset[str] = frozenset()
    crossing: str = ""

    @property
    def release(self) -> str:
        """Name of the release, in every file; no two of an installation have the same."""
        return f"{'SYNTHETIC-' if self.synthetic else ''}{self.campaign}-{self.number}-{self.built.isoformat()}"


@dataclass(frozen=True, slots=True)
class Quote:
    """item: name of the question. text: as a person let it go. translation: into French, "" for none. number: of the
    interview; it orders nothing and is written nowhere. is_counted: in an earlier release. language: of the
    conversation. themes: names of the choices that stand for them. district: the choice that its parent took, "" when
    they are not counted there."""

    number: int
    is_counted: bool
    item: str
    text: str
    translation: str
    language: str
    themes: tuple[str, ...] = ()
    district: str = ""
