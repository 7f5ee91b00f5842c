"""An answer in words."""

from collections.abc import Iterable

from locales.bidi import isolated
from locales.catalogues import format_date, format_number, translator
from surveys.answers import Answer, Chosen, Counted, Dated, Missing, Spoken, Written
from surveys.items import BestWorst, Comparison, Item, Ranking, WithChoices
from surveys.questionnaire import Questionnaire
from surveys.texts import Text

_BETWEEN = " · "  # choices have commas of their own


def answer_text(questionnaire: Questionnaire, item: str, answer: Answer, language: str) -> str:
    """`answer` to the item called `item`, as its respondent would say it in `language`."""
    asked = questionnaire.item(item)
    match answer:
        case Chosen(choices):
            return _chosen(asked, choices, language)
        case Written(text):
            return isolated(text, language)
        case Spoken():
            return translator(language).gettext("message vocal")
        case Counted(value):
            return isolated(format_number(value, language), language)
        case Dated(value):
            return isolated(format_date(value, language), language)
        case Missing():
            return _missing(asked, answer, language)


def choices_text(item: Item, names: Iterable[str], language: str) -> str:
    """Texts of the choices called `names`, in that order."""
    texts = _texts(item)
    return _BETWEEN.join(isolated(texts[name].in_(language), language) for name in names if name in texts)


def _chosen(item: Item, names: tuple[str, ...], language: str) -> str:
    _ = translator(language).gettext
    match item:
        case BestWorst() if len(names) == 2:
            best, worst = (choices_text(item, [name], language) for name in names)
            return _("Le plus : {best} · Le moins : {worst}").format(best=best, worst=worst)
        case Comparison():
            count = len(names) // item.size
            return (
                translator(language).ngettext("{count} comparaison", "{count} comparaisons", count).format(count=count)
            )
        case Ranking():
            ranked = (choices_text(item, [name], language) for name in names)
            return _BETWEEN.join(f"{rank}. {text}" for rank, text in enumerate(ranked, start=1))
        case _:
            return choices_text(item, names, language)


def _missing(item: Item, reason: Missing, language: str) -> str:
    """The words of the choice that stands for `reason`, else ours."""
    if isinstance(item, WithChoices):
        own = [choice.name for choice in item.choices if choice.missing is reason]
        if len(own) == 1:
            return choices_text(item, own, language)
    _ = translator(language).gettext
    match reason:
        case Missing.SKIPPED:
            return _("question passée")
        case Missing.DONT_KNOW:
            return _("je ne sais pas")
        case Missing.REFUSED:
            return _("je préfère ne pas le dire")
        case Missing.NOT_APPLICABLE:
            return _("cela ne me concerne pas")
        case Missing.NOT_ASKED:
            return _("question pas encore posée")


def _texts(item: Item) -> dict[str, Text]:
    return {choice.name: choice.text for choice in item.choices} if isinstance(item, WithChoices) else {}
