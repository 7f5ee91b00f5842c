"""Parents' own words, read by a person before any of them leaves: one at a time, signs of names masked first.

The original stays sealed where it is. A parent who changes or erases the answer takes the quote along."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from exports.records import Counted
from exports.study import Quote
from services.accounts import access, people, staff
from services.accounts.access import Action
from services.accounts.staff import Actor
from services.context import Context, Transaction
from services.errors import Malformed, NotFound
from services.releasing.coded import Coded, names
from storage import answers, audit, campaigns, interviews, quotes, releases
from storage.campaigns import Campaign
from storage.quotes import Edit
from surveys.answers import Chosen, Written
from surveys.identifying import is_identifying, masked
from surveys.interview import Disposition
from surveys.items import District, Open
from surveys.questionnaire import Questionnaire

LONGEST = 1000  # signs of a quote
DECISIONS = (quotes.RELEASED, quotes.KEPT)
_AT_ONCE = 200  # answers taken into the queue in one go
_FINISHED = (Disposition.COMPLETE.value,)  # an unfinished answer may still change
_ENDED = tuple(
    one.value for one in (Disposition.COMPLETE, Disposition.OPEN, Disposition.BROKEN_OFF, Disposition.EXPIRED)
)


@dataclass(frozen=True, slots=True)
class Past:
    """One decision. who: what colleagues call them, "" for nobody known."""

    who: str
    on: date
    state: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One answer to read. language: of the conversation. edits: earlier decisions, the oldest first."""

    id: int
    campaign: str
    question: str
    language: str
    state: str
    text: str
    translation: str
    edits: tuple[Past, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """A campaign's answers in own words. counts: by state. questions: (name, words) to choose from."""

    code: str
    counts: Mapping[str, int]
    questions: tuple[tuple[str, str], ...]
    reading: Reading | None


def desk(
    transaction: Transaction,
    context: Context,
    who: Actor,
    code: str,
    state: str = quotes.WAITING,
    question: str = "",
    after: int = 0,
) -> Desk:
    """The next answer in `state`, after the one with the number `after`; new ones are taken into the queue. NotFound,
    Refused."""
    access.require(who, Action.MODERATE, access.CITY)
    campaign = _campaign(transaction, code)
    form = context.shelf.get(transaction, campaign.questionnaire_id)
    take_in(transaction, context, campaign, form)
    asked = {item.name: place for place, item in enumerate(form.items) if isinstance(item, Open)}
    found = quotes.of_campaign(transaction, context.vault, campaign.id, state, asked.get(question), after, 1)
    questions = tuple((name, form.items[place].text.in_("fr")) for name, place in asked.items())
    reading = one(transaction, context, who, found[0].id) if found else None
    return Desk(campaign.code, quotes.counts(transaction, campaign.id), questions, reading)


def one(transaction: Transaction, context: Context, who: Actor, number: int) -> Reading:
    """One of them. NotFound when its parent took it back."""
    access.require(who, Action.MODERATE, access.CITY)
    known = quotes.get(transaction, context.vault, number)
    if known is None:
        raise NotFound(str(number))
    campaign_id, quote = known
    talk = interviews.get_all(transaction, [quote.interview_id])[quote.interview_id]
    form = context.shelf.get(transaction, talk.questionnaire_id)
    called = people.names(transaction, context)
    past = (
        Past(called.get(edit.staff_id, ""), edit.decided_on, edit.state, edit.text)
        for edit in quotes.edits(transaction, context.vault, number)
    )
    return Reading(
        number,
        campaigns.by_id(transaction, campaign_id).code,
        form.items[quote.item].text.in_("fr"),
        talk.interview.language,
        quote.state,
        quote.text,
        quote.translation,
        tuple(past),
    )


def decide(
    transaction: Transaction,
    context: Context,
    who: Actor,
    number: int,
    decision: str,
    text: str,
    translation: str = "",
    *,
    sure: bool = False,
) -> None:
    """Release an answer as `text`, or keep it inside. sure: what still seems to name somebody was read again. NotFound
    when it is gone; Malformed with "decision", "text" (empty or too long) or "identifying"."""
    access.require(who, Action.MODERATE, access.CITY)
    if quotes.get(transaction, context.vault, number) is None:
        raise NotFound(str(number))
    if decision not in DECISIONS:
        raise Malformed("decision")
    said, other = (" ".join(each.replace("\0", "").split()) for each in (text, translation))
    if decision == quotes.RELEASED:
        if not said or max(len(said), len(other)) > LONGEST:
            raise Malformed("text")
        if not sure and (is_identifying(said) or is_identifying(other)):
            raise Malformed("identifying")
    edit = Edit(who.id, staff.today(context), decision, said[:LONGEST])
    nonces = (context.chance(12), context.chance(12), context.chance(12))
    quotes.decide(transaction, context.vault, nonces, number, edit, other[:LONGEST])
    audit.note(transaction, context.now(), who.id, "quote", f"{number} {decision}")


def released(
    transaction: Transaction, context: Context, campaign: Campaign, coded: Sequence[Coded] = ()
) -> tuple[Quote, ...]:
    """What may leave with a release: words, their question, their language; and what `exports` may set beside them.
    coded: the questions whose themes are counted."""
    found = quotes.released(transaction, context.vault, campaign.id)
    if not found:
        return ()
    talks = interviews.get_all(transaction, sorted({one.interview_id for one in found}))
    counted = releases.places(transaction, campaign.id)
    form = context.shelf.get(transaction, campaign.questionnaire_id)
    districts = _districts(transaction, context, form, {one.interview_id for one in found}) if coded else {}
    themes = {one.item: one.found for one in coded}
    told = []
    for one in found:
        number, item = one.interview_id, form.items[one.item].name
        place = counted.get(number)
        in_city = place is not None and place.place == Counted.CITY
        about = names(themes.get(item, {}).get(number, ())), "" if in_city else districts.get(number, "")
        language = talks[number].interview.language
        told.append(Quote(number, place is not None, item, one.text, one.translation, language, *about))
    return tuple(told)


def _districts(
    transaction: Transaction, context: Context, form: Questionnaire, of: Collection[int]
) -> Mapping[int, str]:
    """The choice of each interview."""
    axis = next((item.name for item in form.items if isinstance(item, District)), None)
    given = answers.load(transaction, context.vault, dict.fromkeys(sorted(of), form)) if axis else {}
    taken = {number: said.get(axis or "") for number, said in given.items()}
    return {number: one.choices[0] for number, one in taken.items() if isinstance(one, Chosen)}


def take_in(transaction: Transaction, context: Context, campaign: Campaign, form: Questionnaire) -> int:
    """What came since the last look waits, masked; how many, some `_AT_ONCE` at most. Once a campaign has ended nothing
    changes any more, and what is unfinished is read as well."""
    places = [place for place, item in enumerate(form.items) if isinstance(item, Open)]
    states = _ENDED if campaign.has_ended else _FINISHED
    fresh = quotes.unread(transaction, campaign.id, places, states, _AT_ONCE) if places else []
    talks = interviews.get_all(transaction, sorted({interview for interview, _ in fresh}))
    forms = {number: context.shelf.get(transaction, talk.questionnaire_id) for number, talk in talks.items()}
    given = answers.load(transaction, context.vault, forms)
    words = [(one, given[one[0]].get(forms[one[0]].items[one[1]].name)) for one in fresh]
    written = [(one, said.text) for one, said in words if isinstance(said, Written)]
    for one, text in written:
        chance = (context.whole(), context.chance(12), context.chance(12))
        quotes.begin(transaction, context.vault, chance, one, masked(text))
    return len(written)


def has_unread(transaction: Transaction, campaign: Campaign, place: int) -> bool:
    """Whether words of an ended campaign have not been taken in yet. place: of the question in the sheet."""
    return bool(quotes.unread(transaction, campaign.id, [place], _ENDED, 1))


def _campaign(transaction: Transaction, code: str) -> Campaign:
    campaign = campaigns.by_code(transaction, code)
    if campaign is None or campaign.kind == campaigns.TRIAL:
        raise NotFound(code)
    return campaign
