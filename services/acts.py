"""One act of a person to a step of their conversation, and words in the queue."""

from collections.abc import Iterator

from services import bursts, conversations, groups, passages, posting, reminder_plan, wording
from services import entrance as entrances
from services.campaigning import pilots
from services.channels import (
    CHANGED,
    Commanded,
    Grouped,
    InboundMessage,
    Left,
    Returned,
    Spoke,
    Tapped,
    Unsupported,
    Wrote,
)
from services.context import Context, Transaction
from services.conversations import Talk
from services.crisis import opening
from services.entrance import Entrance
from services.interpret import Hear, Meant, Request, interpret
from services.metrics import STRANGE_TAP
from services.officer_chat import commands as officer_chat
from services.posting import Cause, setting
from services.recordings import listening, voices
from services.tokens import entered
from storage import campaigns, contacts, outbox, respondents
from storage.campaigns import PAUSED
from storage.contacts import Contact
from surveys.effects import Effect
from surveys.inputs import (
    Amended,
    Began,
    ChangedLanguage,
    Input,
    Listed,
    Paused,
    Replied,
    Restarted,
    Resumed,
    Showed,
    Stopped,
    Withdrew,
)

_ALWAYS = (Stopped, Withdrew, ChangedLanguage, Listed)  # possible after the campaign is closed


def take(
    transaction: Transaction,
    context: Context,
    name: str,
    message: InboundMessage,
    contact: Contact | None,
    talk: Talk | None,
) -> None:
    """Take one message. contact: who sent it, None for a newcomer. talk: the conversation they are in."""
    if isinstance(message.what, Left | Returned):
        if contact and isinstance(message.what, Left):
            contacts.amend(transaction, contact.id, unreachable=True)
            outbox.withdraw(transaction, contact.id)
        return  # after a return, nothing is sent until the person acts
    contact = contact or entrances.welcome(transaction, context, message)
    if contact.unreachable:
        contacts.amend(transaction, contact.id, unreachable=False)
    cause = Cause(name, message, contact.id)
    match message.what:
        case Commanded(name="start", argument=code) if code:
            _start(transaction, context, cause, contact, code)
        case Commanded():
            _command(transaction, context, cause, contact, talk, message.what)
        case Tapped():
            _tapped(transaction, context, cause, contact, talk, message.what)
        case Wrote():
            _wrote(transaction, context, cause, contact, talk, message.what)
        case Grouped():
            groups.point_away(transaction, context, cause, contact)
        case Spoke() | Unsupported():
            _showed(transaction, context, cause, contact, talk)


def _showed(transaction: Transaction, context: Context, cause: Cause, contact: Contact, talk: Talk | None) -> None:
    """Something that is no text, or a text changed after it was sent."""
    what = cause.message.what
    if isinstance(what, Spoke) and talk and talk.is_open and talk.campaign_open:
        voices.spoke(transaction, context, cause, talk, what)
    elif talk and (talk.is_open or what == CHANGED):
        _step(transaction, context, cause, talk, Amended() if what == CHANGED else Showed())
    else:
        posting.say(transaction, context, cause, wording.unsupported(_language(contact, talk)))


def _language(contact: Contact, talk: Talk | None) -> str:
    return talk.interview.language if talk else contact.language


def _step(transaction: Transaction, context: Context, cause: Cause, talk: Talk, given: Input) -> None:
    if not talk.campaign_open and not isinstance(given, _ALWAYS):
        told = wording.away(talk.interview.language, talk.campaign_state)
        say = posting.say if talk.campaign_state == PAUSED else posting.say_instead  # a pause leaves the question there
        say(transaction, context, cause, told)
        return
    after, effects = conversations.step(transaction, context, talk, given)
    if isinstance(given, ChangedLanguage) and after.interview.language != talk.interview.language:
        contacts.amend(transaction, talk.contact_id, language=after.interview.language)
        posting.speak(transaction, context, cause, after.interview.language)
    posting.carry_out(transaction, context, cause, after, effects)


