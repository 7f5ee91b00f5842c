"""The answers given, each to be changed: as the review that submits them, or whenever a parent wants to see them."""

from collections.abc import Iterable

from msgspec.structs import replace

from locales.bidi import isolated
from locales.catalogues import translator
from locales.words import Word
from services.messages import Message, Role
from services.tokens import Action
from services.wording.answers import answer_text
from services.wording.setting import Setting, interface_language, spelling
from surveys.effects import Remark
from surveys.items import Review, WithChoices
from surveys.routing import given
from surveys.texts import Text


def review(setting: Setting, item: Review) -> Message:
    """The question of the review, the answers, and the button that submits."""
    texts = [item.text, *([item.hint] if item.hint else [])]
    listed = _answers(setting, texts)
    submit = setting.button(Action.VALIDATE, translator(listed.language).gettext("Envoyer"), Role.VALIDATE, item)
    said = (*(text.in_(listed.language) for text in texts), *listed.paragraphs)
    return replace(listed, paragraphs=said, buttons=(submit, *listed.buttons))


def answers(setting: Setting) -> Message:
    """The same list at any other moment."""
    listed = _answers(setting, ())
    _ = translator(listed.language).gettext
    head = _("Voici vos réponses.") if listed.options else _("Vous n'avez pas encore répondu.")
    return replace(listed, paragraphs=(head, *listed.paragraphs), key=Remark.ANSWERS.value)


def _answers(setting: Setting, beside: Iterable[Text]) -> Message:
    """Question and answer, one numbered line each, and ways to change each. beside: texts of the same message."""
    names = given(setting.questionnaire, setting.interview, setting.scope)
    items = [setting.questionnaire.item(name) for name in names]
    shown = [*beside, *(item.text for item in items)]
    shown += [choice.text for item in items if isinstance(item, WithChoices) for choice in item.choices]
    language = setting.language_of(shown) if items else interface_language(setting.interview.language)
    _ = translator(language).gettext
    options, buttons = [], []
    for number, item in enumerate(items, start=1):
        said = answer_text(setting.questionnaire, item.name, setting.interview.answers[item.name], language)
        options.append(f"{number}. {item.text.in_(language)} {said}")
        label = _("Modifier la réponse {number}").format(number=number)
        buttons.append(setting.button(Action.REVISIT, label, Role.NAVIGATE, item))
    example = isolated(f"{spelling(Word.CHANGE, language)} 1", language)
    how = _("Pour changer une réponse, écrivez par exemple : {example}").format(example=example)
    return Message(language, (how,) if items else (), tuple(options), buttons=tuple(buttons))
