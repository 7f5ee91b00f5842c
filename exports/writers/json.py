"""JSON: the same cells with their reasons, and the results as a tree."""

import json
from collections.abc import Iterator
from typing import Any

from exports.plan import OTHERS, TOTAL
from exports.policy import Policy
from exports.protected import Figure, Protected, Suppressed
from exports.statistics.deriving import said
from exports.study import Study, Translate
from exports.writers.csv import status
from exports.writers.entries import Entry, answers, cells, heads, inner_ones
from exports.writers.words import answer, banner, district, question, state_and_remark

FORMAT = 1


def dump(value: object) -> bytes:
    """Stable bytes for the same value."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def cells_json(study: Study, protected: Protected) -> bytes:
    """Every cell of cells.csv with its reason and its percentage. lines: those that the city counts, with the release
    whose figures they have; the one without a name is of people who are counted in the city only. Where questions are
    crossed, also those of the classes of each group; the class without a name is of people in none of them."""
    crossing = protected.plan.crossing
    lines = [{"district": name, "as_of": as_of} for name, as_of in _ages(protected)]
    for group, inner in inner_ones(protected):
        assert crossing is not None
        lines += [{"district": group.name, crossing.column: name, "as_of": as_of} for name, as_of in _ages(inner)]
    plan = protected.plan
    listed = [{"table": entry.table_name, **entry.coordinates(plan), **_figure(entry)} for entry in cells(protected)]
    heading = _heading(study, protected.policy) | ({"crossing": crossing.column} if crossing else {})
    return dump({**heading, "lines": lines, "cells": listed})


def _ages(protected: Protected) -> Iterator[tuple[str, str | None]]:
    names = [*(group.name for group in protected.groups), OTHERS]
    return zip(names, [*protected.as_of, protected.others_as_of], strict=True)


def results_json(study: Study, protected: Protected, _: Translate) -> bytes:
    """Head-counts, every question with its answers by group, and what follows from them."""
    people = [
        {**_group(entry, _), **_members(entry), **_worded(entry, protected.policy, _)} for entry in heads(protected)
    ]
    questions: dict[str, dict[str, Any]] = {}
    for entry in answers(protected):
        if entry.table is None or entry.category is None:
            continue
        asked = questions.setdefault(
            entry.table_name,
            {
                "table": entry.table_name,
                "item": entry.table.item,
                "measure": entry.table.measure.value,
                "question": question(entry.table, _),
                "rows": [],
            },
        )
        name = {"category": entry.category.name, "answer": answer(entry.category, _)}
        asked["rows"].append({**_group(entry, _), **name, **_worded(entry, protected.policy, _)})
    told = {"notice": banner(study, _), "participation": people, "questions": list(questions.values())}
    return dump({**_heading(study, protected.policy), **told, **said(protected.derived)})


def _heading(study: Study, policy: Policy) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "release": study.release,
        "campaign": study.campaign,
        "synthetic": study.synthetic,
        "built": study.built.isoformat(),
        "policy": policy.name,
    }


def _group(entry: Entry, _: Translate) -> dict[str, Any]:
    return {"district": entry.group.name if entry.group else TOTAL, "name": district(entry.group, _)}


def _members(entry: Entry) -> dict[str, Any]:
    """The districts of a merged group."""
    return {"members": list(entry.group.members)} if entry.group and entry.group.members else {}


def _figure(entry: Entry) -> dict[str, Any]:
    shown = entry.cell if isinstance(entry.cell, Figure) else None
    reason = entry.cell.reason.value if isinstance(entry.cell, Suppressed) else None
    return {
        "value": shown.value if shown else None,
        "status": status(entry.cell),
        "reason": reason,
        "percent": entry.percent,
        "low": entry.range.low if entry.range else None,
        "high": entry.range.high if entry.range else None,
    }


def _worded(entry: Entry, policy: Policy, _: Translate) -> dict[str, Any]:
    state, remark = state_and_remark(entry.cell, policy, _)
    return {**_figure(entry), "state": state, "remark": remark}
