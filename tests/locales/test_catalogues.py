"""Catalogues say what the source says; one file makes a new language."""

import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from shutil import copy

import pytest
from babel.messages.catalog import Catalog

from locales import languages
from locales.catalogues import FOLDER, format_date, format_number, translator
from locales.checking import problems
from locales.extraction import STAFF, source_strings
from locales.languages import LANGUAGES, Language
from locales.updating import update

TURKISH = """# Onze Voix: Türkçe (tr)
# Review: translated, not yet reviewed by a speaker
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""


@pytest.fixture
def source() -> Catalog:
    """Three strings, one with a plural."""
    found = Catalog(charset="utf-8")
    found.add("Bonjour {name}", locations=[("bot/menu.py", 0)])
    found.add("Merci", locations=[("bot/menu.py", 0)])
    found.add(("{count} voix", "{count} voix en tout"), locations=[("web/chat.py", 0)])
    return found


@pytest.fixture
def only_turkish(monkeypatch: pytest.MonkeyPatch) -> None:
    for tag in LANGUAGES.keys() - {"fr", "tr"}:
        monkeypatch.delitem(LANGUAGES, tag)


def test_the_committed_catalogues_are_complete() -> None:
    assert problems() == []


@pytest.mark.usefixtures("only_turkish")
@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('msgid "Merci"\nmsgstr ""\n', "tr.po: untranslated: « Merci » (bot/menu.py)"),
        ('#, fuzzy\nmsgid "Merci"\nmsgstr "Teşekkürler"\n', "tr.po: fuzzy: « Merci » (bot/menu.py)"),
        ('msgid "Adieu"\nmsgstr "Elveda"\n', "tr.po: not in the source any more: « Adieu »"),
        ("", "tr.po: missing: « Merci » (bot/menu.py)"),
        (
            'msgid "Bonjour {name}"\nmsgstr "Merhaba {isim}"\n',
            "tr.po: placeholders ['isim'] instead of ['name']: « Bonjour {name} » (bot/menu.py)",
        ),
        (
            'msgid "{count} voix"\nmsgid_plural "{count} voix en tout"\nmsgstr[0] ""\n',
            "tr.po: untranslated: « {count} voix » (web/chat.py)",
        ),
    ],
)
def test_what_is_wrong_is_named_with_file_and_string(tmp_path: Path, source: Catalog, body: str, found: str) -> None:
    (tmp_path / "tr.po").write_text(TURKISH + body, encoding="utf-8")
    assert found in problems(tmp_path, source)


@pytest.mark.usefixtures("only_turkish")
def test_a_complete_catalogue_has_no_problem(tmp_path: Path, source: Catalog) -> None:
    body = (
        'msgid "Merci"\nmsgstr "Teşekkürler"\n\nmsgid "Bonjour {name}"\nmsgstr "Merhaba {name}"\n\n'
        'msgid "{count} voix"\nmsgid_plural "{count} voix en tout"\nmsgstr[0] "{count} ses"\n'
    )
    (tmp_path / "tr.po").write_text(TURKISH + body, encoding="utf-8")
    assert problems(tmp_path, source) == []


@pytest.mark.usefixtures("only_turkish")
def test_a_missing_file_and_a_header_that_hides_its_review_are_problems(tmp_path: Path, source: Catalog) -> None:
    assert problems(tmp_path, source) == ["tr.po: missing catalogue"]
    (tmp_path / "tr.po").write_text(TURKISH.replace("Review", "Stand"), encoding="utf-8")
    assert any("the header does not say" in problem for problem in problems(tmp_path, source))


@pytest.mark.usefixtures("only_turkish")
def test_an_update_keeps_translations_and_leaves_new_strings_empty(tmp_path: Path, source: Catalog) -> None:
    old = 'msgid "Merci"\nmsgstr "Teşekkürler"\n\nmsgid "Adieu"\nmsgstr "Elveda"\n'
    (tmp_path / "tr.po").write_text(TURKISH + old, encoding="utf-8")
    assert update(tmp_path, source) == {"tr": 2}
    text = (tmp_path / "tr.po").read_text(encoding="utf-8")
    assert 'msgid "Merci"\nmsgstr "Teşekkürler"' in text
    assert "Adieu" not in text
    assert text.startswith("# Onze Voix: Türkçe (tr)\n# Review: translated, not yet reviewed by a speaker\n")
    assert update(tmp_path, source) == {"tr": 2}
    assert (tmp_path / "tr.po").read_text(encoding="utf-8") == text


def test_staffs_texts_are_asked_for_in_the_languages_staff_speak(tmp_path: Path) -> None:
    found = Catalog(charset="utf-8")
    found.add("Diffuser", locations=[("web/templates/console.html", 0)])
    found.add("Aide", locations=[("web/templates/console.html", 0), ("bot/menu.py", 0)])
    update(tmp_path, found)
    holders = [path.stem for path in tmp_path.glob("*.po") if "Diffuser" in path.read_text(encoding="utf-8")]
    assert holders == ["en"]
    assert all("Aide" in path.read_text(encoding="utf-8") for path in tmp_path.glob("*.po"))


def test_a_new_language_is_one_line_and_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LANGUAGES, "so", Language("so", "Soomaali", "so"))
    monkeypatch.setitem(languages._BY_FOLDED_TAG, "so", "so")
    somali = TURKISH.replace("nplurals=1; plural=0", "nplurals=2; plural=(n != 1)")
    (tmp_path / "so.po").write_text(somali + 'msgid "Aide"\nmsgstr "Caawimo"\n', encoding="utf-8")
    assert languages.resolve("so-SO") == "so"
    assert translator("so", tmp_path).gettext("Aide") == "Caawimo"
    assert translator("so", tmp_path).gettext("Merci") == "Merci"


def test_a_string_falls_back_along_the_chain(tmp_path: Path) -> None:
    copy(FOLDER / "pt.po", tmp_path / "pt.po")
    portuguese = translator("pt", tmp_path).gettext("Retour")
    assert translator("pt-BR", tmp_path).gettext("Retour") == portuguese == "Voltar"
    assert translator("ar", tmp_path).gettext("Retour") == "Retour"


def test_plurals_follow_the_language() -> None:
    def most(language: str, count: int) -> str:
        one, many = "Choisissez {count} réponse au maximum.", "Choisissez {count} réponses au maximum."
        return translator(language).ngettext(one, many, count)

    assert most("fr", 0) == most("fr", 1) == "Choisissez {count} réponse au maximum."
    assert most("en", 1) != most("en", 2) == most("en", 0)
    assert len({most("ar", count) for count in (1, 2, 3, 11)}) == 4
    assert len({most("ro", count) for count in (1, 3, 20)}) == 3
    assert most("tr", 1) == most("tr", 5)


def test_numbers_and_days_are_written_as_the_language_does() -> None:
    assert format_number(Decimal("1234.5"), "pt-BR") == "1.234,5"
    assert format_date(date(2026, 11, 22), "fr-x-falc") == "22 novembre 2026"
    assert format_date(date(2026, 11, 22), "ar") == "22 نوفمبر 2026"


def test_staff_paths_name_things_that_exist() -> None:
    places = {name for message in source_strings() if message.id for name, _line in message.locations}
    assert [path for path in STAFF if not any(place.startswith(path) for place in places)] == []


def test_all_languages_are_ready_in_a_blink() -> None:
    """In a process of its own, so that nothing is warm. The limit is ten times what it takes on a small machine."""
    code = (
        "import time; start = time.process_time()\n"
        "from locales.catalogues import translator\n"
        "from locales.languages import LANGUAGES\n"
        "[translator(tag).gettext('Aide') for tag in LANGUAGES]\n"
        "print(time.process_time() - start)"
    )
    spent = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=FOLDER.parent)
    assert float(spent.stdout) < 2
