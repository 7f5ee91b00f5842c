"""The prompt of each kind of item: the question, the numbered choices, what can be done, the buttons."""

from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from locales.catalogues import translator
from services.messages import Button, Expects, Message, Role
from services.tokens import Action
from services.wording.answers import choices_text
from services.wording.expectations import instruction
from services.wording.options import Option, lines, options
from services.wording.review import review
from services.wording.setting import Setting, directed
from surveys.items import (
    BestWorst,
    ChoiceItem,
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
)
from surveys.routing import behind, progress
from surveys.texts import Text


def ask(setting: Setting, item_name: str) -> Message:
    """The prompt of the item called `item_name`, as its draft stands."""
    item = setting.questionnaire.item(item_name)
    match item:
        case Notice():
            return notice(setting, item)
        case Review():
            message = review(setting, item)
        case BestWorst():
            message = _best_or_worst(setting, item)
        case Consent() | Single() | District() | Rating():
            message = _choosing(setting, item)
        case Multiple() | FollowUp():
            message = _ticking(setting, item)
        case Ranking():
            message = _ranking(setting, item)
        case Open() | Number() | Date():
            message = _typing(setting, item)
        case _:
            assert_never(item)
    return directed(_completed(setting, item, message))


def notice(setting: Setting, item: Notice) -> Message:
    """Something told; no answer, no buttons."""
    language = setting.language_of(_said(item))
    return directed(Message(language, _paragraphs(_said(item), language), key=item.name))


def prompt_language(setting: Setting, item: Item) -> str:
    """The one language of the prompt of `item`: all its texts exist in it."""
    texts = list(_said(item))
    if isinstance(item, BestWorst):
        texts.append(item.worst)
    if isinstance(item, ChoiceItem):
        texts.extend(option.choice.text for option in options(setting, item))
    return setting.language_of(texts)


def _choosing(setting: Setting, item: Consent | Single | District | Rating) -> Message:
    """One tap answers. A consent also proposes the languages, each in its own script."""
    language = prompt_language(setting, item)
    proposed = options(setting, item)
    tongues = (
        setting.language_buttons() if isinstance(item, Consent) and len(setting.questionnaire.languages) > 1 else ()
    )
    return Message(
        language,
        _paragraphs(_said(item), language),
        lines(proposed, language),
        buttons=(*_tapped(setting, item, proposed, Action.CHOOSE, language), *tongues),
    )


def _best_or_worst(setting: Setting, item: BestWorst) -> Message:
    """Asks for the best; once that is set, for the worst of the others."""
    language = prompt_language(setting, item)
    proposed = options(setting, item)
    best = setting.interview.draft
    _ = translator(language).gettext
    paragraphs = _paragraphs(_said(item), language)
    if best:
        chosen = _("✓ Votre premier choix : {answer}").format(answer=choices_text(item, best, language))
        paragraphs = (item.worst.in_(language), chosen)
    action = Action.WORST if best else Action.CHOOSE
    buttons = _tapped(setting, item, proposed, action, language)
    return Message(language, paragraphs, lines(proposed, language), buttons=(*buttons, *_undo(setting, item, language)))


def _undo(setting: Setting, item: BestWorst, language: str) -> tuple[Button, ...]:
    """Takes the best back while the worst is asked for."""
    label = translator(language).gettext("Changer mon premier choix")
    return tuple(
        setting.button(Action.OFF, label, Role.NAVIGATE, item=item, choice=place)
        for place, choice in enumerate(item.choices)
        if choice.name in setting.interview.draft
    )


def _tapped(
    setting: Setting, item: ChoiceItem, proposed: Iterable[Option], action: Action, language: str
) -> tuple[Button, ...]:
    return tuple(
        replace(
            setting.button(action, option.choice.text.in_(language), Role.CHOICE, item=item, choice=option.place),
            number=option.number,
        )
        for option in proposed
    )


def _ticking(setting: Setting, item: Multiple | FollowUp) -> Message:
    """Any number of choices, then validate. A button carries the state it sets, so that a double tap is harmless."""
    language = prompt_language(setting, item)
    _ = translator(language).gettext
    count = len(setting.interview.draft)
    label = _("Valider ({count})").format(count=count) if count else _("Valider")
    buttons = _set(setting, item, Role.TOGGLE, language)
    validate = setting.button(Action.VALIDATE, label, Role.VALIDATE, item=item)
    proposed = lines(options(setting, item), language)
    return Message(language, _paragraphs(_said(item), language), proposed, buttons=(*buttons, validate))


def _ranking(setting: Setting, item: Ranking) -> Message:
    """Taps in order; a ranked one loses its place when tapped again. Validate comes when every place is taken."""
    language = prompt_language(setting, item)
    _ = translator(language).gettext
    draft = setting.interview.draft
    proposed = options(setting, item)
    buttons = tuple(
        replace(button, badge=str(draft.index(option.choice.name) + 1)) if button.chosen else button
        for option, button in zip(proposed, _set(setting, item, Role.RANK, language), strict=True)
    )
    if len(draft) == sum(not option.choice.exclusive for option in proposed):
        buttons = (*buttons, setting.button(Action.VALIDATE, _("Valider"), Role.VALIDATE, item=item))
    return Message(language, _paragraphs(_said(item), language), lines(proposed, language), buttons=buttons)


def _set(setting: Setting, item: ChoiceItem, role: Role, language: str) -> tuple[Button, ...]:
    """One button per choice that turns it on, or off when it is on."""
    draft = setting.interview.draft
    buttons = []
    for option in options(setting, item):
        chosen = option.choice.name in draft
        action = Action.OFF if chosen else Action.ON
        made = setting.button(action, option.choice.text.in_(language), role, item=item, choice=option.place)
        buttons.append(replace(made, number=option.number, chosen=chosen))
    return tuple(buttons)


def _typing(setting: Setting, item: Open | Number | Date) -> Message:
    language = prompt_language(setting, item)
    match item:
        case Open():
            expects, limit = Expects.TEXT, item.max_chars
        case Number():
            expects, limit = Expects.NUMBER, 0
        case Date():
            expects, limit = Expects.DATE, 0
    return Message(language, _paragraphs(_said(item), language), expects=expects, max_chars=limit)


def _completed(setting: Setting, item: Item, message: Message) -> Message:
    """What every prompt has: instruction and progress at the foot, back and skip where possible."""
    _ = translator(message.language).gettext
    number, total = progress(setting.questionnaire, setting.interview)
    footer = [instruction(item, message.language), f"{number}/{total}" if total else ""]
    sides = []
    if behind(setting.questionnaire, setting.interview, setting.scope):
        sides.append(setting.button(Action.BACK, _("Retour"), Role.NAVIGATE, item=item))
    if not item.required and not isinstance(item, Consent | Review):
        sides.append(setting.button(Action.SKIP, _("Passer"), Role.NAVIGATE, item=item))
    return replace(
        message,
        footer="\n".join(line for line in footer if line),
        buttons=(*message.buttons, *sides),
        question=True,
        key=item.name,
    )


def _said(item: Item) -> tuple[Text, ...]:
    return (item.text, item.hint) if item.hint and item.hint.wordings else (item.text,)


def _paragraphs(texts: Iterable[Text], language: str) -> tuple[str, ...]:
    """Texts as paragraphs: an empty line starts a new one."""
    return tuple(part.strip() for text in texts for part in text.in_(language).split("\n\n") if part.strip())
