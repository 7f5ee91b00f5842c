"""Hand-made conversations: what a page shows at each kind of question, in French and in Arabic."""

from locales import languages
from services.chat import ChatView, Standing, Turn
from services.messages import Button, Expects, Message, Role

LANGUAGES = tuple(languages.LANGUAGES)
TITLE = {"fr": "Bien grandir à Nantes : l'avis des parents", "ar": "نمو جيد في نانت: رأي الأهل"}


def fresh(language: str = "fr") -> ChatView:
    return ChatView(Standing.FRESH, language, LANGUAGES, TITLE.get(language, TITLE["fr"]))


def open_view(
    prompt: Message,
    *,
    turns: tuple[Turn, ...] = (),
    remarks: tuple[Message, ...] = (),
    progress: tuple[int, int] = (2, 11),
    synthetic: bool = False,
) -> ChatView:
    language = prompt.language
    return ChatView(
        Standing.OPEN, language, LANGUAGES, TITLE[language], turns, remarks, prompt, progress, synthetic=synthetic
    )


def done(turns: tuple[Turn, ...] = (), language: str = "fr") -> ChatView:
    thanks = Message(language, ("Merci ! Votre parole compte." if language == "fr" else "شكرا! صوتكم مهم.",))
    return ChatView(Standing.DONE, language, LANGUAGES, TITLE[language], turns, (thanks,))


def consent() -> Message:
    said = (
        "Bonjour. Je suis un programme automatique de la Ville de Nantes.\n"
        "La Ville veut savoir ce qui compte pour les parents.\n"
        "Il y a 11 questions. Cela prend 4 minutes.\n"
        "Vous pouvez passer une question. Vous pouvez arrêter quand vous voulez.\n"
        "Je ne demande pas votre nom.\n"
        "Vos réponses sont comptées avec celles des autres parents.\n"
        "On commence ?"
    )
    tongues = tuple(Button(tag, f"lang-{tag}", Role.LANGUAGE) for tag in LANGUAGES)
    labels = ("Oui, je commence", "Je veux en savoir plus", "Non merci")
    return Message("fr", (said,), buttons=(*_choices("c", labels), *tongues), question=True, key="consent")


def role(language: str = "fr") -> Message:
    words = {
        "fr": (
            "Qui êtes-vous ?",
            "Une mère",
            "Un père",
            "Un autre adulte qui élève un enfant",
            "Un habitant sans enfant",
        ),
        "ar": ("من أنت؟", "أم", "أب", "شخص بالغ آخر يربي طفلا", "من السكان بدون أطفال"),
    }[language]
    return Message(
        language, (words[0],), buttons=(*_choices("r", words[1:]), *_sides(language)), question=True, key="role"
    )


def district() -> Message:
    names = (
        "Centre-ville", "Bellevue - Chantenay - Sainte-Anne", "Dervallières - Zola", "Hauts-Pavés - Saint-Félix",
        "Malakoff - Saint-Donatien", "Île de Nantes", "Breil - Barberie", "Nantes Nord", "Nantes Erdre",
        "Doulon - Bottière", "Nantes Sud", "Je ne sais pas", "Je n'habite pas à Nantes",
    )  # fmt: skip
    buttons = (*_choices("d", names), *_sides("fr"))
    return Message("fr", ("Dans quel quartier habitez-vous ?",), buttons=buttons, question=True, key="district")


def stages() -> Message:
    labels = ("0 à 2 ans", "3 à 5 ans (maternelle)", "6 à 10 ans (primaire)", "11 à 14 ans (collège)", "15 ans ou plus")
    boxes = tuple(
        Button(label, f"s{n}", Role.TOGGLE, number=n, chosen=n == 2) for n, label in enumerate(labels, start=1)
    )
    validate = Button("Valider (1)", "s-validate", Role.VALIDATE)
    asked = ("Quel âge ont vos enfants ?", "Vous pouvez choisir plusieurs réponses.")
    return Message("fr", asked, buttons=(*boxes, validate, *_sides("fr")), question=True, key="stage")


def scale() -> Message:
    points = tuple(Button(str(n), f"n{n}", Role.CHOICE) for n in range(11))
    asked = ("De 0 à 10, quelle note donnez-vous à la cantine ?", "0 : très mauvais. 10 : très bon.")
    return Message("fr", asked, buttons=(*points, *_sides("fr")), question=True, key="note")


def ranking() -> Message:
    buttons = (
        Button("Le sport", "k1", Role.RANK, badge="1"),
        Button("La musique", "k2", Role.RANK),
        Button("La lecture", "k3", Role.RANK),
    )
    asked = ("Touchez dans l'ordre, du plus important au moins important.",)
    return Message("fr", asked, buttons=(*buttons, *_sides("fr")), question=True, key="rank")


def change(language: str = "fr") -> Message:
    asked = {
        "fr": ("Que faut-il changer pour les enfants de votre quartier ?", "Ne donnez pas de nom."),
        "ar": ("ما الذي يجب تغييره من أجل أطفال حيكم؟", "لا تكتبوا أي اسم."),
    }[language]
    return Message(
        language, asked, buttons=_sides(language), expects=Expects.TEXT, max_chars=500, question=True, key="change"
    )


def number() -> Message:
    return Message("fr", ("Combien d'enfants avez-vous ?",), expects=Expects.NUMBER, question=True, key="children")


def day() -> Message:
    return Message("fr", ("Quand êtes-vous arrivé à Nantes ?",), expects=Expects.DATE, question=True, key="arrival")


def review() -> Message:
    change = tuple(Button(f"Modifier la réponse {n}", turn.change, Role.NAVIGATE) for n, turn in enumerate(TURNS["fr"]))
    buttons = (Button("Envoyer", "send", Role.VALIDATE), *change, Button("Retour", "back", Role.NAVIGATE))
    given = tuple(f"{n}. {turn.question} {turn.answer}" for n, turn in enumerate(TURNS["fr"]))
    return Message("fr", ("Voici vos réponses. Tout est juste ?",), given, buttons=buttons, question=True, key="review")


TURNS = {
    "fr": (
        Turn("Qui êtes-vous ?", "Une mère", "change-role"),
        Turn("Dans quel quartier habitez-vous ?", "Hauts-Pavés - Saint-Félix", "change-district"),
        Turn("Quel âge ont vos enfants ?", "3 à 5 ans (maternelle), 6 à 10 ans (primaire)", "change-stage"),
    ),
    "ar": (
        Turn("من أنت؟", "أم", "change-role"),
        Turn("في أي حي تسكنون؟", "\u2068Hauts-Pavés - Saint-Félix\u2069", "change-district"),
    ),
}


def remark(language: str = "fr") -> Message:
    return Message(language, ({"fr": "Écrivez un nombre, par exemple 2.", "ar": "اكتبوا رقما، مثلا 2."}[language],))


def _choices(letter: str, labels: tuple[str, ...]) -> tuple[Button, ...]:
    return tuple(Button(label, f"{letter}{n}", Role.CHOICE, number=n) for n, label in enumerate(labels, start=1))


def _sides(language: str) -> tuple[Button, ...]:
    skip, back = {"fr": ("Passer", "Revenir"), "ar": ("تخطي", "رجوع")}[language]
    return Button(skip, "skip", Role.NAVIGATE), Button(back, "back", Role.NAVIGATE)
