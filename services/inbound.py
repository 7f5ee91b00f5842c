"""The one road in: something a person did on a channel, to a step of their conversation and words in the queue."""

from collections.abc import Callable, Collection, Iterator, Mapping

from locales import languages
from services import conversations, posting, wording
from services.channels import (
    Arrival,
    Commanded,
    InboundMessage,
    Left,
    Returned,
    Tapped,
    Unsupported,
    Wrote,
)
from services.context import Context, Transaction
from services.conversations import Talk
from services.interpret import Request, interpret
from services.posting import Cause, setting
from storage import campaigns, contacts, inbox, outbox, respondents
from storage.campaigns import Campaign
from storage.contacts import Contact
from surveys.effects import Effect
from surveys.inputs import Began, ChangedLanguage, Input, Resumed, Stopped, Withdrew

Reader = Callable[[bytes], InboundMessage | None]
Waiting = inbox.Waiting


def accept(transaction: Transaction, context: Context, arrivals: list[Arrival]) -> int:
    """Make arrivals durable; how many were new. Only after this commit may the channel acknowledge them."""
    return sum(
        inbox.accept(
            transaction,
            context.vault,
            context.chance(12),
            channel=arrival.channel,
            keys=arrival.keys,
            queue=contacts.queue_key(context.vault, arrival.channel, arrival.address),
            payload=arrival.payload,
            now=context.now(),
        )
        for arrival in arrivals
    )


def waiting(transaction: Transaction, context: Context, channels: Collection[str], most: int) -> list[Waiting]:
    """The oldest arrivals of these channels nobody looked into yet. Others wait for their channel to be set again."""
    return inbox.waiting(transaction, context.vault, channels, most)


def failed(transaction: Transaction, arrival_id: int, reason: str) -> bool:
    """Count a failed try; whether the arrival is set aside for good."""
    return inbox.failed(transaction, arrival_id, reason)


def process(transaction: Transaction, context: Context, readers: Mapping[str, Reader], row: Waiting) -> None:
    """Look into one arrival: its step, its answers and its replies share this transaction."""
    if not inbox.is_waiting(transaction, row.id):
        return
    message = readers[row.channel](row.payload)
    if message is not None:
        receive(transaction, context, message, f"in{row.id}")
    inbox.done(transaction, row.id)


def receive(transaction: Transaction, context: Context, message: InboundMessage, name: str) -> None:
    """Take one message of a channel that is written to. `name` is unique to the message."""
    contact = contacts.find(transaction, context.vault, message.channel, message.address)
    if isinstance(message.what, Left | Returned):
        if contact and isinstance(message.what, Left):
            contacts.amend(transaction, contact.id, unreachable=True)
            outbox.withdraw(transaction, contact.id)
        return  # after a return, nothing is sent until the person acts
    contact = contact or _greet(transaction, context, message)
    if contact.unreachable:
        contacts.amend(transaction, contact.id, unreachable=False)
    cause = Cause(name, message, contact.id)
    match message.what:
        case Commanded(name="start", argument=code) if code:
            _start(transaction, context, cause, contact, code)
        case Commanded(name=command):
            _command(transaction, context, cause, contact, command, message.what.argument)
        case Tapped():
            _tapped(transaction, context, cause, contact, message.what)
        case Wrote():
            _wrote(transaction, context, cause, contact, message.what)
        case Unsupported():
            _unsupported(transaction, context, cause, contact)


def _unsupported(transaction: Transaction, context: Context, cause: Cause, contact: Contact) -> None:
    talk = _current(transaction, context, contact)
    posting.say(transaction, context, cause, wording.unsupported(_language(contact, talk)))


def _greet(transaction: Transaction, context: Context, message: InboundMessage) -> Contact:
    language = languages.resolve(message.language)
    return contacts.create(transaction, context.vault, context.chance(12), message.channel, message.address, language)


def _language(contact: Contact, talk: Talk | None) -> str:
    return talk.interview.language if talk else contact.language


def _current(transaction: Transaction, context: Context, contact: Contact) -> Talk | None:
    if contact.current is None:
        return None
    return conversations.load(transaction, context, contact.id, contact.channel, contact.current)


def _step(transaction: Transaction, context: Context, cause: Cause, talk: Talk, given: Input) -> None:
    after, effects = conversations.step(transaction, context, talk, given)
    if isinstance(given, ChangedLanguage) and after.interview.language != talk.interview.language:
        contacts.amend(transaction, talk.contact_id, language=after.interview.language)
    posting.carry_out(transaction, context, cause, after, effects)


# --- commands --------------------------------------------------------------------------------------------------------
def _start(transaction: Transaction, context: Context, cause: Cause, contact: Contact, code: str) -> None:
    campaign = campaigns.by_code(transaction, code)
    if campaign is None:
        posting.say(transaction, context, cause, wording.unknown_code(contact.language))
        return
    _enter(transaction, context, cause, contact, campaign)


def _enter(transaction: Transaction, context: Context, cause: Cause, contact: Contact, campaign: Campaign) -> None:
    known = respondents.interview_of(transaction, contact.id, campaign.id)
    talk = conversations.load(transaction, context, contact.id, contact.channel, known) if known else None
    if campaign.state != "open":
        posting.say(transaction, context, cause, wording.not_open(_language(contact, talk)))
        return
    recap = (wording.resumed(setting(context, talk)),) if talk and talk.is_open and talk.interview.trail else ()
    if talk is None:
        language, channel = contact.language, contact.channel
        talk = conversations.begin(
            transaction, context, campaign, contact.id, channel, language=language, reachable=True
        )
    if contact.current != talk.id:
        contacts.amend(transaction, contact.id, current=talk.id)
    after, effects = conversations.step(transaction, context, talk, Began())
    posting.carry_out(transaction, context, cause, after, effects, before=recap)


