"""What stands between a questionnaire and its launch. Pure: problems name the item, the choice, the language."""

import re
from collections import Counter
from collections.abc import Iterator

from surveys.districts import DISTRICTS
from surveys.expressions import compile_
from surveys.items import (
    BestWorst,
    Comparison,
    Consent,
    District,
    FollowUp,
    Item,
    Multiple,
    Notice,
    Purpose,
    Ranking,
    Review,
    WithChoices,
)
from surveys.limits import LONGEST_LABEL, LONGEST_MESSAGE, MOST_CHOICES, units
from surveys.problems import Level, Problem
from surveys.questionnaire import Questionnaire
from surveys.texts import FRENCH, Text

MANY_QUESTIONS, TOO_MANY_QUESTIONS = 12, 15
OUTSIDE = "outside"  # the choice of a district item for people who live elsewhere
_NAMED_CHOICE = re.compile(
    r"selected\(\s*\$\{(?P<asked>[^}]+)\}\s*,\s*(?P<q>['\"])(?P<choice>[^'\"]+)(?P=q)\s*\)"
    r"|\$\{(?P<equal>[^}]+)\}\s*!?=\s*(?P<p>['\"])(?P<value>[^'\"]+)(?P=p)"
)


def check(questionnaire: Questionnaire) -> tuple[Problem, ...]:
    """Everything that refuses the launch (errors) or deserves a look (warnings), in the order of the items."""
    return (
        *_whole(questionnaire),
        *(problem for item in questionnaire.items for problem in _item(item, questionnaire)),
    )


def _error(code: str, **values: str) -> Problem:
    return Problem(code, values=values)


def _warning(code: str, **values: str) -> Problem:
    return Problem(code, values=values, level=Level.WARNING)


def _whole(questionnaire: Questionnaire) -> Iterator[Problem]:
    items = questionnaire.items
    if FRENCH not in questionnaire.languages:
        yield _error("no_french")
    names = Counter([item.name for item in items] + [one.name for one in questionnaire.calculations])
    for name in (name for name, count in names.items() if count > 1):
        yield _error("name_used_twice", item=name)
    questions = sum(not isinstance(item, Consent | Notice | Review) for item in items)
    if questions > TOO_MANY_QUESTIONS:
        yield _error("too_many_questions", count=str(questions), most=str(TOO_MANY_QUESTIONS))
    elif questions > MANY_QUESTIONS:
        yield _warning("many_questions", count=str(questions), most=str(MANY_QUESTIONS))
    for consent in [item for item in items if isinstance(item, Consent)]:
        if consent is not items[0]:
            yield _error("consent_not_first", item=consent.name)


def _item(item: Item, questionnaire: Questionnaire) -> Iterator[Problem]:
    yield from _wordings(item, questionnaire.languages)
    yield from _lengths(item, questionnaire.languages)
    yield from _routing(item, questionnaire)
    if isinstance(item, WithChoices):
        yield from _choices(item)


def _wordings(item: Item, languages: tuple[str, ...]) -> Iterator[Problem]:
    """Texts that are not there in a language of the questionnaire. French is owed to everybody."""
    for language in languages:
        missing = _error if language == FRENCH else _warning
        for field, text in _texts(item):
            if not text.has(language):
                yield missing("missing_wording", item=item.name, field=field, language=language)
        if isinstance(item, WithChoices):
            for choice in item.choices:
                if not choice.text.has(language):
                    yield missing("missing_choice_wording", item=item.name, choice=choice.name, language=language)


def _texts(item: Item) -> Iterator[tuple[str, Text]]:
    """The texts of an item besides its choices, each with the name of its column ("worst" has none of its own)."""
    yield "label", item.text
    if item.hint:
        yield "hint", item.hint
    if item.why:
        yield "why", item.why
    if item.plain:
        yield "plain", item.plain
    if item.constraint_message:
        yield "constraint_message", item.constraint_message
    match item:
        case BestWorst(worst=worst) | Comparison(worst=worst) if worst:
            yield "worst", worst
        case Consent() if item.more:
            yield "guidance_hint", item.more


