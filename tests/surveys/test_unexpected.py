"""Whatever comes, in whatever order: something is said, and nobody hears the same three times in a row."""

from hypothesis import given, settings
from hypothesis import strategies as st

import questionnaires
from locales.words import WORDS, Word
from services import wording
from services.channels import Wrote
from services.interpret import interpret
from services.messages import Message
from services.wording import Setting
from surveys.conversation import Step, advance
from surveys.effects import Ask, Effect, Record, Redraw, Settle, Tell
from surveys.inputs import Amended, Began, Input, Replied, Showed, Skipped, Spoke, Validated
from surveys.interview import Interview
from surveys.questionnaire import Questionnaire

KEY = bytes(32)
FORMS = {name: questionnaires.load(name) for name in questionnaires.names()}
ODD = [
    "?!",
    "😀",
    "👍🏽",
    "…",
    "0",
    "-3",
    "1,5",
    "99",
    "merci",
    "bonjour",
    "je ne suis pas sûre",
    "x" * 5000,
    "\u202e",
    "12/13",
]
WITHIN = [  # a word that would be a request, were it the whole message
    f"{before} {word.strip()} {behind}"
    for words in (WORDS[Word.STOP], WORDS[Word.HELP], WORDS[Word.BACK])
    for word in (each.split(",")[0] for each in words.values())
    for before, behind in (("il faut", "demain"), ("لا", "الآن"))
]
TEXTS = st.sampled_from(ODD) | st.sampled_from(WITHIN) | st.text(min_size=1, max_size=40)
THINGS = st.sampled_from([Showed(), Spoke(), Amended()])


def messages(form: Questionnaire, step: Step) -> list[tuple[Effect, Message]]:
    setting = Setting(form, step.interview, 1, KEY)
    said: list[tuple[Effect, Message]] = []
    for effect in step.effects:
        match effect:
            case Ask(item) | Redraw(item):
                said.append((effect, wording.ask(setting, item)))
            case Record(item, answer):
                said.append((effect, wording.settled(setting, item, answer)))
            case Settle(item, choices):
                said.append((effect, wording.settled(setting, item, choices)))
            case Tell():
                said.append((effect, wording.tell(setting, effect)))
    return said


def remarks(said: list[tuple[Effect, Message]]) -> set[str]:
    """Sentences that are said beside the questions."""
    return {line for effect, message in said if isinstance(effect, Tell) for line in message.paragraphs}


def unasked(form: Questionnaire, interview: Interview, text: str) -> Replied | None:
    """The text as an answer; None where it asks for something (help, why): that may be told as often as it is asked."""
    meant = interpret(form, interview, 1, KEY, Wrote(text))
    return meant if isinstance(meant, Replied) else None


@settings(deadline=None, max_examples=40)
@given(st.data(), st.sampled_from(sorted(FORMS)), st.sampled_from(["fr", "ar", "uk"]), st.integers(0, 9))
def test_nothing_gets_silence_and_nothing_is_said_three_times(
    data: st.DataObject, name: str, language: str, seed: int
) -> None:
    form = FORMS[name]
    step = advance(form, Interview(language, seed), Began())
    heard: list[set[str]] = []
    for _turn in range(30):
        position = step.interview.position
        moves = [Skipped(position), Validated(position)] if position else []
        drawn = data.draw(st.one_of(TEXTS, THINGS, *([st.sampled_from(moves)] if moves else [])))
        given_: Input | None = unasked(form, step.interview, drawn) if isinstance(drawn, str) else drawn
        if given_ is None:
            continue
        step = advance(form, step.interview, given_)
        said = messages(form, step)
        assert said, f"silence after {given_} at {position}"
        heard.append(remarks(said))
        assert not set.intersection(*heard[-3:]) or len(heard) < 3, f"said three times: {heard[-3:]}"
