"""Whatever is shown can be tapped, whatever is tapped can be worded: the core, its words and their meaning together."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from locales.languages import LANGUAGES
from services import wording
from services.channels import Tapped, Wrote
from services.interpret import Request, interpret
from services.messages import Message, Role
from services.wording import Setting
from surveys.conversation import Step, advance
from surveys.effects import Ask, Record, Redraw, Settle, Tell
from surveys.inputs import Began
from surveys.interview import Disposition, Interview
from tests.services.sample import INTERVIEW_ID, KEY, QUESTIONNAIRE, in_every_language

FORM = replace(in_every_language(QUESTIONNAIRE), languages=tuple(LANGUAGES))

CHOICES = (Role.CHOICE, Role.TOGGLE, Role.RANK)
TYPED = st.sampled_from(["1", "2, 1", "12", "15/03/2026", "oui", "langue", "stop ou encore", "؟", "xyz"])


def worded(step: Step) -> list[Message]:
    """Everything a step makes the bot say."""
    setting = Setting(FORM, step.interview, INTERVIEW_ID, KEY)
    messages = []
    for effect in step.effects:
        match effect:
            case Ask(item) | Redraw(item):
                messages.append(wording.ask(setting, item))
            case Record(item, answer):
                messages.append(wording.settled(setting, item, answer))
            case Settle(item, choices):
                messages.append(wording.settled(setting, item, choices))
            case Tell():
                messages.append(wording.tell(setting, effect))
    return messages


@settings(deadline=None)  # the first example reads catalogues
@given(st.data(), st.sampled_from(sorted(LANGUAGES)), st.integers(0, 2**31))
def test_any_button_and_any_text_leads_on(data: st.DataObject, language: str, seed: int) -> None:
    step = advance(FORM, Interview(language, seed), Began())
    shown = worded(step)
    for _turn in range(25):
        buttons = [button for message in shown for button in message.buttons]
        taps = st.builds(Tapped, st.sampled_from([button.token for button in buttons])) if buttons else st.nothing()
        what = data.draw(taps | st.builds(Wrote, TYPED))
        meant = interpret(FORM, step.interview, INTERVIEW_ID, KEY, what)
        assert meant is not None
        if isinstance(meant, Request):
            continue
        step = advance(FORM, step.interview, meant)
        shown = worded(step) or shown
        assert all(message.paragraphs and message.language in LANGUAGES for message in shown)
        if step.interview.disposition is not Disposition.OPEN:
            break


def test_a_parent_can_finish_in_every_language_by_taps_and_simple_words() -> None:
    typed = {"children": "3", "since": "15/03/2026", "voice": "Plus de jeux"}
    for language in LANGUAGES:
        step = advance(FORM, Interview(language, 5), Began())
        for _turn in range(60):
            if step.interview.position is None:
                break
            setting = Setting(FORM, step.interview, INTERVIEW_ID, KEY)
            prompt = wording.ask(setting, step.interview.position)
            assert prompt.language == language
            ready = step.interview.draft or prompt.key == "review"
            submit = [button for button in prompt.buttons if button.role is Role.VALIDATE and ready]
            choices = [button for button in prompt.buttons if button.role in CHOICES and not button.chosen]
            buttons = submit or choices
            what = Tapped(buttons[0].token) if buttons else Wrote(typed[prompt.key])
            meant = interpret(FORM, step.interview, INTERVIEW_ID, KEY, what)
            assert meant is not None
            assert not isinstance(meant, Request)
            step = advance(FORM, step.interview, meant)
        assert step.interview.disposition is Disposition.COMPLETE
