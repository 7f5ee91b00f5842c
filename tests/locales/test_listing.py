"""docs/languages.md says what the catalogues hold."""

from pathlib import Path

from babel.messages.catalog import Catalog

from locales.listing import refresh, stale, table

HALF = '# Name: Wolof\n# Review: {review}\nmsgid ""\nmsgstr ""\n"Language: fr\\n"\n\nmsgid "Aide"\nmsgstr "Ndimbal"\n'


def source() -> Catalog:
    found = Catalog(charset="utf-8")
    found.add("Aide", locations=[("bot/menu.py", 0)])
    found.add("Merci", locations=[("bot/menu.py", 0)])
    found.add("Diffuser", locations=[("web/templates/console.html", 0)])
    return found


def test_the_page_holds_todays_table(tmp_path: Path) -> None:
    assert stale() == []
    (tmp_path / "languages.md").write_text("| tag |\n", encoding="utf-8")
    assert stale(tmp_path / "languages.md") == ["languages.md: its table is not today's; run python -m locales update"]


def test_a_row_tells_how_much_is_translated_and_who_read_it(tmp_path: Path) -> None:
    (tmp_path / "wo.po").write_text(HALF.format(review="translated, not yet reviewed by a speaker"), encoding="utf-8")
    assert "| `wo` | Wolof | ltr | 50 % | not yet | `fr` |  |" in table(tmp_path, source())
    (tmp_path / "wo.po").write_text(HALF.format(review="reviewed by A. Diallo, March 2027"), encoding="utf-8")
    assert "| `wo` | Wolof | ltr | 50 % | by A. Diallo, March 2027 | `fr` |  |" in table(tmp_path, source())


def test_only_the_table_of_the_page_changes(tmp_path: Path) -> None:
    page = tmp_path / "languages.md"
    page.write_text("# Before\n\n| tag | old |\n| --- | --- |\n| `xx` | row |\n\nAfter\n", encoding="utf-8")
    refresh(page)
    assert page.read_text(encoding="utf-8") == f"# Before\n\n{table()}\n\nAfter\n"