# --- commands --------------------------------------------------------------------------------------------------------
def _start(transaction: Transaction, context: Context, cause: Cause, contact: Contact, code: str) -> None:
    entrance = entrances.find(transaction, context, code)
    if entrance is None:
        posting.say(transaction, context, cause, wording.unknown_code(contact.language))
        return
    _enter(transaction, context, cause, contact, entrance)


def _enter(transaction: Transaction, context: Context, cause: Cause, contact: Contact, entrance: Entrance) -> None:
    campaign = entrance.campaign
    known = respondents.interview_of(transaction, contact.id, campaign.id)
    talk = conversations.load(transaction, context, contact.id, contact.channel, known) if known else None
    if not (campaign.is_open if talk else pilots.takes(transaction, context, campaign)):
        state = "closed" if campaign.is_open else campaign.state  # a pilot that is full ends for newcomers
        posting.say(transaction, context, cause, wording.away(_language(contact, talk), state))
        return
    if talk is None and entrance.is_spent:
        posting.say(transaction, context, cause, wording.spent_code(contact.language, campaign.code))
        return
    if talk is None:
        language, channel = contact.language, contact.channel
        talk = conversations.begin(
            transaction,
            context,
            campaign,
            contact.id,
            channel,
            language=language,
            reachable=not entrance.assisted,  # what is promised would reach the helper
            assisted=entrance.assisted,
        )
        entrances.came(transaction, talk.id, entrance)
    if contact.current != talk.id:
        contacts.amend(transaction, contact.id, current=talk.id)
    after, effects = conversations.step(transaction, context, talk, Began())
    posting.carry_out(transaction, context, cause, after, effects, opening(context, campaign, after.interview.language))


def _command(
    transaction: Transaction, context: Context, cause: Cause, contact: Contact, talk: Talk | None, what: Commanded
) -> None:
    match what.name:
        case "start":
            _start_without_code(transaction, context, cause, contact, talk)
        case "stop":
            _request(transaction, context, cause, contact, talk, Request.STOP)
        case "lang" if talk and talk.is_open and what.argument in talk.form.languages:
            _step(transaction, context, cause, talk, ChangedLanguage(what.argument))
        case "lang" | "langue" | "language":
            _request(transaction, context, cause, contact, talk, Request.LANGUAGES)
        case "effacer" | "erase" | "delete":
            _erase(transaction, context, cause, contact, talk)
        case "pause" if talk and talk.is_open:
            _step(transaction, context, cause, talk, Paused())
        case "recommencer" | "restart" if talk and talk.is_open:
            _step(transaction, context, cause, talk, Restarted())
        case "reponses" | "answers" if talk:
            _step(transaction, context, cause, talk, Listed())
        case "privacy":
            _request(transaction, context, cause, contact, talk, Request.PRIVACY)
        case _:
            _request(transaction, context, cause, contact, talk, Request.HELP)


def _erase(transaction: Transaction, context: Context, cause: Cause, contact: Contact, current: Talk | None) -> None:
    """Erase everything this person ever answered, and say so once."""
    effects: tuple[Effect, ...] = ()
    talk = None
    for each in list(_talks(transaction, context, contact, current)):
        talk, effects = conversations.step(transaction, context, each, Withdrew())
    if talk:
        posting.carry_out(transaction, context, cause, talk, effects)
    else:
        posting.say(transaction, context, cause, wording.nothing_kept(contact.language))


