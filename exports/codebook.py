"""The dictionary: every item and choice in every language, what is published of it and on which base."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from exports.plan import ANSWERED, Category, Crossing, Plan, Table
from exports.study import Study
from surveys.items import Choice, Item, Open, WithChoices, is_answerable


def codebook(study: Study, plan: Plan) -> dict[str, Any]:
    """As data. `tables` tells which columns of cells.csv come from which item."""
    return {
        "format": 1,
        "release": study.release,
        "synthetic": study.synthetic,
        "questionnaire": study.questionnaire.name,
        "fingerprint": fingerprint(study),
        "languages": list(study.languages),
        "axis": plan.axis,
        "groups": [_group(group) for group in plan.groups],
        "items": [_item(item, plan, study) for item in study.questionnaire.items],
        "tables": [_table(table) for table in plan.tables],
        **({"crossing": _crossing(plan.crossing)} if plan.crossing else {}),
    }


def crossed_by(book: Mapping[str, Any]) -> str:
    """The item that the plan of a codebook is crossed with, or whose classes merge its districts; "" for none."""
    merges = any(group.get("members") for group in book.get("groups", ()))
    return str(book["axis"] if merges else book.get("crossing", {}).get("item", ""))


def _crossing(crossing: Crossing) -> dict[str, Any]:
    """The classes that questions are crossed with; the last is everybody else. apart: items that are not crossed."""
    classes = zip(crossing.classes, crossing.choices, strict=True)
    return {
        "item": crossing.item,
        "column": crossing.column,
        "classes": [{"name": one.name, "choices": sorted(choices)} for one, choices in classes],
        "apart": sorted(crossing.apart),
    }


def fingerprint(study: Study) -> str:
    """SHA-256 of what was asked, in all languages: another wording, another fingerprint. Nobody was asked a theme."""
    asked = [_asked(item, study) | _open_again(item, study) for item in study.questionnaire.items]
    return hashlib.sha256(json.dumps(asked, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


HEADER = ("release", "item", "kind", "condition", "published", "language", "text", "choice", "label", "missing")


def lines(book: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """One line per item, language and choice, as in `HEADER`."""
    for item in book["items"]:
        for language, text in item["text"].items():
            first = (book["release"], item["name"], item["kind"], item["relevant"], item["published"], language, text)
            for choice in item["choices"] or [{"name": "", "text": {}, "missing": None}]:
                yield (*first, choice["name"], choice["text"].get(language, ""), choice["missing"] or "")


def _item(item: Item, plan: Plan, study: Study) -> dict[str, Any]:
    return {**_asked(item, study), "published": _published(item, plan)}


def _open_again(item: Item, study: Study) -> dict[str, Any]:
    return {"choices": []} if item.name in study.coded else {}


def _asked(item: Item, study: Study) -> dict[str, Any]:
    """An item whose answers were sorted into themes was asked in the open; its choices are the themes."""
    choices = item.choices if isinstance(item, WithChoices) else ()
    return {
        "name": item.name,
        "kind": (Open if item.name in study.coded else type(item)).__name__.lower(),
        "relevant": item.relevant,
        "text": dict(item.text.wordings),
        "choices": [_choice(choice) for choice in choices],
    }


def _choice(choice: Choice) -> dict[str, Any]:
    missing = choice.missing.value if choice.missing else None
    return {"name": choice.name, "text": dict(choice.text.wordings), "missing": missing}


def _published(item: Item, plan: Plan) -> str:
    """Where to find an item: its tables, "district", or "no"."""
    if item.name == plan.axis:
        return "district"
    names = [table.name for table in plan.tables if table.item == item.name]
    return " ".join(names) if names and is_answerable(item) else "no"


def _table(table: Table) -> dict[str, Any]:
    first = table.categories[0]
    base = f"{ANSWERED} ({table.item})" if not table.is_partition else "head-count of the group"
    return {
        "name": table.name,
        "item": table.item,
        "measure": table.measure.value,
        "base": base,
        "choice": first.choice if not table.is_partition else None,
        "at_most": table.at_most,
        "categories": [_category(category) for category in table.categories],
    }


def _group(group: Category) -> dict[str, Any]:
    """members: of districts that are merged, their choices."""
    return _category(group) | ({"members": list(group.members)} if group.members else {})


def _category(category: Category) -> dict[str, Any]:
    missing = category.missing.value if category.missing else None
    return {"name": category.name, "choice": category.choice, "missing": missing}
