"""A small questionnaire with every kind of item, in French and Arabic, for tests of words and meanings."""

from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from typing import Any

from locales.languages import LANGUAGES
from services.messages import Message
from services.wording import Setting
from surveys.answers import Answer, Chosen, Counted, Missing, Written
from surveys.interview import Interview
from surveys.items import (
    BestWorst,
    Choice,
    Comparison,
    Consent,
    Date,
    District,
    FollowUp,
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
from surveys.questionnaire import Questionnaire
from surveys.texts import Text

KEY = b"a key of thirty-two bytes or so."
INTERVIEW_ID = 7


def both(french: str, arabic: str) -> Text:
    return Text({"fr": french, "ar": arabic})


def choice(name: str, french: str, arabic: str, **more: Any) -> Choice:
    return Choice(name=name, text=both(french, arabic), **more)


DONT_KNOW = choice("dk", "Je ne sais pas", "لا أعرف", missing=Missing.DONT_KNOW, last=True, exclusive=True)

QUESTIONNAIRE = Questionnaire(
    "sample",
    both("Bien grandir à Nantes", "النمو الجيد في Nantes"),
    ("fr", "ar"),
    (
        Consent(
            name="consent",
            text=both("Bonjour. Voici 9 questions.\nOn commence ?", "مرحبا. هناك 9 أسئلة.\nهل نبدأ؟"),
            more=both("La Ville de Nantes pose ces questions.", "مدينة نانت تطرح هذه الأسئلة."),
            required=True,
            choices=(
                choice("yes", "Oui, je commence", "نعم، أبدأ"),
                choice("more", "Je veux en savoir plus", "أريد أن أعرف أكثر"),
                choice("no", "Non merci", "لا شكرا"),
            ),
        ),
        Notice(name="intro", text=both("On parle d'abord de vous.", "نتحدث أولا عنك.")),
        Single(
            name="role",
            text=both("Qui êtes-vous ?", "من أنت؟"),
            why=both("Les mères et les pères ne vivent pas la même chose.", "الأمهات والآباء لا يعيشون الشيء نفسه."),
            plain=both("Êtes-vous la mère ou le père ?", "هل أنت الأم أم الأب؟"),
            choices=(choice("mother", "Une mère", "أم"), choice("father", "Un père", "أب")),
        ),
        District(
            name="district",
            text=both("Dans quel quartier habitez-vous ?", "في أي حي تسكن؟"),
            choices=(
                choice("nantes-nord", "Nantes Nord", "Nantes Nord (شمال نانت)"),
                choice("ile-de-nantes", "Île de Nantes", "Île de Nantes (جزيرة نانت)"),
                DONT_KNOW,
            ),
        ),
        Multiple(
            name="topics",
            at_most=2,
            text=both("Qu'est-ce qui compte pour vous ?", "ما المهم بالنسبة لك؟"),
            hint=both("Pensez à vos enfants.", "فكر في أطفالك."),
            choices=(
                choice("school", "L'école", "المدرسة"),
                choice("sport", "Le sport", "الرياضة"),
                choice("language", "La langue", "اللغة"),
            ),
        ),
        Rating(
            name="mark",
            text=both("De 0 à 3, quelle note donnez-vous ?", "من 0 إلى 3، ما هي علامتك؟"),
            choices=(*(choice(str(point), str(point), str(point)) for point in range(4)), DONT_KNOW),
        ),
        BestWorst(
            name="useful",
            text=both("Lequel est le plus utile ?", "ما هو الأكثر فائدة؟"),
            worst=both("Et lequel est le moins utile ?", "وما هو الأقل فائدة؟"),
            choices=(
                choice("help", "L'aide", "المساعدة"),
                choice("school", "L'école", "المدرسة"),
                choice("sport", "Le sport", "الرياضة"),
            ),
        ),
        Ranking(
            name="order",
            text=both("Classez ces lieux.", "رتب هذه الأماكن."),
            choices=(choice("park", "Le parc", "الحديقة"), choice("library", "La bibliothèque", "المكتبة")),
        ),
        Comparison(
            name="pairs",
            text=both("Qu'est-ce qui compte le plus ?", "ما الأهم؟"),
            rounds=4,
            choices=(
                choice("games", "Les jeux", "الألعاب"),
                choice("trees", "Les arbres", "الأشجار"),
                choice("calm", "Le calme", "الهدوء"),
                choice("bikes", "Les vélos", "الدراجات"),
            ),
        ),
        Number(name="children", text=both("Combien d'enfants avez-vous ?", "كم طفلا لديك؟"), required=True),
        Date(name="since", text=both("Depuis quel jour ?", "منذ أي يوم؟")),
        Open(name="voice", text=both("Que faut-il changer ?", "ما الذي يجب تغييره؟"), max_chars=500),
        Review(name="review", text=both("Voici vos réponses.", "هذه إجاباتك.")),
        FollowUp(
            name="after",
            text=both("Voulez-vous autre chose ?", "هل تريد شيئا آخر؟"),
            choices=(
                choice("results", "Recevoir les résultats ici", "تلقي النتائج هنا", purpose=Purpose.RESULTS),
                choice("none", "Non, c'est fini", "لا، انتهيت", exclusive=True, last=True),
            ),
        ),
    ),
)

ANSWERS: dict[str, Answer] = {
    "role": Chosen(("mother",)),
    "district": Chosen(("dk",)),
    "topics": Chosen(("sport", "language")),
    "mark": Chosen(("0",)),
    "useful": Chosen(("sport", "help")),
    "order": Chosen(("library", "park")),
    "pairs": Chosen(("games", "trees", "calm", "bikes")),
    "children": Counted(Decimal(3)),
    "since": Missing.SKIPPED,
    "voice": Written("Plus de jeux, مثل كرة القدم"),
}


def at(position: str | None, language: str = "fr", **more: Any) -> Setting:
    """The conversation while `position` is open. `more`: other fields of the interview."""
    trail = ("consent",) if position != "consent" else ()
    interview = Interview(language, seed=5, position=position, trail=trail, **more)
    return Setting(QUESTIONNAIRE, interview, INTERVIEW_ID, KEY)


def in_every_language(value: Any) -> Any:
    """`value` with all its texts also "translated" (by their French) into every language of the interface."""
    match value:
        case Text(wordings):
            return Text({**dict.fromkeys(LANGUAGES, wordings["fr"]), **wordings})
        case tuple():
            return tuple(in_every_language(part) for part in value)
        case _ if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{f.name: in_every_language(getattr(value, f.name)) for f in fields(value)})
        case _:
            return value


def printed(message: Message) -> str:
    """A message as a person would see it, its invisible isolates made visible as ⟨ ⟩."""
    parts = ["\n\n".join(message.paragraphs), "\n".join(message.options), message.footer]
    text = "\n\n".join(part for part in parts if part)
    buttons = [
        f"  [{button.role.value}{' ' + str(button.number) if button.number else ''}] {button.label}"
        + (" (set)" if button.chosen else "")
        + (f" ({button.badge})" if button.badge else "")
        for button in message.buttons
    ]
    return "\n".join([text, *buttons]).replace("\u2068", "⟨").replace("\u2069", "⟩")
