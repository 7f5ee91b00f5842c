"""What the parents of the golden transcripts do, said once for all languages."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import questionnaires
from locales.catalogues import translator
from locales.words import WORDS, Word
from services.personas import PERSONAS, play
from services.personas.people import IDEAS
from services.simulation import Simulation
from services.transcripts import replay, reply
from surveys.items import WithChoices
from tests.journeys.parents import plain

FOLDER = Path(__file__).parent
SEED = 11
_DIGITS = {
    "ar": str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"),
    "fa": str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"),
}


@dataclass(frozen=True)
class Tap:
    """The button of a choice, by the choice's name."""

    choice: str


@dataclass(frozen=True)
class Press:
    """A button by its French text in the catalogue, with its number if it has one; what it counts does not matter."""

    button: str
    number: int = 0


@dataclass(frozen=True)
class Number:
    """Typed numbers, in the digits of the language."""

    text: str


@dataclass(frozen=True)
class Label:
    """The text of a choice, typed in small letters."""

    choice: str


@dataclass(frozen=True)
class Say:
    """A typed word the bot knows in every language."""

    word: Word


@dataclass(frozen=True)
class Idea:
    """Own words in the parent's language."""


Act = Tap | Press | Number | Label | Say | Idea | str  # str: typed as it stands

GROWING_UP: tuple[Act, ...] = (
    Tap("more"),
    Number("1"),
    Press("Pourquoi ?"),
    Label("mother"),
    "xyzzy",
    Number("8"),
    Number("2 3"),
    Tap("s3"),
    Tap("s6"),
    Press("Valider"),
    Tap("a4"),
    Tap("a3"),
    Tap("a6"),
    Tap("a1"),
    Press("Valider"),
    Tap("3"),
    Press("Retour"),
    Tap("4"),
    Press("Pas compris ?"),
    Press("Passer"),
    Tap("i4"),
    Tap("i2"),
    Tap("b1"),
    Tap("b3"),
    Tap("b1"),
    Press("Valider"),
    Say(Word.PAUSE),
    Idea(),
    Idea(),
    Say(Word.BACK),
    Press("Garder ma réponse"),
    Label("3"),
    Press("Modifier"),
    Tap("4"),
    Tap("none"),
    Press("Valider"),
    Idea(),
)

EVERY_KIND: tuple[Act, ...] = (
    Say(Word.HELP),
    Label("bus"),
    Number("9"),
    Number("1, 3"),
    Say(Word.SKIP),
    "99",
    Number("7"),
    Number("1"),
    Tap("play"),
    Tap("learn"),
    Press("Valider"),
    Say(Word.BACK),
    Press("Valider"),
    Number("1"),
    Number("2"),
    Press("J'ai fini"),
    Say(Word.CHANGE),
    Idea(),
    Press("Modifier la réponse {number}", 1),
    Label("car"),
    Press("Envoyer"),
)

CRISIS: tuple[Act, ...] = (
    Tap("more"),
    Number("1"),
    Number("3"),
    Tap("1"),
    Press("Retour"),
    Tap("2"),
    Tap("shelter"),
    Tap("none"),
    Tap("food"),
    Press("Valider"),
)

CHANGING_LANGUAGE: tuple[Act, ...] = (
    Number("1"),
    "العربية",
    Number("2"),
    Say(Word.LANGUAGES),
    "[English]",
    Label("nantes-nord"),
    Say(Word.PRIVACY),
    Say(Word.STOP),
)

SCRIPTS: dict[str, tuple[str, str, tuple[Act, ...]]] = {
    **{f"every-kind.{tag}": ("every-kind", tag, EVERY_KIND) for tag in questionnaires.load("every-kind").languages},
    **{f"bien-grandir.{tag}": ("bien-grandir", tag, GROWING_UP) for tag in IDEAS},
    **{f"crise.{tag}": ("crise", tag, CRISIS) for tag in questionnaires.load("crise").languages},
    "changing-language.fr": ("bien-grandir", "fr", CHANGING_LANGUAGE),
}


MADE_UP = (*(("bien-grandir", persona) for persona in PERSONAS), ("every-kind", "arabic"), ("every-kind", "wavering"))


def transcripts() -> Iterator[tuple[Path, str]]:
    """Each golden file and what it should hold today: the scripts, then what made-up parents do by themselves."""
    for name, (form, language, acts) in SCRIPTS.items():
        yield FOLDER / f"{name}.txt", _transcript(form, language, acts)
    for form, persona in MADE_UP:
        made_up = play(questionnaires.load(form), PERSONAS[persona], seed=1)
        yield FOLDER / f"{form}.{persona}.1.txt", made_up.transcript


def _transcript(name: str, language: str, acts: tuple[Act, ...]) -> str:
    form = questionnaires.load(name)
    simulation = Simulation(form, language, SEED)
    simulation.begin()
    lines = [f"# {name} {language} {SEED}"]
    for act in acts:
        line = _line(simulation, name, act)
        reply(simulation, line)
        lines.append(f"> {line}")
    return replay(form, "\n".join(lines))


def _line(simulation: Simulation, name: str, act: Act) -> str:
    """The line of the transcript that carries out `act`."""
    language = simulation.interview.language
    match act:
        case Tap(choice=choice):
            return _button(simulation, _label(simulation, name, choice))
        case Press(button=button, number=number):
            return _button(simulation, translator(language).gettext(button).format(number=number))
        case Number(text=text):
            return text.translate(_DIGITS.get(language, {}))
        case Label(choice=choice):
            return _label(simulation, name, choice).lower()
        case Say(word=word):
            spoken = WORDS[word]
            return (spoken.get(language) or spoken["fr"]).split(",")[0].strip()
        case Idea():
            return IDEAS[language]
        case _:
            return act


def _label(simulation: Simulation, name: str, choice: str) -> str:
    interview = simulation.interview
    assert interview.position is not None, f"the interview is over before {choice}"
    item = questionnaires.load(name).item(interview.position)
    assert isinstance(item, WithChoices), f"{item.name} has no choice {choice}"
    return next(each.text.in_(interview.language) for each in item.choices if each.name == choice)


def _button(simulation: Simulation, wanted: str) -> str:
    found = [label for label in simulation.labels if plain(label).startswith(wanted)]
    assert found, f"no button {wanted!r} among {simulation.labels}"
    return f"[{found[0]}]"
