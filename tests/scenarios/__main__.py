"""`python -m tests.scenarios`: write docs/scenarios.md, the list of what is tried, from the names of the tests."""

import ast
import re
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs" / "scenarios.md"
_IDS = re.compile(r"test_((?:[a-z]\d+_)+)(.+)")
_WHERE = {
    "everywhere": "SQLite, PostgreSQL · polling, webhook",
    "both_ways": "SQLite · polling, webhook",
    "both_databases": "SQLite, PostgreSQL · polling",
    "on": "as named in the test",
}
_HEAD = """# Scenarios

What must hold between a parent's thumb and the database, whatever dies, repeats or misbehaves in between. Each line is
a test that plays it against a whole house and a Telegram that keeps Telegram's rules (`tests/scenarios`).
Written by `python -m tests.scenarios` from the names of the tests.

A: what comes in. B: taps. C: sending. D: links. E: letters. F: typed answers. G: freedom. H: the unexpected. I: groups.
J: reminders. L: security. M: access. N: operations. O: staff.

| | what holds | tried on |
| --- | --- | --- |
"""


def page() -> str:
    """The list as it should be."""
    bodies = (ast.parse(path.read_text(encoding="utf-8")).body for path in HERE.glob("test_*.py"))
    rows = sorted(row for body in bodies for node in body if (row := _row(node)))
    return _HEAD + "".join(f"| {ids} | {sentence} | {where} |\n" for _, ids, sentence, where in rows)


def _row(node: ast.stmt) -> tuple[tuple[str, int], str, str, str] | None:
    """Place in the list, ids, sentence, databases and ways in of a test that is a scenario."""
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return None
    found = _IDS.fullmatch(node.name)
    if found is None:
        return None
    names = {part.id for mark in node.decorator_list for part in ast.walk(mark) if isinstance(part, ast.Name)}
    where = next((said for name, said in _WHERE.items() if name in names), "SQLite · polling")
    ids = found[1].upper().strip("_").split("_")
    sentence = found[2].replace("_", " ").capitalize().replace("telegram", "Telegram")
    return (ids[0][0], int(ids[0][1:])), " ".join(ids), sentence, where


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
