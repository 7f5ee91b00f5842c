"""The languages of the interface: name in their own script, direction, fallbacks. One line here and one .po add one."""

from dataclasses import dataclass

FRENCH = "fr"
_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "prs", "ps", "sd", "ug", "ur", "yi"})


@dataclass(frozen=True, slots=True)
class Language:
    """tag: BCP 47. autonym: its name for those who speak it. related: tags tried before French when a text is missing.
    babel: name of the Babel locale that knows its dates and numbers (some of our tags are unknown to CLDR).
    staff: whether texts that only staff see are translated too."""

    tag: str
    autonym: str
    babel: str
    related: tuple[str, ...] = ()
    staff: bool = False


LANGUAGES: dict[str, Language] = {
    language.tag: language
    for language in (
        Language("fr", "Français", "fr", staff=True),
        Language("fr-x-falc", "Français facile", "fr"),
        Language("en", "English", "en", staff=True),
        Language("ar", "العربية", "ar"),
        Language("tr", "Türkçe", "tr"),
        Language("pt", "Português", "pt"),
        Language("es", "Español", "es"),
        Language("ro", "Română", "ro"),
    )
}
_BY_FOLDED_TAG = {tag.casefold(): tag for tag in LANGUAGES}


def resolve(hint: str) -> str:
    """Best known tag for a hint: an IETF tag of any case ("pt-BR"), or an Accept-Language list. Else French."""
    for wanted in _by_preference(hint):
        for shorter in _shortened(wanted):
            if known := _BY_FOLDED_TAG.get(shorter.casefold()):
                return known
    return FRENCH


def chain(tag: str) -> tuple[str, ...]:
    """Tags to try for a text, in order: the language, its shorter tags, its relatives, French at last."""
    shorter = _shortened(tag)
    related = (relative for known in shorter if known in LANGUAGES for relative in LANGUAGES[known].related)
    return tuple(dict.fromkeys((*shorter, *related, FRENCH)))


def is_rtl(tag: str) -> bool:
    """Whether the language is written from right to left; also answers for tags that have no catalogue."""
    return tag.split("-", 1)[0].casefold() in _RIGHT_TO_LEFT


def direction(tag: str) -> str:
    """ "rtl" or "ltr", as the `dir` attribute of HTML wants it."""
    return "rtl" if is_rtl(tag) else "ltr"


def autonym(tag: str) -> str:
    """The language's name in itself; the tag when it is not in the registry."""
    return LANGUAGES[tag].autonym if tag in LANGUAGES else tag


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