def _lengths(item: Item, languages: tuple[str, ...]) -> Iterator[Problem]:
    """Labels that a button cuts, messages that a channel refuses."""
    choices = item.choices if isinstance(item, WithChoices) else ()
    for language in languages:
        for choice in choices:
            if choice.text.has(language) and units(choice.text.in_(language)) > LONGEST_LABEL:
                yield _warning(
                    "long_label", item=item.name, choice=choice.name, language=language, most=str(LONGEST_LABEL)
                )
        question = [text.in_(language) for text in (item.text, item.hint) if text]
        listed = () if isinstance(item, WithChoices) and item.choice_filter else choices  # a filter shows some of them
        together = "\n".join((*question, *(f"{choice.text.in_(language)}    " for choice in listed)))
        alone = [text.in_(language) for _, text in _texts(item)]
        if max(map(units, (together, *alone))) > LONGEST_MESSAGE:
            yield _error("long_message", item=item.name, language=language, most=str(LONGEST_MESSAGE))


def _routing(item: Item, questionnaire: Questionnaire) -> Iterator[Problem]:
    """Conditions that cannot hold, or that look at what was not asked yet."""
    condition = compile_(item.relevant)
    if not condition.names and not condition.holds({}):
        yield _error("never_asked", item=item.name)
    for name in sorted(condition.names):
        if questionnaire.has(name) and questionnaire.place(name) >= questionnaire.place(item.name):
            yield _error("looks_ahead", item=item.name, name=name)
    for match in _NAMED_CHOICE.finditer(item.relevant):
        name, value = match["asked"] or match["equal"], match["choice"] or match["value"]
        asked = questionnaire.item(name) if questionnaire.has(name) else None
        if isinstance(asked, WithChoices) and all(choice.name != value for choice in asked.choices):
            yield _error("no_such_choice", item=item.name, name=name, choice=value)


def _choices(item: WithChoices) -> Iterator[Problem]:
    """Lists of choices that do not fit their kind."""
    names = [choice.name for choice in item.choices]
    real = [choice for choice in item.choices if choice.missing is None]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield _error("choice_used_twice", item=item.name, choice=name)
    fewest = item.size + 1 if isinstance(item, Comparison) else 3 if isinstance(item, BestWorst) else 2
    if len(real) < fewest:
        yield _error("few_choices", item=item.name, fewest=str(fewest))
    if len(names) > MOST_CHOICES and not item.choice_filter:
        yield _error("many_choices", item=item.name, count=str(len(names)), most=str(MOST_CHOICES))
    if isinstance(item, Ranking | Comparison) and len(real) < len(names):
        yield _error("missing_in_ranking", item=item.name)
    if isinstance(item, Multiple):
        yield from _limits(item, len(real))
    if isinstance(item, District):
        known = {district.slug for district in DISTRICTS} | {OUTSIDE}
        for name in sorted({choice.name for choice in real} - known):
            yield _warning("unknown_district", item=item.name, choice=name)
    yield from _purposes(item)


def _limits(item: Multiple, count: int) -> Iterator[Problem]:
    most = count if item.at_most is None else item.at_most
    if most > count:
        yield _error("at_most_too_big", item=item.name, most=str(most), count=str(count))
    if item.at_least > min(most, count):
        yield _error("at_least_too_big", item=item.name, least=str(item.at_least), most=str(min(most, count)))


def _purposes(item: WithChoices) -> Iterator[Problem]:
    """A follow-up is made of purposes (or a way out); nothing else has any."""
    for choice in item.choices:
        if isinstance(item, FollowUp) and choice.purpose is None and not choice.exclusive:
            allowed = ", ".join(purpose.value for purpose in Purpose)
            yield _error("choice_without_purpose", item=item.name, choice=choice.name, allowed=allowed)
        if not isinstance(item, FollowUp) and choice.purpose is not None:
            yield _error("purpose_out_of_place", item=item.name, choice=choice.name)
