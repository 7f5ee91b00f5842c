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
from locales.languages import LANGUAGES
from locales.updating import update

TURKISH = """# Name: Türkçe
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


def test_the_committed_catalogues_are_complete() -> None:
    assert problems() == []


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


def test_a_complete_catalogue_has_no_problem(tmp_path: Path, source: Catalog) -> None:
    body = (
        'msgid "Merci"\nmsgstr "Teşekkürler"\n\nmsgid "Bonjour {name}"\nmsgstr "Merhaba {name}"\n\n'
        'msgid "{count} voix"\nmsgid_plural "{count} voix en tout"\nmsgstr[0] "{count} ses"\n'
    )
    (tmp_path / "tr.po").write_text(TURKISH + body, encoding="utf-8")
    assert problems(tmp_path, source) == []


def test_a_head_that_hides_its_review_is_a_problem(tmp_path: Path, source: Catalog) -> None:
    (tmp_path / "tr.po").write_text(TURKISH.replace("Review", "Stand"), encoding="utf-8")
    assert "tr.po: the head does not say whether a speaker reviewed it (# Review: ...)" in problems(tmp_path, source)


def test_a_language_without_dates_of_its_own_is_told_to_borrow_some(tmp_path: Path, source: Catalog) -> None:
    (tmp_path / "snk.po").write_text("# Name: Soninke\n", encoding="utf-8")
    assert "snk.po: Babel has no dates for « snk »; name a locale that will do, as fr" in problems(tmp_path, source)


def test_an_update_keeps_translations_and_leaves_new_strings_empty(tmp_path: Path, source: Catalog) -> None:
    old = 'msgid "Merci"\nmsgstr "Teşekkürler"\n\nmsgid "Adieu"\nmsgstr "Elveda"\n'
    (tmp_path / "tr.po").write_text(TURKISH + old, encoding="utf-8")
    assert update(tmp_path, source) == {"tr": 2}
    text = (tmp_path / "tr.po").read_text(encoding="utf-8")
    assert 'msgid "Merci"\nmsgstr "Teşekkürler"' in text
    assert "Adieu" not in text
    assert text.startswith("# Name: Türkçe\n# Review: translated, not yet reviewed by a speaker\n")
    assert update(tmp_path, source) == {"tr": 2}
    assert (tmp_path / "tr.po").read_text(encoding="utf-8") == text


def test_staffs_texts_are_asked_for_in_the_languages_staff_speak(tmp_path: Path) -> None:
    found = Catalog(charset="utf-8")
    found.add("Diffuser", locations=[("web/templates/console.html", 0)])
    found.add("Aide", locations=[("web/templates/console.html", 0), ("bot/menu.py", 0)])
    found.add("Port", locations=[("voix/serving.py", 0)])
    (tmp_path / "tr.po").write_text(TURKISH, encoding="utf-8")
    (tmp_path / "ar.po").write_text("# Name: العربية\n# Staff: console\n", encoding="utf-8")
    (tmp_path / "en.po").write_text("# Name: English\n# Staff: console, backstage\n", encoding="utf-8")
    assert update(tmp_path, found) == {"ar": 2, "en": 3, "tr": 1}


def test_a_new_language_is_one_file_that_starts_as_one_line(
    tmp_path: Path, source: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "wo.po").write_text("# Name: Wolof\n", encoding="utf-8")
    assert update(tmp_path, source) == {"wo": 3}
    begun = (tmp_path / "wo.po").read_text(encoding="utf-8")
    assert begun.startswith("# Name: Wolof\n# Review: translated, not yet reviewed by a speaker\n")
    (tmp_path / "wo.po").write_text(begun.replace('"Merci"\nmsgstr ""', '"Merci"\nmsgstr "Jërëjëf"'), encoding="utf-8")
    for tag, language in languages.registry(tmp_path).items():
        monkeypatch.setitem(LANGUAGES, tag, language)
    assert languages.resolve("wo-SN") == "wo"
    assert languages.autonym("wo") == "Wolof"
    assert translator("wo", tmp_path).gettext("Merci") == "Jërëjëf"
    assert translator("wo", tmp_path).gettext("Bonjour {name}") == "Bonjour {name}"


def test_a_head_without_a_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "wo.po").write_text('msgid ""\nmsgstr ""\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"wo.po: the head needs a line"):
        languages.registry(tmp_path)


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
    for slavic in ("ru", "uk"):
        assert most(slavic, 1) == most(slavic, 21) != most(slavic, 2)
        assert most(slavic, 2) == most(slavic, 4) == most(slavic, 22) != most(slavic, 5)
        assert most(slavic, 0) == most(slavic, 5) == most(slavic, 11) == most(slavic, 14)
    assert most("so", 1) != most("so", 2) == most("so", 0)
    assert most("fa", 1) == most("fa", 5)
    assert len({most("br", count) for count in range(101)}) == 1  # a Breton noun stays singular after a number


@pytest.mark.parametrize(
    ("tag", "day", "number"),
    [
        ("pt-BR", "22 de novembro de 2026", "1.234,5"),
        ("fr-x-falc", "22 novembre 2026", "1\u202f234,5"),
        ("ar", "22 نوفمبر 2026", "1,234.5"),
        ("ru", "22 ноября 2026\u202fг.", "1\xa0234,5"),
        ("uk", "22 листопада 2026\u202fр.", "1\xa0234,5"),
        ("fa", "22 نومبر 2026", "1,234.5"),
        ("so", "Noofeembar 22, 2026", "1,234.5"),
        ("br", "22 Du 2026", "1\xa0234,5"),
    ],
)
def test_numbers_and_days_are_written_as_the_language_does(tag: str, day: str, number: str) -> None:
    assert format_date(date(2026, 11, 22), tag) == day
    assert format_number(Decimal("1234.5"), tag) == number


def test_staff_paths_name_things_that_exist() -> None:
    places = {name for message in source_strings() if message.id for name, _line in message.locations}
    paths = [path for paths in STAFF.values() for path in paths]
    assert [path for path in paths if not any(place.startswith(path) for place in places)] == []


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
