"""What is said without having been asked: reminders, invitations, and what crossed or failed."""

from collections.abc import Callable
from datetime import date, datetime

from babel.dates import format_date, format_time

from locales.bidi import isolated
from locales.catalogues import translator
from locales.languages import LANGUAGES, chain
from locales.words import Word
from services.hours import NANTES
from services.messages import Button, Message, Role
from services.tokens import Action, entry
from services.wording.setting import Setting, directed, interface_language, spelling
from surveys.routing import progress
from surveys.texts import Text

WISHES = ("kept", "counts", "short")
"""The wordings of a reminder, by what each reminds of."""


def reminder(setting: Setting, wish: str, *, is_last: bool, until: date | None = None) -> Message:
    """A conversation waits for its end. wish: one of WISHES. The last one says that it is the last, and names the last
    day of the campaign when there is one."""
    language = interface_language(setting.interview.language)
    catalogue = translator(language)
    _ = catalogue.gettext
    title = isolated(_title(setting.questionnaire.title, language), language)
    number, total = progress(setting.questionnaire, setting.interview)
    left = max(total - number + 1, 1)
    opening = (
        _("C'est mon dernier rappel pour « {title} ».") if is_last else _("Bonjour. Vous avez commencé « {title} ».")
    )
    rest = catalogue.ngettext("Il reste environ {count} question.", "Il reste environ {count} questions.", left)
    words = _("Vous pouvez écrire : {resume} ou {stop}.").format(
        resume=isolated(spelling(Word.RESUME, language), language),
        stop=isolated(spelling(Word.STOP, language), language),
    )
    buttons = (
        setting.button(Action.RESUME, _("Continuer"), Role.NAVIGATE),
        *(() if is_last else (setting.button(Action.LATER, _("Plus tard"), Role.NAVIGATE),)),
        setting.button(Action.HUSH, _("Plus de rappels"), Role.NAVIGATE),
    )
    ends = (_("Vous pouvez répondre jusqu'au {day}.").format(day=_day(until, language)),) if is_last and until else ()
    said = (opening.format(title=title), _wish(wish, _), rest.format(count=left), *ends, words)
    return directed(Message(language, said, buttons=buttons, key="reminder"))


def _wish(wish: str, _: Callable[[str], str]) -> str:
    match wish:
        case "kept":
            return _("Vos réponses sont gardées. Vous pouvez finir maintenant.")
        case "counts":
            return _("Votre avis compte. Il peut changer des choses pour les enfants.")
        case "short":
            return _("Cela prend quelques minutes. Vous pouvez passer une question.")
        case _:
            raise ValueError(wish)


def _day(day: date, language: str) -> str:
    return isolated(format_date(day, "full", locale=LANGUAGES[language].babel), language)


def invitation(language: str, title: Text, code: str) -> Message:
    """Another questionnaire, for somebody who agreed to be asked again."""
    language = interface_language(language)
    _ = translator(language).gettext
    said = (
        _("Bonjour. Vous aviez accepté que je vous écrive."),
        _("Voici un nouveau questionnaire : « {title} ».").format(title=isolated(_title(title, language), language)),
        _("Pour commencer, touchez le bouton ou écrivez : {code}").format(code=isolated(code, language)),
    )
    start = Button(_("Commencer"), entry(code), Role.NAVIGATE)
    return directed(Message(language, said, buttons=(start,), key="invitation"))


def postponed(language: str, until: datetime | None) -> Message:
    """« Plus tard » was heard. until: when the next reminder comes, None when none does."""
    language = interface_language(language)
    _ = translator(language).gettext
    if until is None:
        said = _("D'accord. Vous pouvez finir quand vous voulez.")
    else:
        local, babel = until.astimezone(NANTES.zone), LANGUAGES[language].babel
        day = isolated(format_date(local, "EEEE d MMMM", locale=babel), language)
        hour = isolated(format_time(local, "short", locale=babel), language)
        said = _("D'accord. Je vous écris {day}, à {hour}.").format(day=day, hour=hour)
    return directed(Message(language, (said,), key="postponed"))


def hushed(language: str) -> Message:
    """No more reminders."""
    language = interface_language(language)
    _ = translator(language).gettext
    said = (_("D'accord. Je ne vous envoie plus de rappel."), _("Vous pouvez finir quand vous voulez."))
    return directed(Message(language, said, key="hushed"))


def crossed(language: str) -> Message:
    """Several messages came at once, and could not be replies to what was said last."""
    language = interface_language(language)
    _ = translator(language).gettext
    said = (
        _("J'ai reçu plusieurs messages à la suite. Je n'ai pas pu tout prendre."),
        _("Relisez ma dernière question. Puis répondez en un seul message."),
    )
    return directed(Message(language, said, key="crossed"))


def outage(language: str) -> Message:
    """We were deaf for a while; the open question follows."""
    language = interface_language(language)
    _ = translator(language).gettext
    said = (
        _("Pardon, j'étais en panne."),
        _("Votre dernière réponse n'est peut-être pas arrivée. Je repose la question."),
    )
    return directed(Message(language, said, key="outage"))


def _title(title: Text, language: str) -> str:
    """The title in the person's language, else in a related one or French."""
    return title.in_(next((tag for tag in chain(language) if title.has(tag)), language))
