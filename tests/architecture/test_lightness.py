"""The process that answers parents starts fast and rests small: what only staff or a job needs is imported there."""

import subprocess
import sys

HEAVY = ("docx", "numpy", "openpyxl", "pandas", "pyxform", "scipy", "typst", "xlsxwriter")


def test_whoever_answers_parents_carries_nothing_for_spreadsheets_statistics_or_print() -> None:
    asked = f"import sys, web.app, voix.serving; print(*sorted(sys.modules.keys() & {set(HEAVY)!r}))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_the_names_are_those_of_real_modules() -> None:
    """Misspelled, the test above would hold for ever."""
    asked = f"import importlib.util as u; print(all(u.find_spec(name) for name in {HEAVY!r}))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"
