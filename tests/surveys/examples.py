"""A small questionnaire with every kind of item, and a parent who answers it step by step."""

from dataclasses import replace
from typing import Any

from surveys.answers import Answer, Missing
from surveys.conversation import Step, advance
from surveys.effects import Effect, Record, Tell
from surveys.inputs import Began, Chose, Input, Picked, Replied, Validated
from surveys.interview import Interview
from surveys.items import (
    BestWorst,
    Choice,
    Consent,
    Date,
    District,
    FollowUp,
    Item,
    Multiple,
    Notice,
    Number,
    Open,
    Purpose,
    Ranking,
    Rating,
    Review,
    Single,
)
from surveys.questionnaire import Calculation, Questionnaire
from surveys.texts import Text


def text(french: str, english: str = "", **others: str) -> Text:
    wordings = {"fr": french, "en": english, **others}
    return Text({language: wording for language, wording in wordings.items() if wording})


def choice(name: str, french: str = "", english: str = "", **more: Any) -> Choice:
    return Choice(name=name, text=text(french or name, english), **more)


def consent() -> Consent:
    return Consent(
        name="consent",
        text=text("On commence ?", "Shall we start?"),
        choices=(
            choice("yes", "Oui, je commence", "Yes, start"),
            choice("more", "Je veux en savoir plus", "Tell me more"),
            choice("no", "Non merci", "No thanks"),
        ),
        required=True,
        more=text("La Ville compte vos réponses."),
    )


WELCOME = Notice(name="welcome", text=text("Bonjour"))
ROLE = Single(
    name="role",
    text=text("Qui êtes-vous ?"),
    choices=(
        choice("mother", "Une mère", "A mother"),
        choice("father", "Un père", "A father"),
        choice("minor", "J'ai moins de 18 ans", "I am under 18", screens_out=True),
    ),
)
DISTRICT = District(
    name="district",
    text=text("Quel quartier ?"),
    choices=(
        choice("nantes-nord", "Nantes Nord"),
        choice("nantes-sud", "Nantes Sud"),
        choice("outside", "Ailleurs", missing=Missing.NOT_APPLICABLE),
    ),
)
STAGE = Multiple(
    name="stage",
    text=text("Quel âge ont vos enfants ?"),
    choices=(choice("s0", "0 à 2 ans"), choice("s3", "3 à 5 ans"), choice("s11", "11 à 14 ans")),
)
ACTIONS = Multiple(
    name="actions",
    text=text("Choisissez 2 sujets"),
    at_most=2,
    shuffled=True,
    choices=(
        choice("a1", "Internet"),
        choice("a2", "Art et science"),
        choice("a3", "La parole des parents"),
        choice("dk", "Je ne sais pas", missing=Missing.DONT_KNOW, exclusive=True, last=True),
    ),
)
FIRST_ENTRY = Rating(
    name="first_entry",
    text=text("L'entrée à l'école ?"),
    relevant="selected(${stage}, 's0') or selected(${stage}, 's3')",
    choices=(
        choice("1", "Mal"),
        choice("2", "Bien"),
        choice("notyet", "Pas encore", missing=Missing.NOT_APPLICABLE, last=True),
    ),
)
ORDER = Ranking(
    name="order",
    text=text("Du plus important au moins important"),
    choices=(choice("r1", "École"), choice("r2", "Sport"), choice("r3", "Santé")),
)
FIGURES = BestWorst(
    name="figures",
    text=text("Le plus utile ?"),
    worst=text("Le moins utile ?"),
    choices=(
        choice("i1", "Difficultés"),
        choice("i2", "Inscriptions"),
        choice("i3", "Aides"),
        choice("dk", "Je ne sais pas", missing=Missing.DONT_KNOW, exclusive=True, last=True),
    ),
)
CHILDREN = Number(name="children", text=text("Combien d'enfants ?"), constraint=". >= 1 and . <= 15")
MOVED = Date(name="moved", text=text("Depuis quand ?"), constraint=". <= '2026-12-31'")
VOICE = Open(name="voice", text=text("Que faut-il changer ?"), max_chars=40)
REVIEW = Review(name="review", text=text("Voici vos réponses"))
FOLLOW_UP = FollowUp(
    name="followup",
    text=text("Autre chose ?"),
    choices=(
        choice("results", "Recevoir les résultats", purpose=Purpose.RESULTS),
        choice("next", "Répondre encore", purpose=Purpose.RECONTACT),
        choice("erase", "Effacer mes réponses", purpose=Purpose.ERASE),
        choice("none", "Non, c'est fini", exclusive=True, last=True),
    ),
)
THANKS = Notice(name="thanks", text=text("Merci"))


def questionnaire(*items: Item, calculations: tuple[Calculation, ...] = ()) -> Questionnaire:
    return Questionnaire("essai", text("Essai"), ("fr", "en", "ar"), items, calculations)


EVERY_KIND = questionnaire(
    WELCOME,
    consent(),
    ROLE,
    DISTRICT,
    STAGE,
    ACTIONS,
    FIRST_ENTRY,
    ORDER,
    FIGURES,
    CHILDREN,
    MOVED,
    VOICE,
    FOLLOW_UP,
    REVIEW,
    THANKS,
    calculations=(Calculation("young", "if(selected(${stage}, 's0'), 'yes', 'no')"),),
)
ANSWERED: tuple[Input, ...] = (
    Began(),
    Chose("consent", "yes"),
    Chose("role", "mother"),
    Chose("district", "nantes-nord"),
    Picked("stage", ("s3",)),
    Picked("actions", ("a1", "a3")),
    Chose("first_entry", "2"),
    Picked("order", ("r3", "r1", "r2")),
    Picked("figures", ("i1", "i2")),
    Replied("2"),
    Replied("3/11/2020"),
    Replied("Plus de parcs"),
    Picked("followup", ("results",)),
    Validated("review"),
)


class Parent:
    """One parent's conversation. `says` does one or more inputs and gives the effects of the last."""

    def __init__(self, form: Questionnaire = EVERY_KIND, language: str = "fr", seed: int = 7, reachable: bool = True):
        self.form = form
        self.interview = Interview(language=language, seed=seed, reachable=reachable)
        self.effects: tuple[Effect, ...] = ()

    def says(self, *given: Input) -> tuple[Effect, ...]:
        for each in given:
            step: Step = advance(self.form, self.interview, each)
            self.interview, self.effects = step.interview, step.effects
        return self.effects

    def at(self, item: str) -> "Parent":
        """The same parent, waiting at `item` as if everything before had been answered."""
        before = [each.name for each in self.form.items[: self.form.place(item)] if not isinstance(each, Notice)]
        self.interview = replace(self.interview, position=item, trail=tuple(before), revision=len(before) + 1)
        return self

    @property
    def position(self) -> str | None:
        return self.interview.position

    @property
    def remarks(self) -> list[str]:
        return [effect.remark.value for effect in self.effects if isinstance(effect, Tell)]

    @property
    def recorded(self) -> dict[str, Answer]:
        return {effect.item: effect.answer for effect in self.effects if isinstance(effect, Record)}


def answered(count: int = len(ANSWERED), form: Questionnaire = EVERY_KIND) -> Parent:
    """A parent who gave the first `count` replies."""
    parent = Parent(form)
    parent.says(*ANSWERED[:count])
    return parent
