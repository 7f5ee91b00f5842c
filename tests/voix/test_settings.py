"""A wrong setting stops the start with one sentence that names it and the way out, and shows no secret."""

import os
import re
import socket
import sqlite3
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.journeys.process import Voix
from voix.__main__ import main

TOKEN = "123456789:AAExampleExampleExampleExampleExam"
KEY = "a-key-of-this-test-that-is-long-enough"


class Start:
    """`voix doctor` in this process, with nothing but these settings."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]) -> None:
        self.folder, self._patch, self._capture = folder, patch, capture
        (folder / "notes.txt").write_text("Ceci n'est pas une base.\n" * 100)
        (folder / "short.key").write_text("abc")
        (folder / "folder").mkdir()
        (folder / "data").mkdir()
        (folder / "data" / "inside.key").write_text(KEY)
        (folder / "link").symlink_to(folder / "data")

    def run(self, settings: dict[str, str], language: str = "fr_FR.UTF-8") -> tuple[int, str, str]:
        """Exit code, standard output, standard error. `{here}` in a setting is the test's folder."""
        for name in [name for name in os.environ if name.startswith(("VOIX_", "LC_", "LANG"))]:
            self._patch.delenv(name)
        given = {"LANG": language, "VOIX_DATA_DIR": "{here}/data", **settings}
        for name, value in given.items():
            self._patch.setenv(name, value.replace("{here}", str(self.folder)))
        self._patch.setattr(sys, "argv", ["voix", "doctor"])
        with pytest.raises(SystemExit) as stop:
            main()
        said = self._capture.readouterr()
        return int(stop.value.code or 0), said.out, said.err

    def refused(self, settings: dict[str, str], language: str = "fr_FR.UTF-8") -> str:
        """The one sentence on standard error of a start that was refused."""
        code, out, err = self.run(settings, language)
        assert (code, out) == (2, "")
        (line,) = err.splitlines()
        assert line.startswith("voix: ")
        return line.removeprefix("voix: ")


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Start:
    return Start(tmp_path, monkeypatch, capsys)


# What is set, which setting the sentence names, and a piece of the way out.
WRONG = [
    ({"VOIX_TELEGRAM_TOKEN": "abc"}, "VOIX_TELEGRAM_TOKEN", "BotFather"),
    ({"VOIX_TELEGRAM_TOKEN": TOKEN + " " + TOKEN}, "VOIX_TELEGRAM_TOKEN", "BotFather"),
    ({"VOIX_TELEGRAM_API_URL": "127.0.0.1:8081/bot"}, "VOIX_TELEGRAM_API_URL", "https://exemple.fr"),
    ({"VOIX_TELEGRAM_API_URL": f"{TOKEN}"}, "VOIX_TELEGRAM_API_URL", "https://exemple.fr"),
    ({"VOIX_TELEGRAM_FILE_URL": "http://host:99999"}, "VOIX_TELEGRAM_FILE_URL", "https://exemple.fr"),
    ({"VOIX_PUBLIC_URL": "http://[::1"}, "VOIX_PUBLIC_URL", "https://exemple.fr"),
    ({"VOIX_PUBLIC_URL": "https://voix.example/?page=1"}, "VOIX_PUBLIC_URL", "https://exemple.fr"),
    (
        {"VOIX_TELEGRAM_TOKEN": TOKEN, "VOIX_PUBLIC_URL": "https://voix.example"},
        "VOIX_TELEGRAM_WEBHOOK_SECRET",
        "inventez",
    ),
    ({"VOIX_TELEGRAM_WEBHOOK_SECRET": "très secret"}, "VOIX_TELEGRAM_WEBHOOK_SECRET", "lettres sans accent"),
    ({"VOIX_TELEGRAM_WEBHOOK_SECRET": "x" * 257}, "VOIX_TELEGRAM_WEBHOOK_SECRET", "256 au plus"),
    ({"VOIX_PORT": "0"}, "VOIX_PORT", "1 à 65535"),
    ({"VOIX_PORT": "70000"}, "VOIX_PORT", "1 à 65535"),
    ({"VOIX_PORT": "abc"}, "VOIX_PORT", "1 à 65535"),
    ({"VOIX_PORT": "-80"}, "VOIX_PORT", "1 à 65535"),
    ({"VOIX_DATABASE_URL": "mysql://u:secretword@h/b"}, "VOIX_DATABASE_URL", "postgresql://"),
    ({"VOIX_DATABASE_URL": "voix.db"}, "VOIX_DATABASE_URL", "sqlite:///"),
    ({"VOIX_DATABASE_URL": "postgresql://u:secretword@h:port/b"}, "VOIX_DATABASE_URL", "Exemple"),
    ({"VOIX_DATABASE_URL": "postgresql://u:secretword@127.0.0.1:1/b"}, "VOIX_DATABASE_URL", "en marche"),
    ({"VOIX_DATABASE_URL": "postgresql://u:secretword@127.0.0.1:1/b?nonsense=1"}, "VOIX_DATABASE_URL", "en marche"),
    ({"VOIX_DATABASE_URL": "sqlite://"}, "VOIX_DATABASE_URL", "Exemple"),
    ({"VOIX_DATABASE_URL": "sqlite:///{here}/folder"}, "VOIX_DATABASE_URL", "Vérifiez"),
    ({"VOIX_DATABASE_URL": "sqlite:///{here}/absent/voix.db"}, "VOIX_DATABASE_URL", "Vérifiez"),
    ({"VOIX_DATABASE_URL": "sqlite:///{here}/notes.txt"}, "VOIX_DATABASE_URL", "Vérifiez"),
    ({"VOIX_SECRET_KEY": "secretword"}, "VOIX_SECRET_KEY", "voix key"),
    ({"VOIX_KEY_FILE": "{here}/short.key"}, "VOIX_KEY_FILE", "voix key"),
    ({"VOIX_KEY_FILE": "{here}/absent.key"}, "VOIX_KEY_FILE", "voix key"),
    ({"VOIX_KEY_FILE": "{here}/folder"}, "VOIX_KEY_FILE", "fichier d'origine"),
    ({"VOIX_KEY_FILE": "{here}/data/inside.key"}, "VOIX_KEY_FILE", "ne doit pas être dans le dossier"),
    ({"VOIX_KEY_FILE": "{here}/link/inside.key"}, "VOIX_KEY_FILE", "ne doit pas être dans le dossier"),
    ({"VOIX_KEY_FILE": "{here}/folder/../data/inside.key"}, "VOIX_KEY_FILE", "ne doit pas être dans le dossier"),
    ({"VOIX_DATA_DIR": "{here}/notes.txt"}, "VOIX_DATA_DIR", "où vous pouvez écrire"),
    ({"VOIX_DATA_DIR": "/proc/voix"}, "VOIX_DATA_DIR", "où vous pouvez écrire"),
    ({"VOIX_DATA_DIR": "/proc"}, "VOIX_DATA_DIR", "où vous pouvez écrire"),
]


