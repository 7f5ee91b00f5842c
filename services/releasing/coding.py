"""Sorting parents' own words into themes: one answer at a time, its words and nothing about who wrote them.

The first reading counts. A second reader may look at one answer in `EVERY`, without seeing what the first one found:
how often they agree tells whether the themes are clear."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.accounts.staff import Actor
from services.context import Context, Transaction
from services.errors import Malformed, NotFound, Taken
from services.releasing import moderation, themes
from storage import audit, interviews, quotes
from storage import themes as store
from storage.campaigns import Campaign
from storage.themes import FIRST, SECOND, Finding, Theme

EVERY = 5  # one answer in so many is read twice
READERS = (FIRST, SECOND)


@dataclass(frozen=True, slots=True)
class Words:
    """One answer, masked as in `moderation`. translation: "" for none. found: what this reader found, None before."""

    id: int
    text: str
    translation: str
    language: str
    found: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class Desk:
    """left: answers that this reader has still to read, of `all` (a second reader's are only part of them)."""

    code: str
    item: str
    question: str
    version: int
    themes: tuple[Theme, ...]
    is_closed: bool
    reader: int
    words: Words | None
    left: int
    all: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two readers agree. both: answers that both read. alpha: Krippendorff's, by theme; None where neither found
    it, or both found it everywhere: then there is nothing to agree on."""

    both: int
    alpha: Mapping[int, float | None]


def desk(
    transaction: Transaction,
    context: Context,
    who: Actor,
    code: str,
    item: str,
    reader: int = FIRST,
    after: int = -1,
    number: int | None = None,
) -> Desk:
    """The next answer to read, after the one with the number `after`, around the end; or the one with `number`.
    NotFound, Refused."""
    campaign, form = themes.entered(transaction, context, who, code)
    question = themes.question_of(form, item)
    moderation.take_in(transaction, context, campaign, form)
    place = form.place(item)
    waiting = store.to_read(transaction, campaign.id, place, reader, who.id, EVERY)
    chosen = number if number is not None else next((one for one in waiting if one > after), next(iter(waiting), None))
    words = _words(transaction, context, campaign, place, reader, chosen) if chosen is not None else None
    book = store.book(transaction, campaign.id, place)
    read = len(store.readings(transaction, campaign.id, place, reader))
    is_closed = place in store.closed(transaction, campaign.id)
    asked = question.text.in_("fr")
    left = len(waiting)
    return Desk(campaign.code, item, asked, book.version, book.themes, is_closed, reader, words, left, left + read)


def sort(
    transaction: Transaction,
    context: Context,
    who: Actor,
    code: str,
    item: str,
    number: int,
    found: Sequence[int],
    *,
    reader: int = FIRST,
    none: bool = False,
) -> None:
    """Keep what was found in an answer. none: no theme, said as such. NotFound when it is gone; Taken when the question
    is closed, or when the same person would be both readers; Malformed when nothing was said, or both, or a theme that
    is none."""
    campaign, form = themes.entered(transaction, context, who, code)
    themes.question_of(form, item)
    place = form.place(item)
    _of_question(transaction, context, campaign, place, number)
    known = store.found(transaction, number)
    other = known.get(SECOND if reader == FIRST else FIRST)
    if place in store.closed(transaction, campaign.id) or (other is not None and other.staff_id == who.id):
        raise Taken(str(number))
    if reader not in READERS or (reader == SECOND and other is None):
        raise NotFound(str(number))
    book = store.book(transaction, campaign.id, place)
    ordered = tuple(theme.id for theme in book.themes if theme.id in found)
    if set(found) - set(ordered) or bool(ordered) == none:
        raise Malformed("found")
    store.find(transaction, number, reader, Finding(who.id, book.version, ordered))
    audit.note(transaction, context.now(), who.id, "theme_found", str(number))


def agreement(transaction: Transaction, context: Context, who: Actor, code: str, item: str) -> Agreement:
    """NotFound, Refused."""
    campaign, form = themes.entered(transaction, context, who, code)
    themes.question_of(form, item)
    place = form.place(item)
    first, second = (store.readings(transaction, campaign.id, place, reader) for reader in READERS)
    both = sorted(first.keys() & second.keys())
    ids = [theme.id for theme in store.book(transaction, campaign.id, place).themes]
    pairs = {theme: [(theme in first[one].themes, theme in second[one].themes) for one in both] for theme in ids}
    return Agreement(len(both), {theme: alpha(found) for theme, found in pairs.items()})


def alpha(pairs: Sequence[tuple[bool, bool]]) -> float | None:
    """Krippendorff's alpha of two readers who say yes or no: 1 when they always agree, 0 when they agree as often as
    chance would. None when all say the same. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), part B.
    """
    yes = sum(map(sum, pairs))
    no = 2 * len(pairs) - yes
    apart = sum(one is not other for one, other in pairs)
    return 1 - (yes + no - 1) * apart / (yes * no) if yes and no else None


def _words(
    transaction: Transaction, context: Context, campaign: Campaign, place: int, reader: int, number: int
) -> Words:
    quote = _of_question(transaction, context, campaign, place, number)
    language = interviews.get_all(transaction, [quote.interview_id])[quote.interview_id].interview.language
    finding = store.found(transaction, number).get(reader)
    return Words(number, quote.text, quote.translation, language, finding.themes if finding else None)


def _of_question(
    transaction: Transaction, context: Context, campaign: Campaign, place: int, number: int
) -> quotes.Quote:
    known = quotes.get(transaction, context.vault, number)
    if known is None or (known[0], known[1].item) != (campaign.id, place):
        raise NotFound(str(number))
    return known[1]
