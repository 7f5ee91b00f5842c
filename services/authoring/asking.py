"""Questions that ask who somebody is, and questions that ask two things at once.

Both are told by words alone, in French and English, and only where they are likely: a sentence that says not to give a
name asks for none, and "and" joins two questions only where one point on one scale has to answer both.
"""

import re
from collections.abc import Mapping

from services.authoring.sentences import questions, sentences
from surveys.items import Date, Item, Number, Open, Rating, Single, is_answerable
from surveys.texts import FRENCH, Text

_ENGLISH = "en"
_LANGUAGES = (FRENCH, _ENGLISH)
_NEGATED = re.compile(
    r"\b(?:n['’]\w+|ne)\b.*\b(?:pas|aucun|aucune|jamais)\b|\bsans\b|\b(?:not|never|without|don['’]t)\b", re.I
)
# What would point at one person -> how it is asked for, in French and in English.
_IDENTIFYING: Mapping[str, str] = {
    "name": r"\b(?:nom de famille|nom et prénom|(?:votre|vos) (?:pré)?noms?|vous appelez[- ]vous|s['’]appelle[- ]t[- ]|"
    r"(?:pré)?nom (?:de|du) (?:l['’]enfant|votre|vos|parent|répondant)|(?:first|last|full|family|sur) ?names?|"
    r"your (?:child['’]s )?names?|names? of (?:your|the) (?:child|parent|respondent)|child['’]s name)\b"
    r"|^(?:pré)?noms?\W*$|^names?\W*$",
    "email": r"\b(?:adresse (?:e-?mail|mail|courriel|électronique)|votre (?:e-?mail|courriel|mail)|"
    r"e-?mail address|your e-?mail)\b|^(?:e-?mail|courriel)\W*$",
    "number": r"\b(?:numéro de (?:sécurité sociale|sécu|allocataire|carte)|social security number|passport number)\b",
    "address": r"\b(?:(?:votre|vos|quelle est l['’]) ?adresses?(?! (?:e-?mail|mail|courriel|électronique|internet))|"
    r"(?:nom|numéro) de (?:votre )?rue|dans quelle rue|"
    r"code postal|your (?:home |postal |street )?address|home address|(?:post|zip) ?code)\b|^adresse\W*$|^address\W*$",
    "phone": r"\b(?:numéro de (?:téléphone|portable|mobile)|"
    r"votre (?:téléphone|portable|mobile|numéro(?! de (?:séc|alloc|carte)))|"
    r"(?:phone|mobile|telephone) number|your (?:phone|mobile))\b|^t[ée]l[ée]?phone\W*$|^phone\W*$",
    "birth": r"\b(?:dates? de naissance|né[e]?(?:\(e\))?s? le|quand (?:êtes-vous|est-(?:il|elle)) né|"
    r"jour de naissance|dates? of birth|birth ?dates?|when (?:were you|was (?:he|she|your child)) born)\b",
    "class": r"\b(?:(?:dans|en|de) quelle classe|quelle est (?:sa|la|leur) classe|"
    r"nom (?:de|du) (?:l['’]école|la crèche|collège|professeur|maître|la maîtresse)|"
    r"(?:which|what) (?:class|grade)|name of (?:the|your) (?:school|teacher))\b",
}
_PATTERNS = {what: re.compile(pattern, re.IGNORECASE) for what, pattern in _IDENTIFYING.items()}
_AND = re.compile(r"(\w[\w'’-]*)\s+(?:et|ainsi que|and|as well as)\s+(\w[\w'’-]*)", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:entre|between)\b[^?]*$", re.IGNORECASE)
# A pair that begins with one of these is one thing to a parent.
_PERSONS = {
    "boys", "child", "children", "elle", "enfant", "enfants", "famille", "familles", "family", "father", "fille",
    "filles", "frère", "frères", "garçon", "garçons", "girls", "lui", "maman", "maître", "maîtres", "me", "moi",
    "mother", "mère", "mères", "non", "oui", "papa", "parent", "parents", "père", "pères", "toi", "vous", "you",
    "école",
}  # fmt: skip
_YES = re.compile(r"^(?:oui|yes)\b", re.IGNORECASE)


def asks_who(item: Item) -> tuple[str, ...]:
    """Which identifying things the item asks for ("name", "phone" ...: the keys above)."""
    if not isinstance(item, Open | Number | Date | Single):
        return ()
    texts = [text.wordings.get(tag, "") for text in (item.text, item.hint) if text for tag in _LANGUAGES]
    asked = [one for text in texts for one in sentences(text) if not _NEGATED.search(one)]
    likely = _PATTERNS if not isinstance(item, Single) else {"class": _PATTERNS["class"]}  # a list is of no names
    return tuple(what for what, pattern in likely.items() if any(map(pattern.search, asked)))


def asks_twice(item: Item) -> tuple[str, str]:
    """(language, piece) where the item asks two things, ("", "") when it asks one."""
    if not is_answerable(item):
        return "", ""
    for tag in _LANGUAGES:
        asked = questions(item.text.wordings.get(tag, ""))
        if len(asked) > 1:
            return tag, asked[1]
        for one in asked if _has_one_answer(item) else ():
            for pair in _AND.finditer(one):
                if not _is_one(pair) and not _BETWEEN.search(one[: pair.start()]):
                    return tag, pair[0]
    return "", ""


def _has_one_answer(item: Item) -> bool:
    """Whether one point on a scale, or yes and no, has to answer the whole question."""
    if isinstance(item, Rating):
        return True
    return isinstance(item, Single) and any(_yes(choice.text) for choice in item.choices)


def _yes(text: Text) -> bool:
    return any(_YES.match(text.wordings.get(tag, "")) for tag in _LANGUAGES)


def _is_one(pair: re.Match[str]) -> bool:
    left, right = (word.lower() for word in pair.groups())
    return left in _PERSONS or any(word.isdecimal() for word in (left, right))