def _start_without_code(
    transaction: Transaction, context: Context, cause: Cause, contact: Contact, talk: Talk | None
) -> None:
    """Some phones drop the code of a link: take up the open conversation, else the only campaign, else ask."""
    if talk and talk.is_open:
        _step(transaction, context, cause, talk, Began())
        return
    running = [campaign for campaign in campaigns.every(transaction) if campaign.is_open]
    if len(running) == 1:
        _enter(transaction, context, cause, contact, Entrance(running[0], assisted=False))
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
    if wanted in (Request.STOP, Request.HELP):
        officer_chat.beside(transaction, context, cause)
    match wanted:
        case Request.PRIVACY:
            posting.say(transaction, context, cause, wording.privacy(language, context.public_url))
        case Request.LANGUAGES if talk and is_open:
            posting.say(transaction, context, cause, wording.languages(setting(context, talk)))
        case Request.STOP if talk and is_open:
            _step(transaction, context, cause, talk, Stopped())
        case Request.STOP:
            posting.say(transaction, context, cause, wording.stopped(language))
        case Request.LATER if talk and is_open:
            until = reminder_plan.postpone(transaction, context, talk.id)
            posting.say(transaction, context, cause, wording.postponed(language, until))
        case Request.HUSH:
            reminder_plan.hush(transaction, contact.id)
            posting.say(transaction, context, cause, wording.hushed(language))
        case Request.NOTHING:
            pass
        case _ if talk and is_open:
            after, effects = conversations.step(transaction, context, talk, Resumed())
            code = campaigns.by_id(transaction, talk.campaign_id).code
            own_page = passages.link(transaction, context, talk.contact_id, code)
            help_ = wording.help_(language, own_page, own=True)
            posting.carry_out(transaction, context, cause, after, effects, before=(help_,))
        case _:
            posting.say(transaction, context, cause, wording.help_(language, context.public_url))


# --- answers ---------------------------------------------------------------------------------------------------------
def _act(transaction: Transaction, context: Context, cause: Cause, contact: Contact, talk: Talk, meant: Meant) -> None:
    if isinstance(meant, Hear):
        listening.play(transaction, context, cause, talk, meant)
    elif isinstance(meant, Request):
        _request(transaction, context, cause, contact, talk, meant)
    else:
        _step(transaction, context, cause, talk, meant)


def _tapped(
    transaction: Transaction, context: Context, cause: Cause, contact: Contact, current: Talk | None, what: Tapped
) -> None:
    """A tap belongs to the conversation whose key opens its token, the current one first. Forged taps open none."""
    if code := entered(what.token):
        _start(transaction, context, cause, contact, code)
        return
    for talk in _talks(transaction, context, contact, current):
        meant = interpret(talk.form, talk.interview, talk.id, context.vault.key("tokens"), what)
        if meant is None:
            continue
        if contact.current != talk.id:
            contacts.amend(transaction, contact.id, current=talk.id)
        _act(transaction, context, cause, contact, talk, meant)
        return
    context.events[STRANGE_TAP] += 1
    posting.say(transaction, context, cause, wording.help_(contact.language, context.public_url))


def _talks(transaction: Transaction, context: Context, contact: Contact, current: Talk | None) -> Iterator[Talk]:
    """The conversations of a person, the current one first."""
    if current is not None:
        yield current
    for interview_id in respondents.interviews_of(transaction, contact.id):
        if interview_id != contact.current:
            talk = conversations.load(transaction, context, contact.id, contact.channel, interview_id)
            if talk is not None:
                yield talk


def _wrote(
    transaction: Transaction, context: Context, cause: Cause, contact: Contact, talk: Talk | None, what: Wrote
) -> None:
    """A text answers the open question; without one, it may be the code of a campaign."""
    if talk is None or not talk.is_open:
        entrance = entrances.find(transaction, context, what.text)
        if entrance is not None:
            _enter(transaction, context, cause, contact, entrance)
            return
    if talk is None:
        posting.say(transaction, context, cause, wording.unknown_code(contact.language))
        return
    meant = interpret(talk.form, talk.interview, talk.id, context.vault.key("tokens"), what)
    if isinstance(meant, Replied) and cause.message.said_at is not None and talk.campaign_open:
        bursts.take(transaction, context, cause, talk, meant, cause.message.said_at)
    elif meant is not None:
        _act(transaction, context, cause, contact, talk, meant)
