"""`voix clips`: a folder of recordings goes in, what is missing is told; and the adapter of the speech engine."""

import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, ClassVar

import pytest

from tests.recordings import opus
from tests.voix.inside import Terminal
from voix import settings
from voix.dictation import Whisper
from voix.settings import BadSetting


def test_a_folder_goes_in_and_what_is_wrong_is_told_file_by_file(terminal: Terminal) -> None:
    folder = terminal.folder / "clips"
    folder.mkdir()
    (folder / "role.fr.ogg").write_bytes(opus(4))
    (folder / "Role.ar.OGG").write_bytes(opus(5))
    (folder / "role.en.ogg").write_bytes(b"MZ")
    (folder / "role.tr.ogg").write_bytes(opus(200))
    (folder / "nothing.fr.ogg").write_bytes(opus())
    said = terminal.run("clips", "add", "bien-grandir", str(folder), "--synthetic")
    assert said.code == 1
    assert "role.en.ogg : ce n'est pas un son OGG/Opus." in said.out
    assert "role.tr.ogg : trop long : 90 secondes au maximum." in said.out
    assert "nothing.fr.ogg : aucune question de ce nom dans cette langue." in said.out
    assert "Enregistrements ajoutés : 2." in said.out
    listed = terminal.run("clips", "list", "bien-grandir").out
    assert listed == "role.fr  4 s  machine, à vérifier\nrole.ar  5 s  machine, à vérifier\n"


def test_what_nobody_has_read_is_missed_language_by_language(terminal: Terminal) -> None:
    said = terminal.run("clips", "missing", "every-kind")
    assert said.code == 1
    assert "Langue Français (fr) : on ne peut pas écouter " in said.out
    assert "Langue العربية (ar) : on ne peut pas écouter " in said.out


def test_a_campaign_is_named_by_its_code_and_other_words_have_no_clip(terminal: Terminal) -> None:
    folder = terminal.folder / "clips"
    folder.mkdir()
    (folder / "role.fr.ogg").write_bytes(opus(4))
    terminal.run("campaign", "open", "NANTES", "bien-grandir")
    assert terminal.run("clips", "add", "NANTES", str(folder)).code == 0
    assert terminal.run("clips", "list", "bien-grandir").out == "role.fr  4 s  vérifiée\n", "the same words"
    assert terminal.run("clips", "list", "every-kind").out == "", "other words"


class Heard:
    """A model that notes how it is asked."""

    asked: ClassVar[list[tuple[str, bytes, dict[str, Any]]]] = []

    def __init__(self, folder: str, **how: Any) -> None:
        assert how["local_files_only"]
        self._folder = folder

    def transcribe(self, recording: Any, **how: Any) -> tuple[list[SimpleNamespace], None]:
        self.asked.append((self._folder, recording.read(), how))
        return [SimpleNamespace(text=" Un parc"), SimpleNamespace(text=" propre. ")], None


def test_the_engine_is_asked_with_the_recording_the_language_and_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = ModuleType("faster_whisper")
    module.WhisperModel = Heard  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "faster_whisper", module)
    assert Whisper(tmp_path).draft(b"sound", "fr-x-falc") == "Un parc propre."
    [(folder, recording, how)] = Heard.asked
    assert (folder, recording, how["language"]) == (str(tmp_path), b"sound", "fr")


def test_a_model_that_is_none_stops_the_start_with_one_sentence(tmp_path: Path) -> None:
    environment = {"VOIX_DATA_DIR": str(tmp_path / "data"), "VOIX_SPEECH_MODEL": str(tmp_path)}
    with pytest.raises(BadSetting, match=r"model\.bin"):
        settings.read(environment)
    (tmp_path / "model.bin").touch()
    with pytest.raises(BadSetting, match="faster-whisper"):
        settings.read(environment)
