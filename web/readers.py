"""Who reads a page: the language, its direction, its texts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from starlette.requests import Request

from locales.catalogues import format_date, format_list, format_moment, format_number, format_size, translator
from locales.languages import FRENCH, LANGUAGES, direction, resolve

_NANTES = ZoneInfo("Europe/Paris")
Translate = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Reader:
    """language: BCP 47 tag of the words. direction: "ltr" or "rtl". text: msgid to text."""

    language: str
    direction: str
    text: Translate

    def day(self, moment: datetime) -> str:
        """The day of `moment` in Nantes, in letters."""
        return format_date(moment.astimezone(_NANTES).date(), self.language)

    def date(self, day: date) -> str:
        """`day`, in letters."""
        return format_date(day, self.language)

    def moment(self, moment: datetime) -> str:
        """Day and hour of `moment` in Nantes."""
        local = moment.astimezone(_NANTES)
        return format_moment(local, self.language)

    def number(self, value: int) -> str:
        return format_number(value, self.language)

    def size(self, count: int) -> str:
        """The size of a file of `count` bytes."""
        return format_size(count, self.language)

    def listed(self, parts: Sequence[str]) -> str:
        """Parts in one sentence."""
        return format_list(parts, self.language)


def reader(language: str) -> Reader:
    return Reader(language, direction(language), translator(language).gettext)


def hint(request: Request) -> str:
    """What the person asked for: `?lang=`, else what the browser says."""
    return request.query_params.get("lang") or request.headers.get("accept-language", "")


def asking(request: Request) -> Reader:
    """The reader of a page that has no conversation yet."""
    return reader(resolve(hint(request)))


def staff_reader(request: Request) -> Reader:
    """The reader of a console page: staff texts exist in some languages only, French first."""
    wished = resolve(hint(request))
    return reader(wished if "console" in LANGUAGES[wished].staff else FRENCH)
