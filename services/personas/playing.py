"""A whole conversation of a made-up parent: habits first, then an answer, until the end."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from locales.languages import LANGUAGES
from locales.words import Word
from services.personas.acting import button, towards
from services.personas.people import BABBLE, IDEAS, Dice, Persona
from services.personas.values import Values
from services.simulation import Simulation
from services.tokens import Action
from services.transcripts import PARENT, as_text, head, reply
from services.wording.setting import spelling
from surveys.answers import Answer, Chosen, Missing, Written
from surveys.effects import Ask, Effect, Record, Remark, Settle, Tell
from surveys.interview import Disposition, Interview
from surveys.items import Consent, FollowUp, Item, Open, Ranking, Review, WithChoices
from surveys.questionnaire import Questionnaire

_MOST = 2000  # lines of one conversation
_NONE: Mapping[str, Answer] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Played:
    """What became of one conversation. met: names of the items asked or told. taken: (item, choice) given at some time.
    is_stuck: something could not be answered, and the parent got no further."""

    transcript: str
    disposition: Disposition
    met: frozenset[str]
    taken: frozenset[tuple[str, str]]
    is_stuck: bool = False


def play(form: Questionnaire, persona: Persona, seed: int, wishes: Mapping[str, Answer] = _NONE) -> Played:
    """The conversation of `persona`; with the same seed, always the same. wishes: answers to give where asked."""
    return _Play(form, persona, seed, wishes).whole()


def spoken(form: Questionnaire, persona: Persona) -> str:
    """The language in which a persona begins."""
    return persona.language if persona.language in form.languages else form.languages[0]


class _Play:
    """One parent at work. had: habits given way to, per question. left: answers still to try on the open question."""

    def __init__(self, form: Questionnaire, persona: Persona, seed: int, wishes: Mapping[str, Answer]) -> None:
        self._form, self._persona, self._wishes = form, persona, wishes
        self._language = spoken(form, persona)
        self._lines = [head(form, self._language, seed)]
        self._dice = Dice(f"{persona.name}/{seed}")
        self._simulation = Simulation(form, self._language, seed)
        self._values = Values(form)
        self._had: set[tuple[str, str]] = set()
        self._at: str | None = None
        self._left: list[Answer] = []
        self._asked = 0

    def whole(self) -> Played:
        self._lines += map(as_text, self._simulation.begin())
        is_stuck = False
        for _ in range(_MOST):
            interview = self._simulation.interview
            if interview.disposition is not Disposition.OPEN or interview.position is None:
                break
            item = self._form.item(interview.position)
            self._look(item)
            if line := self._habit(interview, item):
                self._say(line)
            elif not self._answer(interview, item):
                is_stuck = True
                break
        effects = self._simulation.effects
        transcript = "\n".join(self._lines) + "\n"
        return Played(transcript, self._simulation.interview.disposition, _met(effects), _taken(effects), is_stuck)

    def _say(self, line: str) -> None:
        self._lines.append(PARENT + line)
        self._lines += map(as_text, reply(self._simulation, line))

    def _look(self, item: Item) -> None:
        """Another question is open: which answers might do, the first to be tried first."""
        if item.name == self._at:
            return
        self._at, self._asked = item.name, self._asked + 1
        wished = [self._wishes[item.name]] if item.name in self._wishes else []
        skips = not wished and self._dice.falls(self._persona.skips)
        self._left = [*wished, *([Missing.SKIPPED] if skips else []), *self._likely(item), Missing.SKIPPED]

    def _likely(self, item: Item) -> list[Answer]:
        answers = list(self._values.of(item))
        if isinstance(item, Open) and self._persona.draws:
            answers.insert(0, Written(IDEAS.get(self._simulation.interview.language, IDEAS["fr"])))
        elif self._persona.draws and answers:
            at = self._dice.below(len(answers))
            answers = answers[at:] + answers[:at]
        if isinstance(item, Ranking) and self._persona.draws:
            answers = [_turned(each, self._dice) for each in answers]
        out = [choice.name for choice in item.choices if choice.screens_out] if isinstance(item, WithChoices) else []
        if isinstance(item, Consent):
            return [*self._before_yes(item), *answers]
        return [*(Chosen((name,)) for name in out), *answers] if self._persona.strays else answers

    def _before_yes(self, item: Consent) -> list[Answer]:
        """What is said to a consent instead of yes, or before."""
        if self._persona.declines:
            return [Chosen(("no",))]
        reads = self._dice.falls(self._persona.asks) and any(choice.name == "more" for choice in item.choices)
        return [Chosen(("more",))] if reads else []

    def _answer(self, interview: Interview, item: Item) -> bool:
        """One line towards the first answer left; False when none is left. What changes nothing is not tried again."""
        while self._left:
            line = towards(self._simulation, item, self._left[0], typed=self._types(item))
            if line is not None:
                self._say(line)
                after = self._simulation.interview
                if (after.position, after.draft, after.answers) == (item.name, interview.draft, interview.answers):
                    self._left.pop(0)
                return True
            self._left.pop(0)
        return False

    def _types(self, item: Item) -> bool:
        """Drawn once a question."""
        if (item.name, "typed") in self._had or (item.name, "tapped") in self._had:
            return (item.name, "typed") in self._had
        typed = self._dice.falls(self._persona.types)
        self._had.add((item.name, "typed" if typed else "tapped"))
        return typed

    def _habit(self, interview: Interview, item: Item) -> str | None:
        """What is done beside answering, each at most once a question."""
        if interview.draft:
            return None
        persona, language = self._persona, interview.language
        if persona.leaves and self._asked > persona.leaves:
            return spelling(Word.STOP, language)
        if isinstance(item, Consent | Review | FollowUp):
            return None
        if persona.then in self._form.languages and self._asked > 3 and self._once("", "then", 100):
            return LANGUAGES[persona.then].autonym
        if not isinstance(item, Open) and self._once(item.name, "babbles", persona.babbles):
            return BABBLE
        if self._once(item.name, "asks", persona.asks):
            asked = button(self._simulation, Action.WHY if self._dice.falls(50) else Action.PUZZLED)
            return asked or button(self._simulation, Action.PUZZLED)
        if interview.answers and self._once(item.name, "changes", persona.changes):
            return f"{spelling(Word.CHANGE, language)} {1 + self._dice.below(len(interview.answers))}"
        if self._once(item.name, "returns", persona.returns):
            return button(self._simulation, Action.BACK)
        if self._once(item.name, "pauses", persona.pauses):
            return spelling(Word.PAUSE, language)
        return None

    def _once(self, item: str, habit: str, percent: int) -> bool:
        """Whether the habit wins now; it is asked once a question."""
        if percent == 0 or (item, habit) in self._had:
            return False
        self._had.add((item, habit))
        return self._dice.falls(percent)


def _turned(answer: Answer, dice: Dice) -> Answer:
    """A ranking in an order that was drawn."""
    if not isinstance(answer, Chosen):
        return answer
    left, order = list(answer.choices), []
    while left:
        order.append(left.pop(dice.below(len(left))))
    return Chosen(tuple(order))


def _met(effects: list[Effect]) -> frozenset[str]:
    told = {each.item for each in effects if isinstance(each, Tell) and each.remark is Remark.NOTICE}
    return frozenset(name for name in told | {each.item for each in effects if isinstance(each, Ask)} if name)


def _taken(effects: list[Effect]) -> frozenset[tuple[str, str]]:
    """Choices of answers and of what is settled without one; the long text behind a consent is a choice too."""
    taken: set[tuple[str, str]] = set()
    for each in effects:
        match each:
            case Record(item=item, answer=Chosen(choices=names)) | Settle(item=item, choices=names):
                taken |= {(item, name) for name in names}
            case Tell(remark=Remark.MORE, item=str(item)):
                taken.add((item, "more"))
            case _:
                pass
    return frozenset(taken)
