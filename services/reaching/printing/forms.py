"""A questionnaire to print: large, one code beside every answer, in any language it has."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from locales.catalogues import translator
from locales.languages import direction
from services.reaching.paper_form import Condition, Question, questions
from services.reaching.printing import pdf
from services.wording.setting import interface_language
from surveys.items import (
    BestWorst,
    Choice,
    Comparison,
    Consent,
    Date,
    FollowUp,
    Multiple,
    Notice,
    Number,
    Open,
    Ranking,
)
from surveys.questionnaire import Questionnaire

Translate = Callable[[str], str]
_SENTENCE = re.compile(r"(?<=[.!?؟])\s+")  # between two of them


@dataclass(frozen=True, slots=True)
class Access:
    """How somebody with this sheet may answer on a phone instead. link: what the QR code leads to. code: the one-time
    code of this sheet, "" where it has none."""

    link: str
    code: str = ""


def draw(form: Questionnaire, language: str, sheets: Sequence[Access], now: datetime) -> bytes:
    """The questionnaire as PDF, once for each of `sheets`."""
    _ = translator(interface_language(language)).gettext
    content = {
        "lang": language.split("-")[0],
        "direction": direction(language),
        "title": form.title.in_(language),
        "nameless": _("N'écrivez pas votre nom sur cette feuille."),
        "phone": _("Vous pouvez aussi répondre avec votre téléphone. Scannez ce code."),
        "once": _("Ce code sert une seule fois."),
        "sheets": [{"code": sheet.code, "qr": f"{place}.svg"} for place, sheet in enumerate(sheets)],
        "questions": [
            _plain(question, language, _) | notice(form, question, language, _) for question in questions(form)
        ],
    }
    return pdf("form.typ", content, {f"{place}.svg": sheet.link for place, sheet in enumerate(sheets)}, now)


def _plain(question: Question, language: str, _: Translate) -> dict[str, Any]:
    item = question.item
    return {
        "number": question.number,
        "text": item.text.in_(language),
        "hint": item.hint.in_(language) if item.hint else "",
        "how": _how(question, _),
        "condition": _condition(question.condition, language, _),
        "choices": [] if question.sets else _coded(question.codes, question.choices, language),
        "sets": [_coded(range(1, len(one) + 1), one, language) for one in question.sets],
        "worst": item.worst.in_(language) if isinstance(item, BestWorst | Comparison) and item.worst else "",
        "lines": 5 if isinstance(item, Open) else 1 if isinstance(item, Number | Date) else 0,
    }


def notice(form: Questionnaire, question: Question, language: str, _: Translate) -> dict[str, str]:
    """What the consent has to say of rights, without the sentences that name a button: paper has none."""
    item = question.item
    if not isinstance(item, Consent) or item.more is None:
        return {"more": "", "paper": ""}
    buttons = [each.text.in_(language) for one in form.items if isinstance(one, FollowUp) for each in one.choices]
    lines = [
        " ".join(said for said in _SENTENCE.split(line) if not any(button in said for button in buttons))
        for line in item.more.in_(language).splitlines()
    ]
    return {
        "more": "\n".join(lines),
        "paper": _(
            "Vous changez d'avis ? Gardez cette feuille, ne la rendez pas. "
            "Après, nous ne pouvons plus retrouver vos réponses : votre nom n'est pas dessus."
        ),
    }


def _coded(codes: Iterable[int], choices: Sequence[Choice], language: str) -> list[dict[str, Any]]:
    return [{"code": code, "text": choice.text.in_(language)} for code, choice in zip(codes, choices, strict=True)]


def _how(question: Question, _: Translate) -> str:
    """How to fill in a question."""
    match question.item:
        case Notice() | Consent():
            return ""
        case Open():
            return _("Écrivez votre réponse ici.")
        case Number():
            return _("Écrivez un nombre.")
        case Date():
            return _("Écrivez une date.")
        case Multiple(at_most=int(most)):
            return _("Cochez {count} réponses au plus.").format(count=most)
        case Multiple():
            return _("Vous pouvez cocher plusieurs réponses.")
        case Ranking():
            return _("Écrivez 1 devant le plus important, puis 2, puis 3.")
        case Comparison(worst=None):
            return _("Dans chaque groupe, cochez une seule réponse.")
        case Comparison():
            return _("Dans chaque groupe, écrivez 1 devant le plus important et 2 devant le moins important.")
        case _:
            return _("Cochez une seule réponse.")


def _condition(condition: Condition | None, language: str, _: Translate) -> str:
    if condition is None:
        return ""
    if not condition.choices:
        return _("Cette question n'est pas pour tout le monde. Vous pouvez la passer.")
    answers = " · ".join(choice.text.in_(language) for choice in condition.choices)
    return _("Seulement si votre réponse à la question {number} est : {answers}").format(
        number=condition.number, answers=answers
    )
