"""A questionnaire tried as a parent on a page: the conversation and the page are those of the web chat, and nothing of
it is stored. It lives in the memory of one process, and is gone with it."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from services.accounts import access
from services.accounts.access import Action
from services.accounts.staff import Actor
from services.campaigning import campaigns
from services.campaigning.life import State
from services.channels import Commanded, Spoke, Tapped, What, Wrote
from services.chat_view import ChatView, Standing, commanded, ending, seen
from services.context import Context, Transaction
from services.errors import NotFound
from services.fieldwork import drafts
from services.forms import templates
from services.messages import Message
from services.simulation import Said, Simulation
from surveys import inputs
from surveys.questionnaire import Questionnaire

_SEED = 1
_MOST = 100  # conversations under way in a process


@dataclass(frozen=True, slots=True)
class Subject:
    """Something to try. key: names it in an address ("t3": template 3, "cNORD": campaign NORD)."""

    key: str
    title: str
    languages: tuple[str, ...]
    is_campaign: bool = False


def subjects(transaction: Transaction, context: Context, who: Actor) -> list[Subject]:
    """What `who` may try: campaigns that are being prepared, then the questionnaires there are."""
    access.require(who, Action.AUTHOR)
    prepared = {State.DRAFT.value, State.CHECKED.value, State.SCHEDULED.value}
    waiting = [each for each in campaigns.listed(transaction, context, who) if each.state in prepared]
    known = templates.listed(transaction, context, who)
    return [
        *(Subject(f"c{each.code}", each.title, each.languages, is_campaign=True) for each in waiting),
        *(Subject(f"t{each.id}", each.title, each.languages) for each in known),
    ]


def form_of(transaction: Transaction, context: Context, who: Actor, key: str) -> Questionnaire:
    """The questionnaire of a subject. NotFound, Refused."""
    access.require(who, Action.AUTHOR)
    kind, name = key[:1], key[1:]
    if kind == "c":
        return drafts.look(transaction, context, who, name).launched
    if kind == "t" and name.isdecimal() and len(name) < 10:
        return templates.questionnaire(transaction, context, who, int(name))
    raise NotFound(key)


class Trial:
    """One conversation of somebody who tries. subject: what it is about."""

    def __init__(self, subject: str, form: Questionnaire, language: str, staff_id: int) -> None:
        self.subject, self.staff_id = subject, staff_id
        self._form, self._language = form, language
        self.restart()

    def restart(self) -> None:
        """From the beginning, in the language it was begun in."""
        self._simulation = Simulation(self._form, self._language, _SEED, reachable=False)
        self._remarks = _beside(self._simulation.begin())

    def view(self) -> ChatView:
        """The page as it stands."""
        scene = self._simulation.setting
        remarks = ending(scene) if self._simulation.is_over else self._remarks
        return seen(scene, remarks, can_change=True, synthetic=True)

    def reply(self, what: What, about: str = "") -> ChatView:
        """One reply from the page, and what follows. about: the question that typed words answer; where it is no
        longer open, they answer nothing."""
        simulation = self._simulation
        match what:
            case Tapped(token=token, also=also):
                said = simulation.press(token, also)
            case Wrote(text=text):
                said = simulation.type(text) if about == simulation.interview.position else []
            case Spoke():  # nobody listens to a trial: the recording is let go
                said = simulation.take(inputs.Spoke()) if about == simulation.interview.position else []
            case Commanded():
                said = simulation.take(commanded(simulation.form, what))
            case _:
                said = []
        self._remarks = _beside(said)
        return self.view()


def _beside(said: list[Said]) -> tuple[Message, ...]:
    """What was said beside the question, which the page draws itself."""
    return tuple(each.message for each in said if not each.message.question and not each.edited)


class Trials:
    """Those under way; the oldest make room."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, Trial] = OrderedDict()

    def begin(self, trial: Trial, chance: Callable[[int], bytes]) -> str:
        """A name for it, in its address."""
        name = chance(12).hex()
        self._known[name] = trial
        while len(self._known) > _MOST:
            self._known.popitem(last=False)
        return name

    def find(self, name: str, who: Actor) -> Trial | None:
        """The one of that name, for who began it."""
        trial = self._known.get(name)
        return trial if trial is not None and trial.staff_id == who.id else None


__all__ = ["Standing", "Subject", "Trial", "Trials", "form_of", "subjects"]
