"""The languages of the interface, each told by the head of its catalogue: one .po file adds one.

The head of a catalogue, before its first text (names and tags here are those of Portuguese):

    # Name: Português                     its name for those who speak it; two of them with a slash in between
    # Review: translated, not yet reviewed by a speaker        or: reviewed by <whom>, <month year>
    # Stands in for: gl                   optional: related languages whose readers get it before French
    # Staff: console, backstage           optional: who among staff has texts in it (see `extraction`)
    "Language: pt\\n"                      the Babel locale that knows its dates, numbers and plurals; else the tag
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FRENCH = "fr"
REVIEWED = "reviewed by "
_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "prs", "ps", "sd", "ug", "ur", "yi"})
_FIELD = re.compile(r'^(?:# |")([A-Z][\w -]+): (.*?)(?:\\n")?$', re.MULTILINE)
_LONGEST_HEAD = 2000  # signs


@dataclass(frozen=True, slots=True)
class Language:
    """tag: BCP 47. autonym: its name for those who speak it. stands_in_for: tags of related languages whose readers
    get it before French. babel: name of the Babel locale that knows its dates and numbers (some of our tags are
    unknown to CLDR). staff: which readers among staff have their texts in it. review: what its catalogue says."""

    tag: str
    autonym: str
    babel: str
    stands_in_for: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    review: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """What those who speak it call it: "فارسی / دری" is two names of one written language."""
        return (self.autonym, *(name.strip() for name in self.autonym.split("/")))

    @property
    def reviewed(self) -> bool:
        """Whether a speaker has read all of it."""
        return self.tag == FRENCH or self.review.startswith(REVIEWED)


def registry(folder: Path = Path(__file__).parent) -> dict[str, Language]:
    """French, then its variants, then one language per catalogue of `folder`, in the order of their own names.

    ValueError when a head lacks the name."""
    known = [Language(FRENCH, "Français", FRENCH, staff=("console", "backstage")), *map(_told, folder.glob("*.po"))]
    known.sort(key=lambda language: (_shortened(language.tag)[-1] != FRENCH, language.autonym.casefold()))
    return {language.tag: language for language in known}


def _told(path: Path) -> Language:
    """What the head of a catalogue says; the name of the file is the tag."""
    with path.open(encoding="utf-8") as catalogue:
        head, _, _ = catalogue.read(_LONGEST_HEAD).partition("\n\n")
    fields = dict(_FIELD.findall(head))
    if "Name" not in fields:
        raise ValueError(f"{path.name}: the head needs a line « # Name: ... », the language's name in itself")
    return Language(
        path.stem,
        fields["Name"],
        fields.get("Language", path.stem),
        _listed(fields.get("Stands in for", "")),
        _listed(fields.get("Staff", "")),
        fields.get("Review", ""),
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.replace(",", " ").split())


def resolve(hint: str) -> str:
    """Best known tag for a hint: an IETF tag of any case ("pt-BR"), or an Accept-Language list. Else French."""
    folded = {tag.casefold(): tag for tag in LANGUAGES}
    for wanted in _by_preference(hint):
        for alike in _alike(wanted):
            if known := folded.get(alike.casefold()):
                return known
    return FRENCH


@lru_cache(maxsize=256)
def chain(tag: str) -> tuple[str, ...]:
    """Tags to try for a text, in order: the language, its shorter tags, what stands in for it, French at last."""
    return tuple(dict.fromkeys((*_alike(tag), FRENCH)))


@lru_cache(maxsize=256)
def is_rtl(tag: str) -> bool:
    """Whether the language is written from right to left; also answers for tags that have no catalogue."""
    return tag.split("-", 1)[0].casefold() in _RIGHT_TO_LEFT


def direction(tag: str) -> str:
    """ "rtl" or "ltr", as the `dir` attribute of HTML wants it."""
    return "rtl" if is_rtl(tag) else "ltr"


def autonym(tag: str) -> str:
    """The language's name in itself; the tag when it is not in the registry."""
    return LANGUAGES[tag].autonym if tag in LANGUAGES else tag


def _alike(tag: str) -> tuple[str, ...]:
    """The tag, its shorter tags, and the languages that stand in for one of them."""
    shorter = _shortened(tag)
    folded = {step.casefold() for step in shorter}
    return (*shorter, *(known.tag for known in LANGUAGES.values() if not folded.isdisjoint(known.stands_in_for)))


def _by_preference(hint: str) -> list[str]:
    """Tags of an Accept-Language list (RFC 9110 section 12.5.4), most wanted first; refused and odd ones dropped."""
    weighted = []
    for part in hint[:500].replace("_", "-").split(","):
        tag, _, parameter = part.partition(";")
        weight = parameter.strip().removeprefix("q=")
        try:
            weighted.append((float(weight) if weight else 1.0, tag.strip()))
        except ValueError:
            continue
    return [tag for weight, tag in sorted(weighted, key=lambda pair: -pair[0]) if weight > 0 and tag]


def _shortened(tag: str) -> tuple[str, ...]:
    """A tag and the ones got by dropping its last subtags (RFC 4647 lookup; a lone "x" goes with its subtag)."""
    parts = tag.split("-")
    steps = (parts[:count] for count in range(len(parts), 0, -1))
    return tuple("-".join(step) for step in steps if step[-1].casefold() != "x")


LANGUAGES: dict[str, Language] = registry()
