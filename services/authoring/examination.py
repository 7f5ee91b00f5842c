"""Read a questionnaire and say everything an author should know of it, each on its cell, with the reasons given."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from services.authoring.asking import asks_twice, asks_who
from services.authoring.jargon import jargon
from services.authoring.reach import out_of_reach
from services.authoring.readability import kandel_moles
from services.authoring.sentences import sentences, words
from services.authoring.translations import absent, own_words, translations
from services.sheets.acceptances import settled
from services.sheets.reader import Reading, read
from services.sheets.wordings import Wording
from surveys.checks import check
from surveys.problems import Level, Problem
from surveys.questionnaire import Questionnaire

# Words (a warning, an error). The limit of plain French; a translation of twelve French words may need a few more.
_FRENCH_SENTENCE, _OTHER_SENTENCE = (12, 20), (15, 25)
EASY = 80  # of Kandel and Moles: fairly easy to very easy
_FRENCH = ("fr", "fr-x-falc")
_WHY_OUT_OF_REACH = {"never_asked", "looks_ahead", "no_such_choice"}
_SHEETS = {"survey": 1, "choices": 2, "settings": 3}
_SHOWN = 60  # characters of a sentence that is quoted


def examine(data: bytes | str, name: str) -> Reading:
    """The questionnaire in a file, and its problems: errors refuse it, warnings are mended or accepted with a reason.

    What `read` finds comes first; the rest is told only of a form that could be read.
    """
    reading = read(data, name)
    questionnaire = reading.questionnaire
    if questionnaire is None:
        return reading
    checked = check(questionnaire)
    explained = {problem.values.get("item") for problem in checked if problem.code in _WHY_OUT_OF_REACH}
    found = [*checked, *_asking(questionnaire), *_reach(questionnaire, explained)]
    placed = [replace(problem, place=reading.sources.place(problem.values)) for problem in found]
    wordings = tuple(reading.sources.wordings())
    plain = (*_sentences(wordings), *_jargon(wordings), *_readability(wordings))
    languages = questionnaire.languages
    translated = (*translations(wordings, languages), *own_words(languages), *absent(languages))
    told = (*reading.problems, *placed, *plain, *translated)
    settled_ = settled(_once(told), reading.accepted)
    return replace(reading, problems=tuple(sorted(settled_, key=_by_row)))


def _by_row(problem: Problem) -> tuple[int, int]:
    """As an author goes through the sheets: what has no row comes first, notes without one last."""
    if problem.place.row <= 1:
        return (9 if problem.level is Level.NOTE else 0), problem.place.row
    return _SHEETS.get(problem.place.sheet, 0), problem.place.row


def _once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """A list of choices that several questions share is told of once."""
    told = set()
    for problem in problems:
        shared = "choice" in problem.values and problem.place.sheet == "choices"
        key = (problem.code, problem.place, problem.values.get("language")) if shared else (id(problem),)
        if key not in told:
            told.add(key)
            yield problem


def _asking(questionnaire: Questionnaire) -> Iterator[Problem]:
    """What no question should ask, and what one question cannot."""
    for item in questionnaire.items:
        for what in asks_who(item):
            yield Problem(f"asks_{what}", values={"item": item.name}, level=Level.WARNING)
        language, piece = asks_twice(item)
        if piece:
            named = {"item": item.name, "language": language, "piece": piece}
            yield Problem("two_questions", values=named, level=Level.WARNING)


def _reach(questionnaire: Questionnaire, explained: Collection[str | None]) -> Iterator[Problem]:
    """Questions nobody comes to, unless a fault of their own condition says why already."""
    for name in out_of_reach(questionnaire):
        if name not in explained:
            yield Problem("out_of_reach", values={"item": name}, level=Level.WARNING)


def _sentences(wordings: Iterable[Wording]) -> Iterator[Problem]:
    for wording in wordings:
        for language, text in wording.text.wordings.items():
            most, limit = _FRENCH_SENTENCE if language in _FRENCH else _OTHER_SENTENCE
            for sentence in sentences(text):
                count = len(words(sentence))
                values = {"count": str(count), "most": str(most), "sentence": _shown(sentence)}
                if count > limit:
                    yield Problem("too_long_sentence", wording.place(language), values)
                elif count > most:
                    yield Problem("long_sentence", wording.place(language), values, Level.WARNING)


def _jargon(wordings: Iterable[Wording]) -> Iterator[Problem]:
    for wording in wordings:
        for language, text in wording.text.wordings.items():
            for word, instead in jargon(text, language):
                yield Problem("jargon", wording.place(language), {"word": word, "instead": instead}, Level.WARNING)


def _readability(wordings: Iterable[Wording]) -> Iterator[Problem]:
    """Of each French message: a question with its hint, and the long text of a consent by itself."""
    by_key = {wording.key: wording for wording in wordings}
    for key, wording in by_key.items():
        if wording.field not in ("label", "guidance_hint"):
            continue
        hint = by_key.get(f"{key.rpartition('/')[0]}/hint") if wording.field == "label" else None
        for language in _FRENCH:
            text = "\n".join(part.text.wordings.get(language, "") for part in (wording, hint) if part)
            score = kandel_moles(text)
            if score is not None and score < EASY:
                scored = {"score": str(round(score)), "least": str(EASY)}
                yield Problem("hard_to_read", wording.place(language), scored, Level.WARNING)


def _shown(sentence: str) -> str:
    return sentence if len(sentence) <= _SHOWN else sentence[:_SHOWN].rsplit(" ", 1)[0] + " …"
