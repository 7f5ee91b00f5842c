"""What is said to who asked for something beside answering: why, other words, a pause, another beginning."""

from typing import Literal, assert_never

from locales.bidi import isolated
from locales.catalogues import translator
from locales.languages import chain
from locales.words import Word
from services.messages import Message, Role
from services.tokens import Action
from services.wording.recaps import revisit
from services.wording.setting import Setting, interface_language, spelling
from surveys.effects import Remark
from surveys.items import Consent, Item, Review
from surveys.routing import progress
from surveys.texts import FRENCH

Aside = Literal[
    Remark.WHY,
    Remark.PLAINLY,
    Remark.GUIDED,
    Remark.PAUSED,
    Remark.RESUMED,
    Remark.RESTART,
    Remark.IDENTIFYING,
]
_PLAIN_FRENCH = "fr-x-falc"


def aside(setting: Setting, remark: Aside, item: Item) -> Message:
    """The words for `remark` about `item`."""
    match remark:
        case Remark.WHY:
            return _why(setting, item)
        case Remark.PLAINLY:
            return _plainly(setting, item)
        case Remark.GUIDED:
            return _guided(setting, item)
        case Remark.PAUSED:
            return _paused(setting)
        case Remark.RESUMED:
            return _resumed(setting)
        case Remark.RESTART:
            return _restart(setting)
        case Remark.IDENTIFYING:
            return _identifying(setting, item)
        case _:
            assert_never(remark)


def _why(setting: Setting, item: Item) -> Message:
    """The author's reason, else what is true of every question."""
    if item.why and item.why.wordings:
        language = setting.language_of([item.why])
        return Message(language, (item.why.in_(language),), key=Remark.WHY.value)
    language = interface_language(setting.interview.language)
    _ = translator(language).gettext
    reason = _("La Ville de Nantes pose ces questions. Elle veut savoir ce qui compte pour les parents.")
    return Message(language, (reason, *_skip(item, language)), key=Remark.WHY.value)


def _plainly(setting: Setting, item: Item) -> Message:
    """The author's other words, never in another language than the parent's; in French those in plain French will do;
    without any, some guidance."""
    spoken = setting.interview.language
    own = [tag for tag in chain(spoken) if item.plain and item.plain.has(tag)]
    if item.plain and own and (own[0] != FRENCH or spoken in (FRENCH, _PLAIN_FRENCH)):
        language, said = own[0], item.plain.in_(own[0])
    elif spoken == FRENCH and item.text.has(_PLAIN_FRENCH):
        language, said = FRENCH, item.text.in_(_PLAIN_FRENCH)
    else:
        return _guided(setting, item)
    if said == item.text.in_(language):
        return _guided(setting, item)
    return Message(language, (translator(language).gettext("Autrement dit :"), said), key=Remark.PLAINLY.value)


def _guided(setting: Setting, item: Item) -> Message:
    language = setting.language_of_item(item)
    _ = translator(language).gettext
    calm = _("Il n'y a pas de mauvaise réponse.")
    person = _("Besoin d'aide ? Demandez à la personne qui vous a donné le lien.")
    said = (calm, *_skip(item, language), person)
    return Message(language, said, key=Remark.GUIDED.value)


def _skip(item: Item, language: str) -> tuple[str, ...]:
    if item.required or isinstance(item, Consent | Review):
        return ()
    return (translator(language).gettext("Vous pouvez aussi passer cette question."),)


def _paused(setting: Setting) -> Message:
    language = interface_language(setting.interview.language)
    _ = translator(language).gettext
    kept = _("Vos réponses sont gardées.") if setting.interview.answers else ""
    said = (_("D'accord, on fait une pause."), kept, _("Pour reprendre, écrivez-moi un mot."))
    return Message(language, said, key=Remark.PAUSED.value)


def _resumed(setting: Setting) -> Message:
    """Where the conversation stood; the question itself follows."""
    language = interface_language(setting.interview.language)
    _ = translator(language).gettext
    number, total = progress(setting.questionnaire, setting.interview)
    where = _("Vous en étiez à la question {number} sur {total}.").format(number=number, total=total) if total else ""
    again = setting.button(Action.RESTART, _("Recommencer"), Role.NAVIGATE)
    return Message(language, (" ".join((_("On reprend."), where)).strip(),), buttons=(again,), key=Remark.RESUMED.value)


def _restart(setting: Setting) -> Message:
    language = interface_language(setting.interview.language)
    _ = translator(language).gettext
    word = isolated(spelling(Word.RESTART_SURE, language), language)
    said = (
        _("Recommencer efface toutes vos réponses."),
        _("Pour confirmer, touchez le bouton ou écrivez : {word}").format(word=word),
    )
    buttons = (
        setting.button(Action.RESTART_SURE, _("Oui, recommencer"), Role.NAVIGATE),
        setting.button(Action.RESUME, _("Non, je continue"), Role.NAVIGATE),
    )
    return Message(language, said, buttons=buttons, key=Remark.RESTART.value)


def _identifying(setting: Setting, item: Item) -> Message:
    """Nothing is refused: the words are stored, and may be written otherwise."""
    language = setting.language_of([item.text])
    _ = translator(language).gettext
    said = (
        _("Votre texte contient peut-être un nom, un numéro ou une adresse."),
        _("Il est gardé. Vous pouvez l'écrire autrement, sans nommer personne."),
    )
    return Message(language, said, buttons=(revisit(setting, item, language),), key=Remark.IDENTIFYING.value)
