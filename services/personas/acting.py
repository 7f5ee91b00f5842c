"""What a parent does next to give an answer, as a line of a transcript: a button by its label, or something written."""

from collections.abc import Sequence

from services.messages import Button, Role
from services.simulation import Simulation, meaning
from services.tokens import Action
from surveys.answers import Answer, Chosen, Counted, Dated, Written
from surveys.items import BestWorst, Comparison, FollowUp, Item, Multiple, Ranking, Review

_SETS = (Action.CHOOSE, Action.WORST, Action.ON)


def towards(simulation: Simulation, item: Item, answer: Answer, *, typed: bool) -> str | None:
    """The next line of who wants to give `answer` to the open item; None where the screen shows no way to do so.

    typed: written rather than tapped, where there is something to write.
    """
    match item, answer:
        case (Review(), _):
            return button(simulation, Action.VALIDATE)
        case (Multiple() | Ranking() | FollowUp(), Chosen(names)):
            return _gather(simulation, names, typed)
        case (BestWorst(), Chosen(names)):
            return _choose(simulation, names[len(simulation.interview.draft) :], typed)
        case (Comparison(), Chosen()):
            return _choose(simulation, _offered(simulation), typed)
        case (_, Chosen(names)):
            return _choose(simulation, names, typed)
        case (_, Counted(value)):
            return format(value, "f")
        case (_, Dated(value)):
            return value.isoformat()
        case (_, Written(text)):
            return text
        case _:
            return button(simulation, Action.SKIP)


def button(simulation: Simulation, action: Action) -> str | None:
    """The button of the open question that does `action`, None when it has none."""
    return next((f"[{one.label}]" for one in _buttons(simulation) if _does(one, (action,))), None)


def _gather(simulation: Simulation, names: Sequence[str], typed: bool) -> str | None:
    """Several choices: what is set too much is taken off, what lacks is set, in order; then all is submitted."""
    draft = simulation.interview.draft
    if typed and not draft:
        numbers = [str(found.number) for name in names if (found := _choice(simulation, name, _SETS))]
        return ", ".join(numbers) if len(numbers) == len(names) else None
    if wrong := [name for name in draft if name not in names]:
        return _label(simulation, _choice(simulation, wrong[0], (Action.OFF,)))
    lacking = [name for name in names if name not in draft]
    if lacking:
        return _label(simulation, _choice(simulation, lacking[0], _SETS))
    return button(simulation, Action.VALIDATE)


def _choose(simulation: Simulation, names: Sequence[str], typed: bool) -> str | None:
    """One choice, by its button, its number or its words."""
    found = _choice(simulation, names[0], _SETS) if names else None
    if found is None or not typed:
        return _label(simulation, found)
    return str(found.number) if found.number else found.label


def _label(simulation: Simulation, found: Button | None) -> str | None:
    """The line that taps a button; its number where another button says the same."""
    if found is None:
        return None
    return f"[{found.label}]" if simulation.behind(found.label) == found.token else str(found.number)


def _choice(simulation: Simulation, name: str, actions: tuple[Action, ...]) -> Button | None:
    """The button of a choice of the open item."""
    position = simulation.interview.position
    names = [choice.name for choice in getattr(simulation.form.item(position or ""), "choices", ())]
    for one in _buttons(simulation):
        press = meaning(one.token)
        if press and press.action in actions and one.role is not Role.NAVIGATE and names[press.choice] == name:
            return one
    return None


def _offered(simulation: Simulation) -> tuple[str, ...]:
    """Names of the choices on screen, those of the present set."""
    item = simulation.form.item(simulation.interview.position or "")
    places = [press.choice for one in _buttons(simulation) if one.role is Role.CHOICE and (press := meaning(one.token))]
    return tuple(getattr(item, "choices", ())[place].name for place in places)


def _does(one: Button, actions: tuple[Action, ...]) -> bool:
    press = meaning(one.token)
    return press is not None and press.action in actions


def _buttons(simulation: Simulation) -> tuple[Button, ...]:
    return simulation.question.buttons if simulation.question else ()
