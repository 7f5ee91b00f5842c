"""What a page shows of a conversation, how it comes out of an interview, and what its own buttons mean. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import takewhile

from services import wording
from services.channels import Commanded
from services.interpret import Request
from services.messages import Message
from services.wording import Setting
from surveys.answers import Counted, Dated, Written
from surveys.effects import Remark, Tell
from surveys.inputs import Began, ChangedLanguage, Input, Listed, Paused, Restarted, Withdrew
from surveys.interview import Disposition, Interview
from surveys.items import Notice, is_answerable
from surveys.questionnaire import Questionnaire
from surveys.routing import progress

_ENDINGS = {
    Disposition.REFUSED: Remark.DECLINED,
    Disposition.SCREENED_OUT: Remark.SCREENED_OUT,
    Disposition.BROKEN_OFF: Remark.STOPPED,
    Disposition.ERASED: Remark.ERASED,
    Disposition.EXPIRED: Remark.CLOSED,
}


class Standing(Enum):
    """Where this browser stands with the campaign of the code."""

    UNKNOWN_CODE = "unknown_code"
    NOT_OPEN = "not_open"  # the campaign is closed or paused
    FRESH = "fresh"  # never began: nothing is stored
    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Turn:
    """A question answered before: its text, the answer in words, and the token that reopens it ("" when it cannot)."""

    question: str
    answer: str
    change: str


@dataclass(frozen=True, slots=True)
class ChatView:
    """All a page shows. `remarks` are what the last reply made the bot say; `prompt` the open question or None.

    language: of the words. languages: tags the questionnaire has, for the chooser. title: of the questionnaire.
    written: what was typed before in answer to the open question, which may be changed. forgotten: all was erased, and
    what is said now cannot be shown again. urgent: of a crisis, in which one may ask for help.
    """

    standing: Standing
    language: str
    languages: tuple[str, ...] = ()
    title: str = ""
    turns: tuple[Turn, ...] = ()
    remarks: tuple[Message, ...] = ()
    prompt: Message | None = None
    progress: tuple[int, int] = (0, 0)  # question n of N, (0, 0) when it does not count
    synthetic: bool = False
    written: str = ""
    forgotten: bool = False
    urgent: bool = False


def seen(scene: Setting, remarks: Sequence[Message], *, can_change: bool, synthetic: bool) -> ChatView:
    """The page of a conversation that has begun. remarks: what was just said beside the question."""
    form, interview = scene.questionnaire, scene.interview
    is_open, position = interview.disposition is Disposition.OPEN, interview.position
    return ChatView(
        standing=Standing.OPEN if is_open else Standing.DONE,
        language=interview.language,
        languages=form.languages,
        title=form.title.in_(interview.language),
        turns=tuple(_turns(scene, can_change)),
        remarks=tuple(remarks),
        prompt=wording.ask(scene, position) if is_open and position else None,
        progress=progress(form, interview) if is_open else (0, 0),
        synthetic=synthetic,
        written=_written(interview),
    )


def ending(scene: Setting) -> tuple[Message, ...]:
    """The last words, which a page keeps showing: the thanks of the questionnaire, or why it ended."""
    remark = _ENDINGS.get(scene.interview.disposition)
    if remark is not None:
        return (wording.tell(scene, Tell(remark)),)
    thanks = tuple(takewhile(lambda item: isinstance(item, Notice), reversed(scene.questionnaire.items)))
    tells = [Tell(Remark.NOTICE, item.name) for item in reversed(thanks)] or [Tell(Remark.FINISHED)]
    return tuple(wording.tell(scene, tell) for tell in tells)


def _written(interview: Interview) -> str:
    """The stored answer to the open question as one would type it."""
    match interview.answers.get(interview.position or ""):
        case Written(text):
            return text
        case Counted(value):
            return str(value)
        case Dated(value):
            return value.isoformat()
        case _:
            return ""


def _turns(scene: Setting, can_change: bool) -> Iterator[Turn]:
    """Questions answered, in the order of the sheet; each can be reopened while the campaign is open."""
    form, interview = scene.questionnaire, scene.interview
    for item in form.items:
        answer = interview.answers.get(item.name)
        if answer is None or item.name == interview.position or not is_answerable(item):
            continue
        said = wording.answer_text(form, item.name, answer, interview.language)
        change = wording.settled(scene, item.name, answer).buttons if can_change else ()
        yield Turn(item.text.in_(interview.language), said, change[0].token if change else "")


def commanded(form: Questionnaire, command: Commanded) -> Input | Request | None:
    """What the buttons of the page around a conversation mean; None for one there is not."""
    match command:
        case Commanded(name="start"):
            return Began()
        case Commanded(name="stop"):
            return Request.STOP
        case Commanded(name="help"):
            return Request.HELP
        case Commanded(name="erase"):
            return Withdrew()
        case Commanded(name="pause"):
            return Paused()
        case Commanded(name="restart"):
            return Restarted()
        case Commanded(name="answers"):
            return Listed()
        case Commanded(name="lang", argument=tag) if tag in form.languages:
            return ChangedLanguage(tag)
        case _:
            return None
