"""What is said to a reply or a tap that does not fit, and how to go on."""

from typing import Literal, assert_never

from locales.catalogues import translator
from services.messages import Message, Role
from services.tokens import Action
from services.wording.expectations import expected
from services.wording.options import button, options
from services.wording.places import unknown_place
from services.wording.setting import Setting
from surveys.effects import Remark
from surveys.items import BestWorst, District, FollowUp, Item, Multiple, Number, Ranking, WithChoices

Misfit = Literal[
    Remark.UNREADABLE,
    Remark.UNREADABLE_STILL,
    Remark.UNREADABLE_AGAIN,
    Remark.TOO_MANY,
    Remark.TOO_FEW,
    Remark.TOO_LONG,
    Remark.NOT_A_NUMBER,
    Remark.NOT_A_DATE,
    Remark.OUT_OF_RANGE,
    Remark.NOT_SKIPPABLE,
]


_Bound = Literal[Remark.TOO_MANY, Remark.TOO_FEW, Remark.TOO_LONG]


def misfit(setting: Setting, item: Item, remark: Misfit, limit: int, language: str) -> tuple[str, ...]:
    """The sentences, what was wrong first. limit: the number that was passed or not reached."""
    _ = translator(language).gettext
    match remark:
        case Remark.UNREADABLE if isinstance(item, District):
            return unknown_place(setting, item)
        case Remark.UNREADABLE:
            return _("Je n'ai pas compris votre réponse."), expected(setting, item, language)
        case Remark.UNREADABLE_STILL:
            return _("Pardon, je ne comprends toujours pas."), expected(setting, item, language)
        case Remark.UNREADABLE_AGAIN:
            return _again(item, language)
        case Remark.TOO_MANY | Remark.TOO_FEW | Remark.TOO_LONG:
            return _out_of_bounds(item, remark, limit, language)
        case Remark.NOT_A_NUMBER:
            return (_number(item, language),)
        case Remark.NOT_A_DATE:
            return _("Je ne reconnais pas cette date."), expected(setting, item, language)
        case Remark.OUT_OF_RANGE:
            return _refused(item, language)
        case Remark.NOT_SKIPPABLE:
            return _("On ne peut pas passer cette question."), expected(setting, item, language)
        case _:
            assert_never(remark)


def ambiguous(setting: Setting, item: Item, names: tuple[str, ...]) -> Message:
    """Several choices fit: they are proposed again, with the numbers of the prompt."""
    language = setting.language_of_item(item)
    _ = translator(language).gettext
    if not isinstance(item, WithChoices):
        return Message(language, (_("Je n'ai pas compris votre réponse."), expected(setting, item, language)))
    meant = [option for option in options(setting, item) if option.name in names]
    action = _action(setting, item)
    buttons = tuple(button(setting, item, option, action, Role.CHOICE) for option in meant)
    lines = tuple(option.line for option in meant)
    return Message(language, (_("Plusieurs réponses sont possibles. Laquelle voulez-vous ?"),), lines, buttons=buttons)


def _action(setting: Setting, item: Item) -> Action:
    """What a tap on one of several possible choices does."""
    if isinstance(item, Multiple | FollowUp | Ranking):
        return Action.ON
    return Action.WORST if isinstance(item, BestWorst) and setting.interview.draft else Action.CHOOSE


def _again(item: Item, language: str) -> tuple[str, ...]:
    """The third time: a way around and a person; none of the sentences said before."""
    _ = translator(language).gettext
    buttons = _("Touchez un bouton sous la question.") if isinstance(item, WithChoices) else ""
    skip = "" if item.required else _("Vous pouvez aussi passer cette question.")
    person = _("Besoin d'aide ? Demandez à la personne qui vous a donné le lien.")
    return _("Essayons autrement."), buttons, skip, person


def _refused(item: Item, language: str) -> tuple[str, ...]:
    """The author's words if there are any in `language`."""
    if item.constraint_message and item.constraint_message.has(language):
        return (item.constraint_message.in_(language),)
    _ = translator(language).gettext
    return _("Cette réponse n'est pas possible ici."), _("Essayez une autre réponse.")


def _out_of_bounds(item: Item, remark: _Bound, limit: int, language: str) -> tuple[str, ...]:
    words = translator(language)
    match remark:
        case Remark.TOO_MANY:
            most = words.ngettext(
                "Choisissez {count} réponse au maximum.", "Choisissez {count} réponses au maximum.", limit
            )
            return most.format(count=limit), words.gettext("Enlevez une réponse pour en choisir une autre.")
        case Remark.TOO_FEW if isinstance(item, Ranking):
            return (words.gettext("Donnez une place à chaque réponse."),)
        case Remark.TOO_FEW:
            least = words.ngettext(
                "Choisissez au moins {count} réponse.", "Choisissez au moins {count} réponses.", limit
            )
            return (least.format(count=limit),)
        case Remark.TOO_LONG:
            shorter = words.gettext("Écrivez {limit} caractères au maximum.").format(limit=limit)
            return words.gettext("Votre texte est trop long."), shorter


def _number(item: Item, language: str) -> str:
    _ = translator(language).gettext
    if isinstance(item, Number) and item.whole:
        return _("Écrivez un nombre entier. Exemple : {example}").format(example=12)
    return _("Écrivez un nombre. Exemple : {example}").format(example=12)
