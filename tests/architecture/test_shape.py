"""Small modules, small functions, no lists of exceptions."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "exports", "locales", "questionnaires", "services", "storage", "surveys", "voix", "web")
MODULES = sorted(path for name in PACKAGES for path in (ROOT / name).rglob("*.py") if "versions" not in path.parts)
LONGEST_MODULE, LONGEST_FUNCTION = 300, 40


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_and_functions_stay_small(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= LONGEST_MODULE
    long = {
        node.name: node.end_lineno - node.lineno + 1
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    }
    assert not long


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_say_what_they_are(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_every_test_folder_is_a_package() -> None:
    folders = {path.parent for path in (ROOT / "tests").rglob("*.py")}
    assert not [folder for folder in folders if not (folder / "__init__.py").exists()]


def test_our_package_names_belong_to_us_alone() -> None:
    import importlib.metadata

    owners = importlib.metadata.packages_distributions()
    assert {name: set(owners[name]) for name in PACKAGES if name in owners} == {
        name: {"onze-voix"} for name in PACKAGES if name in owners
    }
