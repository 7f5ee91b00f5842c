"""Who the made-up parents are: habits as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b


@dataclass(frozen=True, slots=True)
class Persona:
    """A way to answer. Habits are percents of the questions where they are possible.

    language: spoken where the questionnaire has it, else its first one. then: the language changed to on the way.
    draws: takes any answer, not the first that fits. types: writes instead of tapping. skips, returns (to the question
    before), changes (an answer given before), asks (why, what is meant), babbles (writes what fits nothing), pauses.
    leaves: after so many questions, 0 never. declines: says no at the beginning. strays: takes the choices that end it.
    """

    name: str
    language: str = ""
    then: str = ""
    draws: bool = True
    types: int = 0
    skips: int = 0
    returns: int = 0
    changes: int = 0
    asks: int = 0
    babbles: int = 0
    pauses: int = 0
    leaves: int = 0
    declines: bool = False
    strays: bool = False


STEADY = Persona("steady", draws=False)
PERSONAS: Mapping[str, Persona] = {
    persona.name: persona
    for persona in (
        STEADY,
        Persona("patient", asks=20),
        Persona("hurried", skips=70),
        Persona("wavering", changes=30, returns=30),
        Persona("writing", types=100),
        Persona("puzzled", asks=60, babbles=40, returns=20),
        Persona("interrupted", pauses=40, skips=20),
        Persona("arabic", language="ar", types=40, asks=20),
        Persona("bilingual", then="ar", types=30),
        Persona("leaving", leaves=3),
        Persona("declining", declines=True),
        Persona("outside", strays=True),
    )
}

IDEAS: Mapping[str, str] = {
    "fr": "Un parc propre et calme.",
    "fr-x-falc": "Un parc propre.",
    "en": "A clean and quiet park.",
    "ar": "حديقة نظيفة وهادئة.",
    "tr": "Temiz ve sakin bir park.",
    "pt": "Um parque limpo e calmo.",
    "es": "Un parque limpio y tranquilo.",
    "ro": "Un parc curat și liniștit.",
    "ru": "Чистый и тихий парк.",
    "uk": "Чистий і тихий парк.",
    "fa": "یک پارک پاک و آرام.",
    "so": "Beer nasasho oo nadiif ah.",
    "br": "Ul liorzh naet ha sioul.",
}
BABBLE = "xyzzy"


class Dice:
    """Chance for made-up parents: drawn from a name, so that the same name always falls the same way."""

    def __init__(self, name: str) -> None:
        self._name, self._thrown = name, 0

    def below(self, sides: int) -> int:
        """A number from 0 to `sides` - 1."""
        self._thrown += 1
        drawn = blake2b(f"{self._name}/{self._thrown}".encode(), digest_size=8).digest()
        return int.from_bytes(drawn, "big") % sides

    def falls(self, percent: int) -> bool:
        """True in `percent` of a hundred throws. What never happens throws nothing."""
        return percent > 0 and self.below(100) < percent
