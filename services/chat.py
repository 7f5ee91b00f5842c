"""The conversation as a page: what to show now, and one reply. Same questionnaire, same road in as any channel."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from locales import languages
from services import conversations, passages, posting, wording
from services import entrance as entrances
from services.campaigning import pilots
from services.channels import Commanded, InboundMessage, Spoke, Tapped, Wrote
from services.chat_view import ChatView, Standing, Turn, commanded, ending, seen
from services.context import Context, Transaction
from services.conversations import Talk
from services.entrance import Entrance
from services.interpret import Hear, Request, interpret
from services.messages import Message
from services.metrics import STRANGE_TAP
from services.recordings import voices
from storage import contacts, respondents
from storage.campaigns import CRISIS, Campaign
from storage.contacts import Contact
from surveys.effects import Effect, Remark, Tell
from surveys.inputs import Began, ChangedLanguage, Input, Stopped
from surveys.interview import Disposition

__all__ = ["ChatView", "Standing", "Turn", "reply", "view"]

CHANNEL = "web"


def view(transaction: Transaction, context: Context, code: str, address: str, language: str) -> ChatView:
    """What the page of `code` shows to the browser known as `address` ("" : a new one). Stores nothing."""
    entrance = entrances.find(transaction, context, code)
    if entrance is None:
        return ChatView(Standing.UNKNOWN_CODE, language)
    campaign = entrance.campaign
    _, talk = _known(transaction, context, campaign, address)
    if talk is None or (talk.is_open and not campaign.is_open):
        return _before(transaction, context, entrance, language)
    return _seen(context, campaign, talk, _ending(context, talk) if not talk.is_open else ())


def reply(transaction: Transaction, context: Context, code: str, message: InboundMessage) -> ChatView:
    """Take one reply from the page and show what follows. `Commanded("start", code)` begins the conversation."""
    entrance = entrances.find(transaction, context, code)
    if entrance is None:
        return ChatView(Standing.UNKNOWN_CODE, languages.resolve(message.language))
    campaign = entrance.campaign
    if person := _who(transaction, context, message.address):  # two pages, or the page and the chat of one person
        contacts.hold(transaction, person.id)
    contact, talk = _known(transaction, context, campaign, message.address)
    if not campaign.is_open or (talk is None and not _starts(message)):
        return _before(transaction, context, entrance, languages.resolve(message.language))
    if talk is None and (entrance.is_spent or not pilots.takes(transaction, context, campaign)):
        return _before(transaction, context, entrance, languages.resolve(message.language))
    if talk is None:
        talk = _begin(transaction, context, entrance, contact, message)
        given: Input | Request | None = Began()
    elif isinstance(message.what, Spoke):
        return _spoken(transaction, context, campaign, talk, message.what)
    else:
        given = _meant(context, talk, message)
    seen = _answer(transaction, context, campaign, talk, given)
    if entrance.assisted and seen.standing is Standing.DONE:  # cut from this page: nothing can be changed any more
        return replace(seen, turns=())
    return seen


def _answer(
    transaction: Transaction, context: Context, campaign: Campaign, talk: Talk, given: Input | Request | None
) -> ChatView:
    scene = posting.setting(context, talk)
    match given:
        case Request.HELP:
            return _seen(context, campaign, talk, (wording.help_(talk.interview.language, context.public_url),))
        case Request.PRIVACY:
            return _seen(context, campaign, talk, (wording.privacy(talk.interview.language, context.public_url),))
        case Request.LANGUAGES:
            return _seen(context, campaign, talk, (wording.languages(scene),))
        case Request.STOP if talk.is_open:
            given = Stopped()
        case None | Request():
            return _seen(context, campaign, talk, () if talk.is_open else _ending(context, talk))
        case _:
            pass
    after, effects = conversations.step(transaction, context, talk, given)
    if isinstance(given, ChangedLanguage):
        contacts.amend(transaction, talk.contact_id, language=after.interview.language)
    return _followed(context, campaign, after, effects)


def _spoken(transaction: Transaction, context: Context, campaign: Campaign, talk: Talk, what: Spoke) -> ChatView:
    said = voices.take(transaction, context, talk, what)
    if said.refusal is not None:
        return _seen(context, campaign, talk, (said.refusal,))
    return _followed(context, campaign, said.talk, said.effects)


def _followed(context: Context, campaign: Campaign, after: Talk, effects: Sequence[Effect]) -> ChatView:
    """What the page shows after a step."""
    if after.is_open:
        return _seen(context, campaign, after, tuple(_remarks(context, after, effects)))
    warnings = [effect for effect in effects if isinstance(effect, Tell) and effect.remark is Remark.IDENTIFYING]
    seen = _seen(context, campaign, after, (*_remarks(context, after, warnings), *_ending(context, after)))
    return replace(seen, forgotten=after.interview.disposition is Disposition.ERASED)


def _starts(message: InboundMessage) -> bool:
    return isinstance(message.what, Commanded) and message.what.name == "start"


def _known(
    transaction: Transaction, context: Context, campaign: Campaign, address: str
) -> tuple[Contact | None, Talk | None]:
    contact = _who(transaction, context, address) if address else None
    interview = respondents.interview_of(transaction, contact.id, campaign.id) if contact else None
    if contact is None or interview is None:
        return contact, None
    return contact, conversations.load(transaction, context, contact.id, CHANNEL, interview)


def _who(transaction: Transaction, context: Context, address: str) -> Contact | None:
    """The person of this browser: one that came from a chat is who they are there."""
    came = passages.whose(transaction, context, address)
    return came or contacts.find(transaction, context.vault, CHANNEL, address)


def _begin(
    transaction: Transaction, context: Context, entrance: Entrance, contact: Contact | None, message: InboundMessage
) -> Talk:
    language = languages.resolve(message.language)
    if contact is None:
        nonce = context.chance(12)
        contact = contacts.create(transaction, context.vault, nonce, CHANNEL, message.address, language)
    talk = conversations.begin(
        transaction,
        context,
        entrance.campaign,
        contact.id,
        CHANNEL,
        language=language,
        reachable=False,
        assisted=entrance.assisted,
    )
    entrances.came(transaction, talk.id, entrance)
    return talk


def _meant(context: Context, talk: Talk, message: InboundMessage) -> Input | Request | None:
    match message.what:
        case Tapped() | Wrote():
            meant = interpret(talk.form, talk.interview, talk.id, context.vault.key("tokens"), message.what)
            context.events[STRANGE_TAP] += meant is None
            return None if isinstance(meant, Hear) else meant  # a page plays recordings by itself
        case Commanded() as command:
            return commanded(talk.form, command)
        case _:
            return None


# --- what is shown ---------------------------------------------------------------------------------------------------
def _before(transaction: Transaction, context: Context, entrance: Entrance, language: str) -> ChatView:
    campaign = entrance.campaign
    form = context.shelf.get(transaction, campaign.questionnaire_id)
    told: tuple[Message, ...] = ()
    if entrance.is_spent and campaign.is_open:
        standing, told = Standing.NOT_OPEN, (wording.spent_code(language, campaign.code),)
    elif campaign.is_open and pilots.has_room(transaction, context, campaign):
        standing = Standing.FRESH
    else:
        told = (wording.away(language, "closed" if campaign.is_open else campaign.state),)
        standing = Standing.NOT_OPEN
    return ChatView(
        standing,
        language,
        form.languages,
        form.title.in_(language),
        remarks=told,
        synthetic=campaign.synthetic,
        urgent=campaign.kind == CRISIS,
    )


def _seen(context: Context, campaign: Campaign, talk: Talk, remarks: Sequence[Message]) -> ChatView:
    scene = posting.setting(context, talk)
    shown = seen(scene, remarks, can_change=campaign.is_open, synthetic=campaign.synthetic)
    return replace(shown, urgent=campaign.kind == CRISIS)


def _remarks(context: Context, talk: Talk, effects: Sequence[Effect]) -> Iterator[Message]:
    scene = posting.setting(context, talk)
    return (wording.tell(scene, effect) for effect in effects if isinstance(effect, Tell))


def _ending(context: Context, talk: Talk) -> tuple[Message, ...]:
    return ending(posting.setting(context, talk))
