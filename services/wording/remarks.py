"""What the bot says besides questions: one wording for each remark of the core."""

from typing import Literal, assert_never

from locales.bidi import isolated
from locales.catalogues import translator
from locales.words import Word
from services.messages import Message, Role
from services.tokens import Action
from services.wording.asides import aside
from services.wording.misfits import Misfit, ambiguous, misfit
from services.wording.places import passed_over, which_place
from services.wording.prompts import notice
from services.wording.recaps import revisit
from services.wording.review import answers
from services.wording.setting import Setting, directed, interface_language, spelling
from services.wording.voices import not_spoken
from surveys.effects import Remark, Tell
from surveys.interview import Disposition
from surveys.items import Consent, District, Item, Notice
from surveys.routing import given

_NoItem = Literal[
    Remark.FINISHED,
    Remark.DECLINED,
    Remark.SCREENED_OUT,
    Remark.ERASED,
    Remark.NO_WAY_BACK,
    Remark.NOT_TEXT,
    Remark.AMENDED,
    Remark.CLOSED_STILL,
]

_Ending = Literal[Remark.STOPPED, Remark.CLOSED]


def tell(setting: Setting, told: Tell) -> Message:
    """The words for `told`, in the language of the item it is about."""
    return directed(_message(setting, told))


def _message(setting: Setting, told: Tell) -> Message:
    match told.remark:
        case Remark.MORE | Remark.NOTICE:
            return _read(setting, _about(setting, told))
        case Remark.LATE | Remark.LATE_STILL:
            return _late(setting, told)
        case Remark.AMBIGUOUS:
            return ambiguous(setting, _about(setting, told), told.choices)
        case Remark.WHICH_PLACE | Remark.PASSED_OVER:
            return _place(setting, told)
        case Remark.ANSWERS:
            return answers(setting)
        case Remark.NOT_SPOKEN:
            return not_spoken(setting, _about(setting, told))
        case (
            Remark.WHY
            | Remark.PLAINLY
            | Remark.GUIDED
            | Remark.PAUSED
            | Remark.RESUMED
            | Remark.RESTART
            | Remark.IDENTIFYING
        ):
            return aside(setting, told.remark, _about(setting, told))
        case _:
            return _short(setting, told, told.remark)


def _place(setting: Setting, told: Tell) -> Message:
    item = _about(setting, told)
    assert isinstance(item, District), "places are named where a district is asked"
    if told.remark is Remark.WHICH_PLACE:
        return which_place(setting, item, told.places)
    return passed_over(setting, item)


def _short(setting: Setting, told: Tell, remark: _NoItem | _Ending | Misfit) -> Message:
    """Sentences alone."""
    language = interface_language(setting.interview.language)
    match remark:
        case Remark.STOPPED:
            return Message(language, _stopped(setting, language), key=remark.value)
        case Remark.CLOSED:
            return _closed(setting, language)
        case (
            Remark.FINISHED
            | Remark.DECLINED
            | Remark.SCREENED_OUT
            | Remark.ERASED
            | Remark.NO_WAY_BACK
            | Remark.NOT_TEXT
            | Remark.AMENDED
            | Remark.CLOSED_STILL
        ):
            return Message(language, _plain(remark, language), key=remark.value)
        case _:
            item = _about(setting, told)
            language = setting.language_of_item(item)
            return Message(language, misfit(setting, item, remark, told.limit or 1, language), key=remark.value)


def _closed(setting: Setting, language: str) -> Message:
    """What is said to someone whose conversation is over; who answered to the end may still change an answer."""
    said = _over(setting.interview.disposition, language)
    if setting.interview.disposition is not Disposition.COMPLETE:
        return Message(language, said, key=Remark.CLOSED.value)
    _ = translator(language).gettext
    see = setting.button(Action.ANSWERS, _("Voir mes réponses"), Role.NAVIGATE)
    can = _("Vous pouvez encore changer une réponse. Touchez le bouton ou écrivez : {word}").format(
        word=isolated(spelling(Word.CHANGE, language), language)
    )
    return Message(language, (*said, can), buttons=(see,), key=Remark.CLOSED.value)


def _over(disposition: Disposition, language: str) -> tuple[str, ...]:
    _ = translator(language).gettext
    match disposition:
        case Disposition.COMPLETE:
            return (_("Vous avez déjà répondu à tout. Merci !"),)
        case Disposition.REFUSED | Disposition.BROKEN_OFF:
            return _("Vous avez arrêté ces questions. Merci !"), _("Pour revenir, ouvrez à nouveau le lien.")
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
        case Remark.NOT_TEXT:
            return (_("Je lis seulement le texte. Touchez un bouton ou écrivez, s'il vous plaît."),)
        case Remark.AMENDED:
            example = isolated(f"{spelling(Word.CHANGE, language)} 1", language)
            how = _("Pour changer une réponse, écrivez par exemple : {example}").format(example=example)
            return _("Je ne vois pas les messages que vous changez après l'envoi."), how
        case Remark.CLOSED_STILL:
            person = _("Besoin d'aide ? Demandez à la personne qui vous a donné le lien.")
            return _("Il n'y a plus de question pour vous."), person
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
    return Message(language, tuple(text.in_(language).split("\n\n")), key=Remark.MORE.value)


def _late(setting: Setting, told: Tell) -> Message:
    """A tap on a question answered before: which one, and how to change it."""
    item = _about(setting, told)
    language = setting.language_of([item.text])
    _ = translator(language).gettext
    answered = _("Vous avez déjà répondu à cette question.")
    if not setting.can_change:
        return Message(language, (answered, item.text.in_(language)), key=told.remark.value)
    if told.remark is Remark.LATE_STILL:
        person = _("Besoin d'aide ? Demandez à la personne qui vous a donné le lien.")
        said = (item.text.in_(language), _how_to_change(setting, item, language), person)
    else:
        said = (answered, item.text.in_(language), _("Pour changer votre réponse, touchez « Modifier »."))
    return Message(language, said, buttons=(revisit(setting, item, language),), key=told.remark.value)


def _how_to_change(setting: Setting, item: Item, language: str) -> str:
    """What to type, with the number of the answer in the list of all."""
    names = given(setting.questionnaire, setting.interview, setting.scope)
    number = names.index(item.name) + 1 if item.name in names else 1
    example = isolated(f"{spelling(Word.CHANGE, language)} {number}", language)
    return (
        translator(language)
        .gettext("Pour changer une réponse, écrivez par exemple : {example}")
        .format(example=example)
    )
