"""The review: every answer given, each to be changed, and the button that submits."""

from locales.catalogues import translator
from services.messages import Message, Role
from services.tokens import Action
from services.wording.answers import answer_text
from services.wording.setting import Setting
from surveys.answers import Answer
from surveys.items import Item, Review, WithChoices, is_answerable


def review(setting: Setting, item: Review) -> Message:
    """Question and answer, one numbered line each; a button to change each."""
    given = _given(setting)
    texts = [item.text, *([item.hint] if item.hint else [])]
    shown = [*texts, *(asked.text for asked, _answer in given)]
    shown += [choice.text for asked, _answer in given if isinstance(asked, WithChoices) for choice in asked.choices]
    language = setting.language_of(shown)
    _ = translator(language).gettext
    options, buttons = [], []
    for number, (asked, answer) in enumerate(given, start=1):
        said = answer_text(setting.questionnaire, asked.name, answer, language)
        options.append(f"{number}. {asked.text.in_(language)} {said}")
        label = _("Modifier la réponse {number}").format(number=number)
        buttons.append(setting.button(Action.REVISIT, label, Role.NAVIGATE, asked))
    submit = setting.button(Action.VALIDATE, _("Envoyer"), Role.VALIDATE, item)
    return Message(language, tuple(text.in_(language) for text in texts), tuple(options), buttons=(submit, *buttons))


def _given(setting: Setting) -> list[tuple[Item, Answer]]:
    """What was answered on the road really taken, in the order of the sheet."""
    answers = setting.interview.answers
    return [
        (item, answers[item.name])
        for item in setting.questionnaire.items
        if item.name in answers and is_answerable(item) and setting.scope.applies(item)
    ]
