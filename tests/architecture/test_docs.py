"""The documents say what is there: links lead somewhere, the map names every module, commands exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
PACKAGES = ("bot", "exports", "locales", "services", "storage", "surveys", "voix", "web")
MAP = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
ROOMS = MAP[MAP.index("## Rooms") : MAP.index("## The road of one answer")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_the_map_names_every_module_of_a_room(package: str) -> None:
    named = set(re.findall(r"[a-z_]+", ROOMS))
    modules = {path.stem for path in (ROOT / package).glob("*.py")} | {
        path.parent.name for path in (ROOT / package).glob("*/__init__.py")
    }
    assert sorted(modules - named - {"__init__", "__main__"}) == []


def test_the_map_names_no_module_that_is_gone() -> None:
    there = {path.stem for package in PACKAGES for path in (ROOT / package).rglob("*.py")}
    there |= {path.name for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_dir()}
    named = {name.strip("/").split("/")[-1].split(".")[0] for name in re.findall(r"`([a-z_./]+)`", ROOMS)}
    assert sorted(named - there - set(PACKAGES) - {"", "build", "advance"}) == []  # "": an extension such as `.po`


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_in_the_documents_exist(page: Path) -> None:
    from typer.main import get_command

    from voix.cli import app

    known = get_command(app)
    for line in re.findall(r"\bvoix ([a-z][a-z-]*(?: [a-z][a-z-]*)?)", page.read_text(encoding="utf-8")):
        first, *rest = line.split()
        command = known.commands.get(first)  # type: ignore[attr-defined]
        if command is None:
            continue
        if hasattr(command, "commands"):
            assert rest, f"{page.name}: voix {line}"
            assert rest[0] in command.commands, f"{page.name}: voix {line}"
