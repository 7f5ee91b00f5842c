"""Posters that lead to a campaign: French alone, or French and at least two other languages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from babel.dates import format_date

from locales.catalogues import translator
from locales.languages import FRENCH, LANGUAGES, direction
from services.errors import ServiceError
from services.reaching.printing import pdf
from surveys.texts import Text

SIZES = ("a4", "a5")


class BadPoster(ServiceError):
    """A poster that may not hang. `args[0]`: "two" (one language beside French), "french" (French is missing),
    "language" (one we do not speak), "size"."""


@dataclass(frozen=True, slots=True)
class Poster:
    """title: of the questionnaire. web_link, telegram_link ("" for none): what the codes lead to. code: to be typed.
    until: the last day, if there is one."""

    title: Text
    web_link: str
    telegram_link: str
    code: str
    district: str = ""
    until: date | None = None


def check(languages: Sequence[str], size: str = SIZES[0]) -> None:
    """French alone, or French and two others at least: with a single translation beside French, French law sees a
    notice that leaves out the others (circular of 19 March 1996, 2.6.2). BadPoster."""
    if size not in SIZES:
        raise BadPoster("size")
    if not set(languages) <= set(LANGUAGES):
        raise BadPoster("language")
    if FRENCH not in languages:
        raise BadPoster("french")
    if len({tag for tag in languages if not is_french(tag)}) == 1:
        raise BadPoster("two")


def is_french(tag: str) -> bool:
    """Plain French is French."""
    return tag.split("-")[0] == FRENCH


def draw(poster: Poster, languages: Sequence[str], size: str, now: datetime) -> bytes:
    """The poster as PDF, one page. languages: in the order they stand below French. BadPoster."""
    check(languages, size)
    ordered = [FRENCH, *(tag for tag in dict.fromkeys(languages) if not is_french(tag))]
    content = {
        "size": size,
        "blocks": [_block(poster, tag) for tag in ordered],
        "link": poster.web_link.partition("://")[2] or poster.web_link,
        "code": poster.code,
        "district": poster.district,
        "telegram": bool(poster.telegram_link),
    }
    codes = {"web.svg": poster.web_link}
    if poster.telegram_link:
        codes["telegram.svg"] = poster.telegram_link
    return pdf("poster.typ", content, codes, now)


def _block(poster: Poster, tag: str) -> dict[str, str]:
    """What a poster says in one language."""
    _ = translator(tag).gettext
    until = ""
    if poster.until:
        day = format_date(poster.until, "full", locale=LANGUAGES[tag].babel)
        until = _("Vous pouvez répondre jusqu'au {day}.").format(day=day)
    return {
        "lang": tag.split("-")[0],
        "direction": direction(tag),
        "call": _("Parents, donnez votre avis."),
        "title": poster.title.in_(tag),
        "scan": _("Scannez ce code avec votre téléphone."),
        "promise": _("Votre nom n'est pas demandé."),
        "until": until,
    }
