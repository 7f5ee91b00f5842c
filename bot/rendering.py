"""One message of the services as Telegram wants it: HTML text and an inline keyboard. Pure."""

from dataclasses import dataclass
from html import escape

from bot.bidi import clean, cut, directed, units
from bot.keyboards import Row, keyboard
from locales.languages import is_rtl
from services.messages import Message

BUDGET = 3500  # UTF-16 units of text; Telegram takes 4096, counted in a way its sources disagree about
_BOLD = 300  # a longer first paragraph is no question but a text to read
_OPTION = 60  # to what an option is cut when the whole is too long
_NOTHING = "…"  # Telegram refuses an empty message


@dataclass(frozen=True, slots=True)
class Rendered:
    """html: text for parse mode HTML. keyboard: rows of buttons, empty for none."""

    html: str
    keyboard: list[Row]


def render(message: Message) -> Rendered:
    """`message` within Telegram's limits, whatever its length; directions and letters as Telegram keeps them."""
    paragraphs, options, footer = _fitted(message)
    html = escape(_joined(paragraphs, options, footer), quote=False)
    if message.question and units(paragraphs[0]) <= _BOLD:
        title = escape(paragraphs[0], quote=False)
        html = f"<b>{title}</b>{html.removeprefix(title)}"
    return Rendered(html, keyboard(message.buttons, message.language))


def plain(message: Message) -> str:
    """The same text without mark-up."""
    return _joined(*_fitted(message))


Parts = tuple[list[str], list[str], str]


def _fitted(message: Message) -> Parts:
    """The parts of the text, cut when they are too long together: options first, then the longest paragraphs."""
    paragraphs, options, footer = _cleaned(message)
    if _length(paragraphs, options, footer) > BUDGET:
        options = [cut(option, _OPTION) for option in options][: BUDGET // 2 // _OPTION]
        footer = cut(footer, BUDGET // 10)
    if (excess := _length(paragraphs, options, footer) - BUDGET) > 0:
        paragraphs = _shortened(paragraphs, excess)

    if not is_rtl(message.language):
        return paragraphs, options, footer

    def lines(text: str) -> str:
        """Each line by itself: clients take the direction of each one from its first strong character."""
        return "\n".join(directed(line, message.language) for line in text.split("\n"))

    return list(map(lines, paragraphs)), list(map(lines, options)), lines(footer)


def _cleaned(message: Message) -> Parts:
    """The parts as Telegram keeps them, none empty. Where nothing has to be cleaned, one look at the whole tells."""
    whole = "\n".join((*message.paragraphs, *message.options, message.footer))
    tidy = str.strip if clean(whole) == whole else lambda part: clean(part).strip()
    paragraphs = [part for part in map(tidy, message.paragraphs) if part]
    options = [part for part in map(tidy, message.options) if part]
    return paragraphs or [_NOTHING], options, tidy(message.footer)


def _shortened(paragraphs: list[str], excess: int) -> list[str]:
    """Paragraphs from which `excess` units are gone, taken from the end: the question comes first."""
    kept = list(paragraphs)
    while excess > 0 and kept:
        last = kept.pop()
        excess -= units(last) + 2
        if excess < 0:
            kept.append(cut(last, -excess))
    return kept or [_NOTHING]


def _length(paragraphs: list[str], options: list[str], footer: str) -> int:
    """Upper bound of the units of the text: breaks and direction marks counted. Where half the budget is enough for the
    characters nobody has to count closer."""
    parts = (*paragraphs, *options, footer)
    roughly = sum(map(len, parts)) + 2 * len(parts)
    if roughly < BUDGET // 2:
        return roughly
    return sum(units(part) + part.count("\n") + 3 for part in parts)


def _joined(paragraphs: list[str], options: list[str], footer: str) -> str:
    return "\n\n".join(block for block in (*paragraphs, "\n".join(options), footer) if block)
