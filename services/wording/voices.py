"""What is said about speaking and listening: how long one may speak, what could not be taken, who reads aloud."""

from locales.bidi import isolated
from locales.catalogues import format_minutes, translator
from services.messages import Clip, Message
from services.wording.expectations import expected
from services.wording.recaps import revisit
from services.wording.setting import Setting, directed, interface_language
from surveys.items import Item
from surveys.limits import VOICE_MINUTES


def not_spoken(setting: Setting, item: Item) -> Message:
    """A recording, where something else answers: what does."""
    language = setting.language_of_item(item)
    said = translator(language).gettext("Ici, je ne peux pas prendre de message vocal.")
    return Message(language, (said, expected(setting, item, language)), key="not_spoken")


def voice_too_long(language: str) -> Message:
    """Longer or larger than we take; the question stays open."""
    language = interface_language(language)
    _ = translator(language).gettext
    limit = isolated(format_minutes(VOICE_MINUTES, language), language)
    said = _("Votre message vocal est trop long : {limit} au maximum.").format(limit=limit)
    return directed(
        Message(language, (said, _("Vous pouvez recommencer, ou écrire votre réponse.")), key="voice_too_long")
    )


def voice_unreadable(language: str) -> Message:
    """A file that is no recording we know."""
    language = interface_language(language)
    _ = translator(language).gettext
    said = _("Je ne peux pas lire ce message vocal."), _("Vous pouvez recommencer, ou écrire votre réponse.")
    return directed(Message(language, said, key="voice_unreadable"))


def voice_lost(setting: Setting, item: Item) -> Message:
    """What was said could not be fetched: which question it answered, and how to answer it again."""
    language = setting.language_of([item.text])
    _ = translator(language).gettext
    said = (
        _("Pardon, je n'ai pas pu garder votre message vocal."),
        item.text.in_(language),
        _("Vous pouvez recommencer, ou écrire votre réponse."),
    )
    buttons = (revisit(setting, item, language),) if setting.can_change else ()
    return directed(Message(language, said, buttons=buttons, key="voice_lost"))


def read_aloud(language: str, clip: Clip) -> Message:
    """What stands below a recording that reads a question. A machine's voice is called one."""
    language = interface_language(language)
    said = translator(language).gettext("Voix d'ordinateur. Personne ne l'a encore vérifiée.")
    return directed(Message(language, (said,) if clip.synthetic else (), clip=clip, key="read_aloud"))
