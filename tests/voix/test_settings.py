"""A wrong setting stops the start with one sentence that names it and the way out, and shows no secret."""

import asyncio
import re
import socket
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.fake_telegram import FakeTelegram
from tests.journeys.process import Voix
from tests.journeys.test_telegram import bot
from tests.voix.inside import ENGLISH, Terminal

TOKEN = "123456789:AAExampleExampleExampleExampleExam"
KEY = "a-key-of-this-test-that-is-long-enough"


@pytest.fixture(autouse=True)
def files(tmp_path: Path) -> None:
    """What settings may point to by mistake."""
    (tmp_path / "notes.txt").write_text("Ceci n'est pas une base.\n" * 100)
    (tmp_path / "short.key").write_text("abc")
    (tmp_path / "folder").mkdir()
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "inside.key").write_text(KEY)
    (tmp_path / "link").symlink_to(tmp_path / "data")


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
    ({"VOIX_TELEGRAM_WEBHOOK_OLD_SECRET": "l'ancien"}, "VOIX_TELEGRAM_WEBHOOK_OLD_SECRET", "lettres sans accent"),
    ({"VOIX_METRICS_TOKEN": "sésame"}, "VOIX_METRICS_TOKEN", "lettres sans accent"),
    ({"VOIX_OIDC_ISSUER": "https://sso.nantes.example"}, "VOIX_OIDC_CLIENT_ID", "trois réglages"),
    ({"VOIX_OIDC_CLIENT_SECRET": "s"}, "VOIX_OIDC_ISSUER", "trois réglages"),
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


@pytest.mark.parametrize(("settings", "name", "way_out"), WRONG)
def test_one_sentence_names_the_setting_and_the_way_out(
    terminal: Terminal, settings: dict[str, str], name: str, way_out: str
) -> None:
    given = {key: value.replace("{here}", str(terminal.folder)) for key, value in settings.items()}
    sentence = terminal.run("doctor", **given).refusal()
    assert name in sentence
    assert way_out in sentence
    for secret in (TOKEN, "secretword"):
        assert secret not in sentence
    english = terminal.run("doctor", **given, LANG=ENGLISH).refusal()
    assert name in english
    assert english != sentence


def test_the_key_of_a_database_cannot_be_changed_by_mistake(terminal: Terminal) -> None:
    assert terminal.run("doctor", VOIX_SECRET_KEY=KEY).code == 0
    sentence = terminal.run("doctor", VOIX_SECRET_KEY=KEY + "2").refusal()
    assert "Remettez la clé d'origine (VOIX_SECRET_KEY ou VOIX_KEY_FILE)" in sentence
    assert terminal.run("doctor", VOIX_SECRET_KEY=KEY).code == 0


def test_a_key_is_made_at_the_first_start_beside_the_data_folder_for_its_owner_alone(terminal: Terminal) -> None:
    assert terminal.run("doctor").code == 0
    made = terminal.folder / ".data.key"
    assert made.stat().st_mode & 0o777 == 0o600
    before = made.read_text()
    assert terminal.run("doctor").code == 0
    assert made.read_text() == before


def test_a_database_of_a_later_version_is_left_alone(terminal: Terminal) -> None:
    assert terminal.run("doctor").code == 0
    with sqlite3.connect(terminal.folder / "data" / "voix.db") as database:
        database.execute("UPDATE alembic_version SET version_num = 'later'")
    assert "plus récente" in terminal.run("doctor").refusal()
    assert "newer" in terminal.run("doctor", LANG=ENGLISH).refusal()


def test_an_account_that_may_not_create_tables_is_told_so(terminal: Terminal, postgres_url: str) -> None:
    admin = create_engine(postgres_url.replace("postgresql://", "postgresql+psycopg://", 1))
    with admin.begin() as connection:
        connection.execute(text("DROP ROLE IF EXISTS visitor"))
        connection.execute(text("CREATE ROLE visitor LOGIN"))
    theirs = admin.url.set(drivername="postgresql", username="visitor").render_as_string(hide_password=False)
    assert "n'a pas le droit" in terminal.run("doctor", VOIX_DATABASE_URL=theirs).refusal()
    admin.dispose()


def test_settings_may_be_empty_or_padded(terminal: Terminal) -> None:
    names = ("TELEGRAM_TOKEN", "TELEGRAM_API_URL", "PUBLIC_URL", "DATABASE_URL", "SECRET_KEY", "KEY_FILE", "PORT")
    assert terminal.run("doctor", **{f"VOIX_{name}": " " for name in names}).code == 0


async def test_a_sound_installation_is_said_to_be_one_without_its_secrets(terminal: Terminal) -> None:
    async with FakeTelegram() as fake:
        said = await asyncio.to_thread(terminal.run, "doctor", **bot(fake), VOIX_SECRET_KEY=KEY)
    assert (said.code, said.err) == (0, "")
    assert [line[0] for line in said.out.splitlines()] == ["✓"] * 4
    assert fake.token not in said.out
    assert KEY not in said.out


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