def _command(
    transaction: Transaction, context: Context, cause: Cause, contact: Contact, command: str, argument: str
) -> None:
    talk = _current(transaction, context, contact)
    match command:
        case "start":
            _start_without_code(transaction, context, cause, contact, talk)
        case "stop":
            _request(transaction, context, cause, contact, talk, Request.STOP)
        case "lang" if talk and talk.is_open and argument in talk.form.languages:
            _step(transaction, context, cause, talk, ChangedLanguage(argument))
        case "lang" | "langue" | "language":
            _request(transaction, context, cause, contact, talk, Request.LANGUAGES)
        case "effacer" | "erase" | "delete":
            _erase(transaction, context, cause, contact)
        case "privacy":
            _request(transaction, context, cause, contact, talk, Request.PRIVACY)
        case _:
            _request(transaction, context, cause, contact, talk, Request.HELP)


def _erase(transaction: Transaction, context: Context, cause: Cause, contact: Contact) -> None:
    """Erase everything this person ever answered, and say so once."""
    effects: tuple[Effect, ...] = ()
    talk = None
    for interview_id in list(_candidates(transaction, contact)):
        talk = conversations.load(transaction, context, contact.id, contact.channel, interview_id)
        if talk:
            talk, effects = conversations.step(transaction, context, talk, Withdrew())
    if talk:
        posting.carry_out(transaction, context, cause, talk, effects)
    else:
        _request(transaction, context, cause, contact, None, Request.PRIVACY)


def _start_without_code(
    transaction: Transaction, context: Context, cause: Cause, contact: Contact, talk: Talk | None
) -> None:
    """Some phones drop the code of a link: take up the open conversation, else the only campaign, else ask."""
    if talk and talk.is_open:
        _step(transaction, context, cause, talk, Resumed())
        return
    running = [campaign for campaign in campaigns.every(transaction) if campaign.state == "open"]
    if len(running) == 1:
        _enter(transaction, context, cause, contact, running[0])
    else:
        posting.say(transaction, context, cause, wording.choose_code(contact.language))


def _request(
    transaction: Transaction,
    context: Context,
    cause: Cause,
    contact: Contact,
    talk: Talk | None,
    wanted: Request,
) -> None:
    """Help, privacy, languages, stop: possible at any moment, in any state."""
    language = _language(contact, talk)
    is_open = talk is not None and talk.is_open
    match wanted:
        case Request.PRIVACY:
            posting.say(transaction, context, cause, wording.privacy(language, context.public_url))
        case Request.LANGUAGES if talk and is_open:
            posting.say(transaction, context, cause, wording.languages(setting(context, talk)))
        case Request.STOP if talk and is_open:
            _step(transaction, context, cause, talk, Stopped())
        case Request.STOP:
            posting.say(transaction, context, cause, wording.stopped(language))
        case Request.NOTHING:
            pass
        case _:
            posting.say(transaction, context, cause, wording.help_(language, context.public_url))


# --- answers ---------------------------------------------------------------------------------------------------------
def _act(
    transaction: Transaction,
    context: Context,
    cause: Cause,
    contact: Contact,
    talk: Talk,
    meant: Input | Request,
) -> None:
    if isinstance(meant, Request):
        _request(transaction, context, cause, contact, talk, meant)
    else:
        _step(transaction, context, cause, talk, meant)


def _tapped(transaction: Transaction, context: Context, cause: Cause, contact: Contact, what: Tapped) -> None:
    """A tap belongs to the conversation whose key opens its token, the current one first. Forged taps open none."""
    for interview_id in _candidates(transaction, contact):
        talk = conversations.load(transaction, context, contact.id, contact.channel, interview_id)
        if talk is None:
            continue
        meant = interpret(talk.form, talk.interview, talk.id, context.vault.key("tokens"), what)
        if meant is None:
            continue
        if contact.current != talk.id:
            contacts.amend(transaction, contact.id, current=talk.id)
        _act(transaction, context, cause, contact, talk, meant)
        return
    posting.say(transaction, context, cause, wording.help_(contact.language, context.public_url))


def _candidates(transaction: Transaction, contact: Contact) -> Iterator[int]:
    if contact.current is not None:
        yield contact.current
    for interview_id in respondents.interviews_of(transaction, contact.id):
        if interview_id != contact.current:
            yield interview_id


def _wrote(transaction: Transaction, context: Context, cause: Cause, contact: Contact, what: Wrote) -> None:
    """A text answers the open question; without one, it may be the code of a campaign."""
    talk = _current(transaction, context, contact)
    if talk is None or not talk.is_open:
        campaign = campaigns.by_code(transaction, what.text)
        if campaign is not None:
            _enter(transaction, context, cause, contact, campaign)
            return
    if talk is None:
        posting.say(transaction, context, cause, wording.unknown_code(contact.language))
        return
    meant = interpret(talk.form, talk.interview, talk.id, context.vault.key("tokens"), what)
    if meant is not None:
        _act(transaction, context, cause, contact, talk, meant)
