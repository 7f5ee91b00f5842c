"""What a form says beforehand of how it may be counted: the classes of its choices, and its filters."""

from collections.abc import Collection, Iterable, Sequence

from surveys.expressions import Expression, ExpressionError, compile_
from surveys.items import CLASS_COLUMN, Choice, District, Item
from surveys.texts import Text


def classes(choices: Iterable[Choice]) -> dict[str, list[Choice]]:
    """By name, in the order of the form; reasons for having no answer are in none."""
    found: dict[str, list[Choice]] = {}
    for choice in choices:
        name = choice.columns.get(CLASS_COLUMN, "")
        if name and choice.missing is None:
            found.setdefault(name, []).append(choice)
    return found


def together(choices: Sequence[Choice]) -> Text:
    """The words of several choices in a row, in the languages of the first."""
    return Text({tag: ", ".join(one.text.in_(tag) for one in choices) for tag in choices[0].text.wordings})


def is_district(choice: Choice) -> bool:
    """Ways of having no district stand last in the list, or mean that there is no answer."""
    return choice.missing is None and not choice.last


def condition_of(item: Item) -> Expression | None:
    """Its filter, None when there is none that can be read."""
    try:
        return compile_(item.relevant) if item.relevant else None
    except ExpressionError:
        return None


def are_asked_alike(axis: District, groups: Collection[Collection[str]], items: Iterable[Item]) -> bool:
    """Whether no filter on the district alone tells districts of one group apart."""
    local = [read for item in items if (read := condition_of(item)) and read.names == {axis.name}]
    return all(len({read.holds({axis.name: one}) for one in some}) == 1 for read in local for some in groups)
