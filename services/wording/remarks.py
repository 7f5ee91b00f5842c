"""What the bot says besides questions: one wording for each remark of the core."""

from typing import Literal, assert_never

from locales.catalogues import translator
from services.messages import Message
from services.wording.misfits import ambiguous, misfit
from services.wording.prompts import notice, prompt_language
from services.wording.recaps import revisit
from services.wording.setting import Setting, directed, interface_language
from surveys.effects import Remark, Tell
from surveys.interview import Disposition
from surveys.items import Consent, Item, Notice

_NoItem = Literal[Remark.FINISHED, Remark.DECLINED, Remark.SCREENED_OUT, Remark.ERASED, Remark.NO_WAY_BACK]


def tell(setting: Setting, told: Tell) -> Message:
    """The words for `told`, in the language of the item it is about."""
    key = told.remark.value
    language = interface_language(setting.interview.language)
    match told.remark:
        case Remark.MORE | Remark.NOTICE:
            return _read(setting, _about(setting, told))
        case Remark.LATE:
            return directed(_late(setting, told))
        case Remark.AMBIGUOUS:
            return directed(ambiguous(setting, _about(setting, told), told.choices))
        case Remark.STOPPED:
            return directed(Message(language, _stopped(setting, language), key=key))
        case Remark.CLOSED:
            return directed(Message(language, closed(setting.interview.disposition, language), key=key))
        case Remark.FINISHED | Remark.DECLINED | Remark.SCREENED_OUT | Remark.ERASED | Remark.NO_WAY_BACK:
            return directed(Message(language, _plain(told.remark, language), key=key))
        case _:
            item = _about(setting, told)
            language = prompt_language(setting, item)
            said = misfit(setting, item, told.remark, told.limit or 1, language)
            return directed(Message(language, said, key=key))


def closed(disposition: Disposition, language: str) -> tuple[str, ...]:
    """What is said to someone whose conversation is over."""
    _ = translator(language).gettext
    match disposition:
        case Disposition.COMPLETE:
            return (_("Vous avez déjà répondu à tout. Merci !"),)
        case Disposition.REFUSED | Disposition.BROKEN_OFF:
            return (_("Vous avez arrêté ces questions. Merci !"),)
        case Disposition.ERASED:
            return (_("Vos réponses sont effacées."),)
        case Disposition.SCREENED_OUT | Disposition.EXPIRED | Disposition.OPEN:
            return (_("Ces questions sont terminées. Merci !"),)
        case _:
            assert_never(disposition)


def _plain(remark: _NoItem, language: str) -> tuple[str, ...]:
    """Remarks that depend on nothing."""
    _ = translator(language).gettext
    match remark:
        case Remark.FINISHED:
            return (_("Merci ! Vos réponses sont bien enregistrées."),)
        case Remark.DECLINED:
            return _("D'accord. Aucune réponse n'est gardée."), _("Merci d'avoir lu ce message.")
        case Remark.SCREENED_OUT:
            return _("Merci. Ces questions sont pour d'autres personnes."), _("Aucune réponse n'est gardée.")
        case Remark.ERASED:
            return (_("C'est fait. Vos réponses sont effacées."),)
        case Remark.NO_WAY_BACK:
            return (_("C'est le début. Il n'y a pas de question avant."),)
        case _:
            assert_never(remark)


def _stopped(setting: Setting, language: str) -> tuple[str, ...]:
    """The end at once, and what becomes of the answers given before."""
    _ = translator(language).gettext
    kept = _("Nous gardons les réponses déjà données.") if setting.interview.answers else ""
    return _("C'est arrêté. Je ne vous écris plus."), kept, _("Pour revenir, ouvrez à nouveau le lien.")


def _about(setting: Setting, told: Tell) -> Item:
    """The item a remark is about, the open one when it names none."""
    name = told.item or setting.interview.position
    if name is None:
        raise ValueError(f"a remark about no item: {told}")
    return setting.questionnaire.item(name)


def _read(setting: Setting, item: Item) -> Message:
    """A text to read: a notice on the way, or what is behind a consent."""
    if isinstance(item, Notice):
        return notice(setting, item)
    text = item.more if isinstance(item, Consent) and item.more else item.text
    language = setting.language_of([text])
    return directed(Message(language, tuple(text.in_(language).split("\n\n")), key=Remark.MORE.value))


def _late(setting: Setting, told: Tell) -> Message:
    """A tap on a question answered before: which one, and how to change it."""
    item = _about(setting, told)
    language = setting.language_of([item.text])
    _ = translator(language).gettext
    said = (_("Vous avez déjà répondu à cette question."), item.text.in_(language))
    if not setting.is_open:
        return Message(language, said, key=Remark.LATE.value)
    change = _("Pour changer votre réponse, touchez « Modifier ».")
    return Message(language, (*said, change), buttons=(revisit(setting, item, language),), key=Remark.LATE.value)
