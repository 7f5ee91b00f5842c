"""Made-up campaigns for the tests of releases."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import numpy as np

from exports.admission import Admitted, admit
from exports.plan import plan
from exports.policy import Policy
from exports.records import Record, Study
from exports.tabulate import tabulate
from surveys.answers import Answer, Chosen, Missing, Written
from surveys.design import sets
from surveys.items import BestWorst, Choice, Comparison, District, Item, Multiple, Open, Ranking, Rating, Single
from surveys.questionnaire import Questionnaire
from surveys.texts import Text

DISTRICTS = (
    "centre-ville", "bellevue", "dervallieres", "hauts-paves", "malakoff", "ile-de-nantes", "breil", "nantes-nord",
    "nantes-erdre", "doulon", "nantes-sud",
)  # fmt: skip
SKEW = (0.11, 0.1, 0.12, 0.13, 0.1, 0.05, 0.08, 0.12, 0.08, 0.06, 0.02, 0.02, 0.005)


def text(words: str) -> Text:
    return Text({"fr": words, "ar": f"ar {words}"})


def choices(names: Sequence[str], **reasons: Missing) -> tuple[Choice, ...]:
    missing = tuple(Choice(name=name, text=text(name), missing=reason) for name, reason in reasons.items())
    return tuple(Choice(name=name, text=text(name.capitalize())) for name in names) + missing


def district_item(names: Sequence[str] = DISTRICTS) -> District:
    unknown = {"unknown": Missing.DONT_KNOW, "outside": Missing.NOT_APPLICABLE}
    return District(name="district", text=text("Quel quartier ?"), choices=choices(names, **unknown))


def questionnaire(*items: Item) -> Questionnaire:
    return Questionnaire("essai", text("Essai"), ("fr", "ar"), items)


def study(of: Questionnaire, synthetic: bool = False) -> Study:
    days = date(2026, 10, 1), date(2026, 11, 22)
    return Study("BIEN", of, of.languages, *days, synthetic, "0.1.0", b"a key of thirty-two bytes, for us")


def first(of: Questionnaire, people: Iterable[Record], policy: Policy) -> Admitted:
    """Who is counted when the first release is also the last."""
    return admit(tabulate(plan(of), people), {}, "first", policy, final=True)


def parents_questionnaire() -> Questionnaire:
    """Twelve questions of every published kind and one open."""
    five = ("never", "rarely", "sometimes", "often", "always")
    return questionnaire(
        Single(name="role", text=text("Qui ?"), choices=choices(("mother", "father", "adult", "resident"))),
        district_item(),
        Multiple(name="stage", text=text("Âge ?"), choices=choices(("s0", "s3", "s6", "s11", "s15"))),
        Multiple(name="actions", text=text("Sujets ?"), choices=choices("abcdef", dk=Missing.DONT_KNOW), at_most=3),
        *(Rating(name=f"scale{n}", text=text(f"Note {n}"), choices=choices(five, na=Missing.NOT_APPLICABLE))
          for n in range(5)),
        BestWorst(name="ind", text=text("Le plus ?"), worst=text("Le moins ?"), choices=choices("vwxyz")),
        Ranking(name="order", text=text("Ordre ?"), choices=choices(("one", "two", "three"))),
        Multiple(name="barriers", text=text("Freins ?"), choices=choices("abcdefg")),
        Open(name="voice", text=text("Que changer ?")),
    )  # fmt: skip


def parents(of: Questionnaire, number: int, seed: int = 1, skew: Sequence[float] = SKEW) -> Iterator[Record]:
    """`number` respondents with uneven districts and answers; some skip, some stop."""
    draw = np.random.default_rng(seed)
    shares = {item.name: draw.dirichlet(np.ones(30)) for item in of.items}
    for _ in range(number):
        answers = {item.name: _answer(item, draw, shares[item.name], skew) for item in of.items}
        complete = draw.random() < 0.93
        if not complete:
            stop = draw.integers(0, len(answers))
            answers |= dict.fromkeys(list(answers)[stop:], Missing.NOT_ASKED)
        yield Record(answers, complete)


def _answer(item: Item, draw: np.random.Generator, shares: np.ndarray, skew: Sequence[float]) -> Answer:
    if draw.random() < 0.04:
        return Missing.SKIPPED
    names = [choice.name for choice in getattr(item, "choices", ())]
    chances = np.array(skew[: len(names)] if isinstance(item, District) else shares[: len(names)])
    chances = chances / chances.sum() if names else chances
    match item:
        case Single() | Rating() | District():
            return Chosen((str(draw.choice(names, p=chances)),))
        case Multiple():
            if draw.random() < 0.05 and item.name == "actions":
                return Chosen(("dk",))
            size = int(draw.integers(1, (item.at_most or 4) + 1))
            plain = [choice.name for choice in item.choices if choice.missing is None]
            return Chosen(tuple(map(str, draw.choice(plain, size=min(size, len(plain)), replace=False))))
        case BestWorst():
            return Chosen(tuple(map(str, draw.choice(names, size=2, replace=False))))
        case Ranking():
            return Chosen(tuple(map(str, draw.permutation(names))))
        case Comparison():
            wanted = int(draw.integers(1, item.rounds + 1))
            drawn = sets(int(draw.integers(10**6)), item.name, len(names), item.size, item.rounds)[:wanted]
            return Chosen(tuple(names[place] for one in drawn for place in draw.permutation(one)))
        case _:
            return Written("des mots")
