"""The themes of a question in own words: what each is, with an example and what it is not. Every version is kept."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.accounts import access, people, staff
from services.accounts.access import Action
from services.accounts.staff import Actor
from services.context import Context, Transaction
from services.errors import Malformed, NotFound, Taken
from services.releasing import coded, moderation
from services.releasing.coded import Coded
from storage import audit, campaigns
from storage import themes as store
from storage.campaigns import Campaign
from storage.themes import Book, Theme
from surveys.items import Open
from surveys.questionnaire import Questionnaire

MOST = 15  # themes of a question, on one form: with more, two people hardly find the same
LONGEST_NAME, LONGEST = 60, 200  # signs
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Draft:
    """A theme as somebody wrote it. id: 0 for a new one."""

    id: int
    name: str
    definition: str
    example: str
    excludes: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a question is. answers: that can be read; read: of them, by a first reader. unheard: spoken, and not
    written down yet. closed_on: when all was sorted, None before."""

    item: str
    question: str
    themes: int
    version: int
    answers: int
    read: int
    unheard: int
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class Version:
    """who: what colleagues call them, "" for nobody known."""

    number: int
    who: str
    on: date
    themes: tuple[Theme, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """The themes of one question. used: how many answers were found to have each. past: earlier versions."""

    code: str
    item: str
    question: str
    book: Book
    used: Mapping[int, int]
    closed_on: date | None
    past: tuple[Version, ...]


def overview(transaction: Transaction, context: Context, who: Actor, code: str) -> list[Standing]:
    """The questions of a campaign that have themes, or may have. New answers are taken in. NotFound, Refused."""
    campaign, form = entered(transaction, context, who, code)
    moderation.take_in(transaction, context, campaign, form)
    done = store.closed(transaction, campaign.id)
    return [_standing(transaction, campaign, form, item, done) for item in coded.codable(form)]


def desk(transaction: Transaction, context: Context, who: Actor, code: str, item: str) -> Desk:
    """NotFound, Refused."""
    campaign, form = entered(transaction, context, who, code)
    question = question_of(form, item)
    place = form.place(item)
    called = people.names(transaction, context)
    newest, *older = store.versions(transaction, campaign.id, place) or [store.NO_BOOK]
    past = (Version(one.version, called.get(one.staff_id, ""), one.made_on, one.themes) for one in older if one.made_on)
    closed = store.closed(transaction, campaign.id).get(place)
    used = _used(transaction, campaign, place)
    return Desk(campaign.code, item, question.text.in_("fr"), newest, used, closed, tuple(past))


def keep(
    transaction: Transaction,
    context: Context,
    who: Actor,
    code: str,
    item: str,
    version: int,
    drafts: Sequence[Draft],
) -> None:
    """A new version, when anything changed. version: the one that was edited. NotFound, Refused; Taken when somebody
    else was faster, or when the question is closed; Malformed with "names" (two alike), "words" (a name or a definition
    is missing, or too long), "many", or "used" when answers were found to have a theme that is left out."""
    campaign, form = entered(transaction, context, who, code)
    question_of(form, item)
    place = form.place(item)
    book = store.book(transaction, campaign.id, place)
    if book.version != version or place in store.closed(transaction, campaign.id):
        raise Taken(item)
    themes = _numbered([_clean(draft) for draft in drafts], _ever(transaction, campaign, place))
    _check(themes, _used(transaction, campaign, place))
    if themes != book.themes:
        new = Book(book.version + 1, themes, who.id, staff.today(context))
        store.keep(transaction, campaign.id, place, new)
        audit.note(transaction, context.now(), who.id, "themes", f"{campaign.code}/{item} {new.version}")


def close(transaction: Transaction, context: Context, who: Actor, code: str, item: str) -> None:
    """Nothing more is sorted: the themes are counted in the next release, which is the last. NotFound, Refused;
    Malformed with "running" (parents still answer), "themes" (there are none), "unread" or "unheard"."""
    campaign, form = entered(transaction, context, who, code)
    question_of(form, item)
    while moderation.take_in(transaction, context, campaign, form):
        pass
    standing = _standing(transaction, campaign, form, form.item(item), store.closed(transaction, campaign.id))
    if standing.closed_on is not None:
        return
    if why := _open_still(campaign, standing):
        raise Malformed(why)
    store.close(transaction, campaign.id, form.place(item), who.id, staff.today(context))
    audit.note(transaction, context.now(), who.id, "themes_closed", f"{campaign.code}/{item}")


def done(transaction: Transaction, campaign: Campaign, form: Questionnaire) -> tuple[Coded, ...]:
    """What themes are counted in a release: those of closed questions, in the last release alone. Themes that grow
    while parents answer would tell, from one release to the next, what a few people wrote."""
    if not campaign.has_ended:
        return ()
    return tuple(
        Coded(
            form.items[place].name,
            store.book(transaction, campaign.id, place).themes,
            store.of_interviews(transaction, campaign.id, place),
        )
        for place in store.closed(transaction, campaign.id)
    )


def are_due(transaction: Transaction, context: Context, who: Actor, code: str) -> bool:
    """Whether a release of an ended campaign would come without themes: somebody answered a question in own words, and
    its sorting is not closed. NotFound, Refused."""
    access.require(who, Action.BUILD_RELEASES, access.CITY)
    campaign = campaigns.by_code(transaction, code)
    if campaign is None:
        raise NotFound(code)
    form = context.shelf.get(transaction, campaign.questionnaire_id)
    closed = store.closed(transaction, campaign.id)
    places = [place for item in coded.codable(form) if (place := form.place(item.name)) not in closed]
    return campaign.has_ended and any(
        store.count(transaction, campaign.id, place)
        or store.unheard(transaction, campaign.id, place)
        or moderation.has_unread(transaction, campaign, place)
        for place in places
    )


def entered(transaction: Transaction, context: Context, who: Actor, code: str) -> tuple[Campaign, Questionnaire]:
    """The campaign, for who may read parents' own words. NotFound, Refused."""
    access.require(who, Action.MODERATE, access.CITY)
    campaign = campaigns.by_code(transaction, code)
    if campaign is None or campaign.kind == campaigns.TRIAL:
        raise NotFound(code)
    return campaign, context.shelf.get(transaction, campaign.questionnaire_id)


def question_of(form: Questionnaire, item: str) -> Open:
    """NotFound when there is none that themes can be counted of."""
    found = next((one for one in coded.codable(form) if one.name == item), None)
    if found is None:
        raise NotFound(item)
    return found


def _open_still(campaign: Campaign, standing: Standing) -> str:
    """Why a question cannot be closed, "" when it can."""
    if not campaign.has_ended:
        return "running"
    if not standing.themes:
        return "themes"
    if standing.unheard:
        return "unheard"
    return "unread" if standing.read < standing.answers else ""


def _standing(
    transaction: Transaction, campaign: Campaign, form: Questionnaire, item: object, done: Mapping[int, date]
) -> Standing:
    assert isinstance(item, Open)
    place = form.place(item.name)
    book = store.book(transaction, campaign.id, place)
    return Standing(
        item.name,
        item.text.in_("fr"),
        len(book.themes),
        book.version,
        store.count(transaction, campaign.id, place),
        len(store.readings(transaction, campaign.id, place, store.FIRST)),
        store.unheard(transaction, campaign.id, place),
        done.get(place),
    )


def _used(transaction: Transaction, campaign: Campaign, place: int) -> dict[int, int]:
    used: dict[int, int] = {}
    for reader in (store.FIRST, store.SECOND):
        for finding in store.readings(transaction, campaign.id, place, reader).values():
            for theme in finding.themes:
                used[theme] = used.get(theme, 0) + (reader == store.FIRST)
    return used


def _ever(transaction: Transaction, campaign: Campaign, place: int) -> frozenset[int]:
    """Ids that any version had: none is used twice."""
    books = store.versions(transaction, campaign.id, place)
    return frozenset(theme.id for book in books for theme in book.themes)


def _clean(draft: Draft) -> Draft:
    def plain(text: str) -> str:
        return _SPACE.sub(" ", text.replace("\0", "")).strip()

    return Draft(draft.id, plain(draft.name), plain(draft.definition), plain(draft.example), plain(draft.excludes))


def _numbered(drafts: Sequence[Draft], ever: frozenset[int]) -> tuple[Theme, ...]:
    """A line without a word is no theme. An id that no version had is a new theme."""
    written = [draft for draft in drafts if draft.name or draft.definition or draft.example or draft.excludes]
    fresh = max(ever, default=0)
    found = []
    for draft in written:
        known = draft.id in ever
        fresh += not known
        words = (draft.name, draft.definition, draft.example, draft.excludes)
        found.append(Theme(draft.id if known else fresh, *words))
    return tuple(found)


def _check(themes: Sequence[Theme], used: Mapping[int, int]) -> None:
    names = [theme.name.casefold() for theme in themes]
    if len(themes) > MOST:
        raise Malformed("many")
    texts = [text for theme in themes for text in (theme.definition, theme.example, theme.excludes)]
    if not all(theme.name and theme.definition for theme in themes):
        raise Malformed("words")
    if any(len(name) > LONGEST_NAME for name in names) or any(len(text) > LONGEST for text in texts):
        raise Malformed("words")
    if len(set(names)) < len(names) or len({theme.id for theme in themes}) < len(themes):
        raise Malformed("names")
    if set(used) - {theme.id for theme in themes}:
        raise Malformed("used")
