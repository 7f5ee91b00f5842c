"""The prompt of each kind of item: the question, the numbered choices, what can be done, the buttons."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from msgspec.structs import replace

from locales.bidi import prepared
from locales.catalogues import translator
from services.messages import Button, Expects, Message, Role
from services.tokens import Action
from services.wording.answers import answer_text, choices_text
from services.wording.expectations import instruction
from services.wording.faces import Face, paragraphs, said_of
from services.wording.options import Option, button, lines, options
from services.wording.review import review
from services.wording.setting import Setting, directed, words
from surveys.answers import Missing
from surveys.items import (
    BestWorst,
    ChoiceItem,
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
    is_answerable,
    takes_voice,
)
from surveys.limits import VOICE_MINUTES
from surveys.routing import behind, progress


@dataclass(frozen=True, slots=True)
class _Prompt:
    """An item being asked: what it looks like, and the choices proposed now."""

    setting: Setting
    face: Face
    proposed: tuple[Option, ...]

    @property
    def language(self) -> str:
        return self.face.language

    def say(self, *said: str, buttons: Iterable[Button] = ()) -> Message:
        """The question (or what is `said` in its place), the numbered choices, the buttons."""
        return Message(self.language, said or self.face.question, lines(self.proposed), buttons=tuple(buttons))


def ask(setting: Setting, item_name: str) -> Message:
    """The prompt of the item called `item_name`, as its draft stands."""
    item = setting.questionnaire.item(item_name)
    if isinstance(item, Notice):
        return notice(setting, item)
    if isinstance(item, Review):
        return _completed(setting, item, directed(review(setting, item)))
    prompt = _prompt(setting, item)
    match item:
        case BestWorst():
            message = _best_or_worst(prompt, item)
        case Consent() | Single() | District() | Rating():
            message = _choosing(prompt, item)
        case Multiple() | FollowUp():
            message = _ticking(prompt, item)
        case Ranking():
            message = _ranking(prompt, item)
        case Comparison():
            message = _comparing(prompt, item)
        case Open() | Number() | Date():
            message = _writing(prompt, item)
        case _:
            assert_never(item)
    return _completed(setting, item, message)


def notice(setting: Setting, item: Notice) -> Message:
    """Something told; no answer, no buttons."""
    language = setting.language_of(said_of(item))
    return Message(language, paragraphs(said_of(item), language), key=item.name)


def _prompt(setting: Setting, item: Item) -> _Prompt:
    proposed = options(setting, item) if isinstance(item, ChoiceItem) else ()
    return _Prompt(setting, setting.face(item), proposed)


def _choosing(prompt: _Prompt, item: Consent | Single | District | Rating) -> Message:
    """One tap answers. A consent also proposes the languages, each in its own script."""
    setting = prompt.setting
    several = isinstance(item, Consent) and len(setting.questionnaire.languages) > 1
    tongues = setting.language_buttons() if several else ()
    return prompt.say(buttons=(*_tapped(prompt, item, Action.CHOOSE), *tongues))


def _best_or_worst(prompt: _Prompt, item: BestWorst) -> Message:
    """Asks for the best; once that is set, for the worst of the others."""
    best = prompt.setting.interview.draft
    if not best:
        return prompt.say(buttons=_tapped(prompt, item, Action.CHOOSE))
    _ = words(prompt.language)
    place = next(place for place, choice in enumerate(item.choices) if choice.name in best)
    undo = Button(_("Changer mon premier choix"), prompt.setting.token(Action.OFF, item, place), Role.NAVIGATE)
    buttons = (*_tapped(prompt, item, Action.WORST), undo)
    return prompt.say(*prompt.face.worst, _best(prompt, item, best), buttons=buttons)


def _best(prompt: _Prompt, item: BestWorst | Comparison, best: tuple[str, ...]) -> str:
    _ = translator(prompt.language).gettext
    said = _("✓ Votre premier choix : {answer}").format(answer=choices_text(item, best, prompt.language))
    return prepared(said, prompt.language)


def _writing(prompt: _Prompt, item: Open | Number | Date) -> Message:
    match item:
        case Open(max_chars=most):
            minutes = VOICE_MINUTES if takes_voice(item) else 0
            return replace(prompt.say(), expects=Expects.TEXT, max_chars=most, voice_minutes=minutes)
        case Number():
            return replace(prompt.say(), expects=Expects.NUMBER)
        case Date():
            return replace(prompt.say(), expects=Expects.DATE)


def _tapped(prompt: _Prompt, item: ChoiceItem, action: Action) -> Iterator[Button]:
    for option in prompt.proposed:
        yield button(prompt.setting, item, option, action, Role.CHOICE)


def _ticking(prompt: _Prompt, item: Multiple | FollowUp) -> Message:
    """Any number of choices, then validate. A button carries the state it sets, so that a double tap is harmless."""
    _ = translator(prompt.language).gettext
    count = len(prompt.setting.interview.draft)
    label = _("Valider ({count})").format(count=count) if count else _("Valider")
    validate = prompt.setting.button(Action.VALIDATE, prepared(label, prompt.language), Role.VALIDATE, item)
    return prompt.say(buttons=(*_set(prompt, item, Role.TOGGLE), validate))


def _ranking(prompt: _Prompt, item: Ranking) -> Message:
    """Taps in order; a ranked one loses its place when tapped again. Validate comes when every place is taken."""
    _ = words(prompt.language)
    wanted = sum(not item.choices[option.place].exclusive for option in prompt.proposed)
    validate = prompt.setting.button(Action.VALIDATE, _("Valider"), Role.VALIDATE, item)
    complete = len(prompt.setting.interview.draft) == wanted
    return prompt.say(buttons=(*_set(prompt, item, Role.RANK), *([validate] if complete else [])))


def _comparing(prompt: _Prompt, item: Comparison) -> Message:
    """One set, best first; who has settled a set may stop."""
    _, setting = words(prompt.language), prompt.setting
    done, begun = divmod(len(setting.interview.draft), item.size)
    stop = [setting.button(Action.VALIDATE, _("J'ai fini"), Role.VALIDATE, item)] if done else []
    if not begun or item.worst is None:
        return prompt.say(buttons=(*_tapped(prompt, item, Action.CHOOSE), *stop))
    best = setting.interview.draft[-1:]
    undo = setting.button(Action.OFF, _("Changer mon premier choix"), Role.NAVIGATE, item)
    buttons = (*_tapped(prompt, item, Action.WORST), *stop, undo)
    return prompt.say(*prompt.face.worst, _best(prompt, item, best), buttons=buttons)


def _set(prompt: _Prompt, item: ChoiceItem, role: Role) -> Iterator[Button]:
    """One button per choice that turns it on, or off when it is on."""
    draft = prompt.setting.interview.draft
    for option in prompt.proposed:
        chosen = option.name in draft
        badge = str(draft.index(option.name) + 1) if chosen and role is Role.RANK else ""
        action = Action.OFF if chosen else Action.ON
        yield button(prompt.setting, item, option, action, role, badge)


def _completed(setting: Setting, item: Item, message: Message) -> Message:
    """What every prompt has: the answer given before; instruction and progress at the foot; ways back, on, to help."""
    number, total = progress(setting.questionnaire, setting.interview)
    language = message.language
    footer = [prepared(instruction(setting, item, language), language), f"{number}/{total}" if total else ""]
    before = _answer_before(setting, item, language)
    return replace(
        message,
        paragraphs=(*message.paragraphs, before) if before else message.paragraphs,
        footer="\n".join(line for line in footer if line),
        buttons=(*message.buttons, *_sides(setting, item, language, answered=bool(before))),
        question=True,
        clip=setting.clip(item),
        key=item.name,
    )


def _answer_before(setting: Setting, item: Item, language: str) -> str:
    """The answer given to an item that is asked again. A list with several choices shows it on its buttons."""
    stored = setting.interview.answers.get(item.name)
    if stored is None or stored is Missing.SKIPPED or setting.interview.draft or isinstance(item, Multiple | Ranking):
        return ""
    said = answer_text(setting.questionnaire, item.name, stored, language)
    _ = translator(language).gettext
    return prepared(_("✓ Votre réponse : {answer}").format(answer=said), language)


def _sides(setting: Setting, item: Item, language: str, answered: bool) -> Iterator[Button]:
    _ = words(language)
    if answered:
        yield setting.button(Action.KEEP, _("Garder ma réponse"), Role.VALIDATE, item)
    if behind(setting.questionnaire, setting.interview, setting.scope):
        yield setting.button(Action.BACK, _("Retour"), Role.NAVIGATE, item)
    if not item.required and not isinstance(item, Consent | Review):
        yield setting.button(Action.SKIP, _("Passer"), Role.NAVIGATE, item)
    if setting.clip(item):
        token, label = setting.token(Action.LISTEN, item, language=language), _("Écouter")
        yield Button(f"🔊 {label}", token, Role.LISTEN)
    if item.why:
        yield setting.button(Action.WHY, _("Pourquoi ?"), Role.HELP, item)
    if is_answerable(item):
        yield setting.button(Action.PUZZLED, _("Pas compris ?"), Role.HELP, item)
