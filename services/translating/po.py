"""Translations as a PO file (gettext), by Babel. The state is a comment; what is stale is fuzzy, as PO editors show it.

#. survey 4 | 40 characters at most
# state: reviewed
msgctxt "choices/role/mother/label"
msgid "Une mère"
msgstr "A mother"
"""

import io
import re
from collections.abc import Iterator

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po

from services.translating.records import KEPT, State
from services.translating.sheaf import Entry, Sheaf
from surveys.problems import Place, Problem

_HEAD = (
    "# Questionnaire: {name}\n# Language: {language}\n"
    'msgid ""\nmsgstr ""\n"Language: {short}\\n"\n"MIME-Version: 1.0\\n"\n'
    '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n\n'
)
_STATE = "state: "
_NAMED = re.compile(r"^\s*(Questionnaire|Language):\s*(\S.*?)\s*$", re.MULTILINE)


def write(sheaf: Sheaf) -> bytes:
    """The file, the same for the same texts: no date stands in it."""
    catalogue = Catalog(charset="utf-8")
    for entry in sheaf.entries:
        state = [] if entry.state in (State.MISSING, State.STALE) else [_STATE + entry.state.value]
        most = [f"{entry.most} characters at most"] if entry.most else []
        flags = {"fuzzy"} if entry.state is State.STALE else set()
        message = catalogue.add(
            entry.source,
            entry.text,
            context=entry.key,
            auto_comments=[" | ".join((entry.where, *most))],
            user_comments=state,
        )
        message.flags = flags  # Babel takes "100 % des" for a format
    body = io.BytesIO()
    write_po(body, catalogue, width=0, omit_header=True)
    short = sheaf.language.split("-")[0]  # all that PO editors and Babel understand of "fr-x-falc"
    head = _HEAD.format(name=sheaf.questionnaire, language=sheaf.language, short=short)
    return head.encode() + body.getvalue()


def read(data: bytes) -> Sheaf | Problem:
    """What a translator sent back. A text that is neither stale nor marked as a program's counts as translated."""
    try:
        catalogue = read_po(io.BytesIO(data), charset="utf-8", abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError, LookupError, TypeError, AttributeError, IndexError):
        return Problem("not_translations")
    named = dict(_NAMED.findall(catalogue.header_comment.replace("#", " ")))
    messages = [message for message in catalogue if message.id and message.context]
    if not messages or len(named) < 2:
        return Problem("not_translations")
    for message in messages:
        if (said := _said(message)) not in KEPT:
            values = {"value": said, "allowed": ", ".join(KEPT)}
            return Problem("bad_value", Place(row=message.lineno or 0), values)
    for number, key in _twice(data):
        return Problem("text_twice", Place(row=number), {"key": key})
    return Sheaf(named["Questionnaire"], named["Language"], tuple(map(_entry, messages)))


def _said(message: Message) -> str:
    """The state a comment names."""
    states = [comment.removeprefix(_STATE).strip() for comment in message.user_comments if comment.startswith(_STATE)]
    return states[-1] if states else State.TRANSLATED.value


def _entry(message: Message) -> Entry:
    text = str(message.string or "")
    state = KEPT[_said(message)] if text else State.MISSING
    state = State.STALE if text and message.fuzzy else state
    return Entry(str(message.context), str(message.id), text, state, row=message.lineno or 0)


def _twice(data: bytes) -> Iterator[tuple[int, str]]:
    """(line, key) of each key that comes again: Babel would keep one of the two."""
    seen = set()
    for number, line in enumerate(data.decode("utf-8-sig").splitlines(), start=1):
        match = re.fullmatch(r'msgctxt "(.*)"\s*', line)
        if match and match[1] in seen:
            yield number, match[1]
        elif match:
            seen.add(match[1])
