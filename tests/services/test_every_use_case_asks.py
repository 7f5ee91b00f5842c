"""No use case that acts as somebody does anything for who may do nothing: pages, commands and jobs call these.

Every function of the services that takes an `Actor` is found and tried; a new one is tried without being named here."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_type_hints
from unittest.mock import MagicMock

import pytest

import services
from services.accounts.staff import Actor, StaffRole
from services.errors import Refused
from storage import migrations
from storage.campaigns import Campaign
from storage.transaction import Database, engine_for
from tests.cast import Clock, context

NOBODY = Actor(77, StaffRole.OFFICER)  # signed in once; no district is theirs any more


def use_cases() -> dict[str, Callable[..., Any]]:
    """Every public function of the services with a parameter `who` that is an actor. What takes a campaign, and not its
    code, belongs to a use case that has asked: only `campaigns.held` hands one out."""
    found = {}
    for module in pkgutil.walk_packages(services.__path__, "services."):
        loaded = importlib.import_module(module.name)
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            if name.startswith("_") or function.__module__ != module.name:
                continue
            hints = get_type_hints(function)
            if hints.get("who") is Actor and Campaign not in hints.values():
                found[f"{module.name}.{name}"] = function
    return found


USE_CASES = use_cases()


def example(name: str, kind: object) -> object:
    """Something to call a use case with."""
    if kind is str:
        return "NORD"
    if kind is int:
        return 1
    return MagicMock(name=name)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    url = f"sqlite:///{tmp_path_factory.mktemp('asks') / 'voix.db'}"
    engine = engine_for(url)
    migrations.upgrade(engine)
    engine.dispose()
    opened = Database(url)
    yield opened
    opened.close()


def test_there_are_use_cases_to_try() -> None:
    assert len(USE_CASES) > 20


@pytest.mark.parametrize("name", USE_CASES)
def test_nobody_may_do_nothing(name: str, database: Database) -> None:
    use_case = USE_CASES[name]
    hints = get_type_hints(use_case)

    def call(transaction: Any) -> None:
        given = {"transaction": transaction, "context": context(Clock()), "who": NOBODY}
        others = {
            parameter.name: given.get(parameter.name, example(parameter.name, hints.get(parameter.name)))
            for parameter in inspect.signature(use_case).parameters.values()
        }
        positional = [
            others.pop(parameter.name)
            for parameter in inspect.signature(use_case).parameters.values()
            if parameter.kind is not inspect.Parameter.KEYWORD_ONLY
        ]
        found = use_case(*positional, **others)
        if inspect.isgenerator(found):
            next(found)

    with pytest.raises(Refused):
        database.read(call)


def test_only_signing_in_makes_somebody_an_actor() -> None:
    """Commands and jobs act as `COMMAND_LINE`, pages as whoever is signed in; nobody else is made up."""
    root = Path(services.__file__).parents[1]
    packages = ("bot", "exports", "questionnaires", "services", "storage", "surveys", "voix", "web")
    sources = {path: path.read_text(encoding="utf-8") for name in packages for path in (root / name).rglob("*.py")}
    assert [path.name for path, text in sources.items() if re.search(r"\bActor\(", text)] == ["staff.py"]
