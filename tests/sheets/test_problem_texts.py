"""Every code that the reader or the checks can give has a sentence, and the sentence has all its values."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import services.authoring
import services.sheets
import services.translating
import surveys.checks
from services.forms.problem_texts import SENTENCES, sentence
from surveys.problems import Place, Problem

EMITTERS = {"error", "warn", "_error", "_warning", "missing", "Problem"}
FOLDERS = [
    Path(package.__file__ or "").parent for package in (services.sheets, services.authoring, services.translating)
]
ROOT = Path(services.sheets.__file__).parents[2]
SOURCES = [*(path for folder in FOLDERS for path in folder.glob("*.py")), Path(surveys.checks.__file__)]
OTHERS = [  # other problems, same sentences
    path
    for package in ("services", "exports", "voix")
    for path in (ROOT / package).rglob("*.py")
    if path.name != "problem_texts.py"
]
NAMED_ELSEWHERE = {"problem", "what"}  # codes that a table holds: `what.problem` in rows, from types


def emitted() -> Iterator[tuple[str, set[str]]]:
    """(code, names of its values) of every place in the source that makes a problem with a code written there."""
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        tables = {
            one.targets[0].id: one.value
            for one in ast.walk(tree)
            if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name) and isinstance(one.value, ast.Dict)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and _name(node.func) in EMITTERS:
                values = {keyword.arg or "" for keyword in node.keywords} - {"level", "values"}
                given = [*node.args[2:3], *(one.value for one in node.keywords if one.arg == "values")]
                for one in (tables.get(each.id, each) if isinstance(each, ast.Name) else each for each in given):
                    if isinstance(one, ast.Dict):
                        values |= {key.value for key in one.keys if isinstance(key, ast.Constant)}  # type: ignore[misc]
                for code in _codes(node.args[0]):
                    yield code, values


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _codes(argument: ast.expr) -> list[str]:
    match argument:
        case ast.Constant(value=str(code)):
            return [code]
        case ast.IfExp(body=one, orelse=other):
            return _codes(one) + _codes(other)
        case ast.JoinedStr(values=[ast.Constant(value=str(start)), *_]):
            return [code for code in SENTENCES if code.startswith(start)]
    return []


def test_every_code_in_the_source_has_a_sentence_with_its_values() -> None:
    found = list(emitted())
    assert len(found) > 60
    for code, values in found:
        needed = {field for _, field, _, _ in string.Formatter().parse(SENTENCES[code]) if field}
        assert needed <= values, code


def test_codes_of_types_and_expressions_have_sentences() -> None:
    from services.sheets.types import _PROBLEMS
    from surveys import expressions

    source = Path(expressions.__file__).read_text(encoding="utf-8")
    raised = {
        str(node.args[0].value)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and _name(node.func) == "ExpressionError"
        and isinstance(node.args[0], ast.Constant)
    }
    assert raised
    assert {f"expression_{code}" for code in raised} <= SENTENCES.keys()
    assert set(_PROBLEMS.values()) <= SENTENCES.keys()


def test_no_sentence_is_without_a_code() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in {*SOURCES, *OTHERS})
    unused = {
        code
        for code in SENTENCES
        if f'"{code}"' not in source and not code.startswith(("expression_", "asks_", "disclosure_"))
    }
    assert unused == set()


def test_a_sentence_says_where_what_and_how_to_mend_it() -> None:
    problem = Problem("unknown_list", Place("survey", 12, "type"), {"list": "ecoles"})
    assert sentence(problem, str) == (
        "Feuille « survey », ligne 12, colonne « type » : La liste « ecoles » n'est pas dans la feuille « choices ». "
        "Ajoutez-la ou corrigez son nom."
    )
    assert sentence(Problem("bare_name", values={"name": "age"}), str).startswith(
        "« age » est écrit sans ${ }. Écrivez ${age}"
    )


def test_sentences_are_short() -> None:
    assert [code for code, text in SENTENCES.items() if len(text) > 160] == []
