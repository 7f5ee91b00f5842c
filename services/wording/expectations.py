"""What an item expects, in one or two short sentences: under a prompt, and again when a reply was not understood."""

from gettext import NullTranslations
from typing import assert_never

from locales.bidi import isolated
from locales.catalogues import format_minutes, translator
from services.wording.options import options
from services.wording.setting import Setting
from surveys.items import (
    BestWorst,
    Comparison,
    Consent,
    Date,
    District,
    FollowUp,
    Item,
    Multiple,
    Notice,
    Number,
    Open,
    Ranking,
    Rating,
    Review,
    Single,
    takes_voice,
)
from surveys.limits import VOICE_MINUTES

_OneOf = Consent | Single | District | BestWorst | Comparison | Rating


def instruction(setting: Setting, item: Item, language: str) -> str:
    """What to do, where the question alone does not say it; else "". Part of the footer of a prompt."""
    words = translator(language)
    _ = words.gettext
    match item:
        case Multiple():
            return " ".join((_how_many(item, words), _("Puis touchez « Valider ».")))
        case FollowUp():
            return " ".join((_("Vous pouvez choisir plusieurs réponses."), _("Puis touchez « Valider ».")))
        case Ranking():
            return _("Touchez les réponses dans votre ordre : la première d'abord.")
        case Comparison():
            number = len(setting.interview.draft) // item.size + 1
            return _("Comparaison {number} sur {total}.").format(number=number, total=item.rounds)
        case Open():
            write = _("Écrivez votre réponse : {limit} caractères au maximum.").format(limit=item.max_chars)
            return f"{write}\n{_speak(language)}" if takes_voice(item) else write
        case Number():
            return _("Écrivez un nombre.")
        case Date():
            return _("Écrivez une date. Exemple : {example}").format(example=isolated("15/03/2026", language))
        case Consent() | Single() | District() | Rating() | BestWorst() | Review() | Notice():
            return ""
        case _:
            assert_never(item)


def _speak(language: str) -> str:
    """How long one may speak, and what becomes of it."""
    _ = translator(language).gettext
    limit = isolated(format_minutes(VOICE_MINUTES, language), language)
    return " ".join(
        (
            _("Ou parlez : {limit} au maximum.").format(limit=limit),
            _("Une personne écoute, écrit vos mots, puis efface le son."),
        )
    )


def expected(setting: Setting, item: Item, language: str) -> str:
    """What can be written or touched to answer `item`, said to someone who was not understood."""
    _ = translator(language).gettext
    match item:
        case Consent() | Single() | District() | BestWorst() | Comparison() | Rating():
            low, high = _range(setting, item)
            return _("Écrivez un nombre de {low} à {high}, ou touchez un bouton.").format(low=low, high=high)
        case Multiple() | FollowUp():
            return _("Touchez des boutons, ou écrivez des numéros. Exemple : {example}").format(
                example=isolated("1, 3" if len(options(setting, item)) > 2 else "1, 2", language)
            )
        case Ranking():
            example = ", ".join(str(number) for number in range(len(options(setting, item)), 0, -1))
            return _("Écrivez tous les numéros dans votre ordre. Exemple : {example}").format(
                example=isolated(example, language)
            )
        case Number():
            return _("Écrivez un nombre. Exemple : {example}").format(example=12)
        case Review():
            return _("Touchez « Envoyer », ou écrivez « envoyer ».")
        case Open() | Date():
            return instruction(setting, item, language)
        case Notice():
            return ""
        case _:
            assert_never(item)


def _range(setting: Setting, item: _OneOf) -> tuple[str, str]:
    """The first and the last number that answer."""
    proposed = options(setting, item)
    points = [option.text for option in proposed if not option.number and option.is_number]
    return (points[0], points[-1]) if points else ("1", str(len(proposed)))


def _how_many(item: Multiple, words: NullTranslations) -> str:
    """How many choices may be set."""
    if item.at_most is not None:
        sentence = words.ngettext(
            "Choisissez {count} réponse au maximum.", "Choisissez {count} réponses au maximum.", item.at_most
        )
        return sentence.format(count=item.at_most)
    if item.at_least > 1:
        sentence = words.ngettext(
            "Choisissez au moins {count} réponse.", "Choisissez au moins {count} réponses.", item.at_least
        )
        return sentence.format(count=item.at_least)
    return words.gettext("Vous pouvez choisir plusieurs réponses.")
