"""The house's rules hold, and each rule catches the fault it is there for."""

import subprocess
import sys
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "exports", "locales", "questionnaires", "services", "storage", "surveys", "voix", "web")

FAULTS = {
    "Layers": ("surveys/texts.py", "import services.messages"),
    "The cores know no framework, database, clock, chance or environment": ("surveys/routing.py", "import random"),
    "The conversation core is stdlib only": ("surveys/texts.py", "import babel"),
    "XPath is evaluated in one place": ("surveys/texts.py", "import lxml"),
    "SQL only in storage": ("services/upkeep.py", "import sqlalchemy"),
    "Telegram only in bot": ("services/upkeep.py", "import telegram"),
    "pandas only in exports": ("services/upkeep.py", "import pandas"),
    "HTTP framework only in web and the webhook": ("services/upkeep.py", "import fastapi"),
    "Only suppression makes a protected table; only these modules touch one": (
        "exports/tabulate.py",
        "import exports.protected",
    ),
    "Writers never see raw counts": ("exports/writers/csv.py", "import exports.tables"),
    "What is derived never sees raw counts": ("exports/statistics/shares.py", "import exports.tables"),
    "Exports cannot reach identity": ("storage/answers.py", "import storage.schema.identity"),
    "Calls for help are read in one place": ("services/upkeep.py", "import storage.schema.crisis"),
    "No road leads from a call for help to a figure": ("exports/release.py", "import services.crisis"),
    "Adapters speak to services, not to storage or exports": ("web/chat.py", "import storage.inbox"),
    "No cycles inside a package": ("surveys/texts.py", "import surveys.items"),
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    for name in PACKAGES:
        copytree(ROOT / name, folder / name, ignore=ignore_patterns("__pycache__", "*.po", "static", "*.xlsx"))
    (folder / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text())
    return folder


def broken_contracts(folder: Path) -> set[str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    done = subprocess.run([*command, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)
    lines = done.stdout.splitlines()
    assert any("Contracts:" in line for line in lines), done.stdout + done.stderr
    return {line.removesuffix(" BROKEN").strip() for line in lines if line.endswith(" BROKEN")}


def test_the_rules_hold(copy: Path) -> None:
    assert broken_contracts(copy) == set()


@pytest.mark.parametrize("rule", FAULTS)
def test_a_planted_fault_is_caught(copy: Path, rule: str) -> None:
    name, fault = FAULTS[rule]
    path = copy / name
    sound = path.read_text()
    path.write_text(f"{sound}\n{fault}\n")
    try:
        assert rule in broken_contracts(copy)
    finally:
        path.write_text(sound)