@pytest.mark.parametrize(
    ("settings", "name", "way_out"), WRONG, ids=[f"{names}-{n}" for n, (s, names, _) in enumerate(WRONG)]
)
def test_one_sentence_names_the_setting_and_the_way_out(
    start: Start, settings: dict[str, str], name: str, way_out: str
) -> None:
    sentence = start.refused(settings)
    assert name in sentence
    assert way_out in sentence
    assert len(sentence) < 250
    for secret in (TOKEN, "secretword"):
        assert secret not in sentence
    english = start.refused(settings, "en_US.UTF-8")
    assert name in english
    assert english != sentence


def test_the_key_of_a_database_cannot_be_changed_by_mistake(start: Start) -> None:
    assert start.run({"VOIX_SECRET_KEY": KEY})[0] == 0
    sentence = start.refused({"VOIX_SECRET_KEY": KEY + "2"})
    assert "Remettez la clé d'origine (VOIX_SECRET_KEY ou VOIX_KEY_FILE)" in sentence
    assert start.run({"VOIX_SECRET_KEY": KEY})[0] == 0


def test_a_key_is_made_at_the_first_start_beside_the_data_folder_for_its_owner_alone(start: Start) -> None:
    assert start.run({})[0] == 0
    made = start.folder / ".data.key"
    assert made.stat().st_mode & 0o777 == 0o600
    before = made.read_text()
    assert start.run({})[0] == 0
    assert made.read_text() == before


def test_a_database_of_a_later_version_is_left_alone(start: Start) -> None:
    assert start.run({})[0] == 0
    with sqlite3.connect(start.folder / "data" / "voix.db") as database:
        database.execute("UPDATE alembic_version SET version_num = 'later'")
    assert "plus récente" in start.refused({})
    assert "newer" in start.refused({}, "en_US.UTF-8")


def test_an_account_that_may_not_create_tables_is_told_so(start: Start, postgres_url: str) -> None:
    admin = create_engine(postgres_url.replace("postgresql://", "postgresql+psycopg://", 1))
    with admin.begin() as connection:
        connection.execute(text("DROP ROLE IF EXISTS visitor"))
        connection.execute(text("CREATE ROLE visitor LOGIN"))
    theirs = admin.url.set(drivername="postgresql", username="visitor").render_as_string(hide_password=False)
    assert "n'a pas le droit" in start.refused({"VOIX_DATABASE_URL": theirs})
    admin.dispose()


def test_settings_may_be_empty_or_padded(start: Start) -> None:
    names = ("TELEGRAM_TOKEN", "TELEGRAM_API_URL", "PUBLIC_URL", "DATABASE_URL", "SECRET_KEY", "KEY_FILE", "PORT")
    assert start.run({f"VOIX_{name}": " " for name in names})[0] == 0


def test_a_sound_installation_is_said_to_be_one_without_its_secrets(start: Start) -> None:
    code, out, err = start.run({"VOIX_TELEGRAM_TOKEN": TOKEN, "VOIX_SECRET_KEY": KEY})
    assert (code, err) == (0, "")
    assert [line[0] for line in out.splitlines()] == ["✓"] * 3
    assert TOKEN not in out
    assert KEY not in out


def test_a_taken_port_is_one_sentence(tmp_path: Path) -> None:
    voix = Voix(tmp_path)
    with socket.create_server(("127.0.0.1", voix.port)):
        done = voix.run("serve")
    assert (done.returncode, done.stdout) == (2, "")
    last = done.stderr.splitlines()[-1]
    assert last == f"voix: Le port {voix.port} est déjà pris ou interdit. Choisissez-en un autre avec VOIX_PORT."
    assert "Traceback" not in done.stderr


def test_an_address_of_another_machine_is_one_sentence(tmp_path: Path) -> None:
    done = Voix(tmp_path, VOIX_HOST="192.0.2.1").run("serve")
    assert done.returncode == 2
    assert re.search(r"^voix: VOIX_HOST : 192\.0\.2\.1 n'est pas une adresse de cette machine\.", done.stderr, re.M)
    assert "Traceback" not in done.stderr
