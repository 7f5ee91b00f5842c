"""Prompts that are over, and the list of languages."""

from collections.abc import Sequence

from locales.bidi import prepared
from locales.catalogues import translator
from locales.languages import autonym
from services.messages import Button, Message, Role
from services.tokens import Action
from services.wording.answers import answer_text, choices_text
from services.wording.setting import Setting, directed, interface_language, words
from surveys.answers import Answer, Missing
from surveys.items import Item, Review, is_answerable


def settled(setting: Setting, item_name: str, given: Answer | Sequence[str]) -> Message:
    """The prompt once it is over: the question, then the answer (or the names of choices), and a way to change it."""
    item = setting.questionnaire.item(item_name)
    language = setting.language_of_item(item)
    change = (revisit(setting, item, language),) if setting.can_change and is_answerable(item) else ()
    asked, said = setting.face(item).text, prepared(_given(setting, item, given, language), language)
    return Message(language, (asked, said), buttons=change, key=item.name)


def revisit(setting: Setting, item: Item, language: str) -> Button:
    """The button that opens `item` again."""
    _ = words(language)
    return setting.button(Action.REVISIT, _("Modifier"), Role.NAVIGATE, item)


def languages(setting: Setting) -> Message:
    """The languages of the questionnaire, each by its own name."""
    language = interface_language(setting.interview.language)
    _ = translator(language).gettext
    return directed(
        Message(
            language,
            (_("🌐 Touchez votre langue, ou écrivez son nom."),),
            tuple(autonym(tag) for tag in setting.questionnaire.languages),
            buttons=setting.language_buttons(),
            key="languages",
        )
    )


def _given(setting: Setting, item: Item, given: Answer | Sequence[str], language: str) -> str:
    _ = translator(language).gettext
    if isinstance(item, Review):
        return _("✓ Réponses envoyées")
    if given is Missing.SKIPPED:
        return _("Question passée")
    if isinstance(given, Sequence):
        said = choices_text(item, given, language)
    else:
        said = answer_text(setting.questionnaire, item.name, given, language)
    return _("✓ Votre réponse : {answer}").format(answer=said) if said else _("✓ C'est noté.")
