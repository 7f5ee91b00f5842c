"""The only reader of the environment. A wrong or missing setting stops the start with one clear sentence."""

import base64
import hashlib
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryFile
from urllib.parse import urlsplit

from voix import clock
from voix.words import gettext as _

TELEGRAM_API = "https://api.telegram.org/bot"
TELEGRAM_FILES = "https://api.telegram.org/file/bot"
_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{20,}")
SHORTEST_KEY = 32  # characters
_ADDRESS = re.compile(r"https?://[^\s/?#@]+(/[^\s?#]*)?")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


class BadSetting(Exception):
    """One sentence that says which setting is wrong, and the way out."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the operator decides. master_key: 32 bytes, kept apart from the database."""

    data_dir: Path
    database_url: str
    host: str  # address to listen on
    port: int
    public_url: str  # "" : on this machine only
    master_key: bytes = field(repr=False)
    telegram_token: str = field(default="", repr=False)
    telegram_api_url: str = TELEGRAM_API
    telegram_file_url: str = TELEGRAM_FILES
    telegram_webhook_secret: str = field(default="", repr=False)
    telegram_webhook_old_secret: str = field(default="", repr=False)  # believed as well for a day after a change
    metrics_token: str = field(default="", repr=False)
    speech_model: Path | None = None  # folder of a model that proposes what is said in a recording
    oidc_issuer: str = ""  # the city's own sign-in for staff, "" for none
    oidc_client_id: str = ""
    oidc_client_secret: str = field(default="", repr=False)

    @property
    def own_url(self) -> str:
        """Where the pages are for links we print."""
        return self.public_url or f"http://127.0.0.1:{self.port}"


def read(environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings from VOIX_… variables; BadSetting for the first that cannot be used."""
    data_dir = Path(environment.get("VOIX_DATA_DIR") or "data").absolute()
    telegram_token = environment.get("VOIX_TELEGRAM_TOKEN", "").strip()
    if telegram_token and not _TOKEN.fullmatch(telegram_token):
        raise BadSetting(
            _(
                "VOIX_TELEGRAM_TOKEN n'a pas la forme d'un jeton Telegram (123456:ABC…). Copiez celui que "
                "donne BotFather."
            )
        )
    public_url = _url(environment, "VOIX_PUBLIC_URL", "").rstrip("/")
    secret = _secret(environment, "VOIX_TELEGRAM_WEBHOOK_SECRET")
    if telegram_token and public_url and not secret:
        raise BadSetting(
            _(
                "VOIX_PUBLIC_URL demande aussi VOIX_TELEGRAM_WEBHOOK_SECRET : inventez un mot secret de "
                "lettres et de chiffres."
            )
        )
    return Settings(
        data_dir=_made(data_dir),
        database_url=_database(environment, data_dir),
        host=environment.get("VOIX_HOST", "").strip() or "127.0.0.1",
        port=_port(environment),
        public_url=public_url,
        master_key=_master_key(environment, data_dir),
        telegram_token=telegram_token,
        telegram_api_url=_url(environment, "VOIX_TELEGRAM_API_URL", TELEGRAM_API),
        telegram_file_url=_url(environment, "VOIX_TELEGRAM_FILE_URL", TELEGRAM_FILES),
        telegram_webhook_secret=secret,
        telegram_webhook_old_secret=_secret(environment, "VOIX_TELEGRAM_WEBHOOK_OLD_SECRET"),
        metrics_token=_secret(environment, "VOIX_METRICS_TOKEN"),
        speech_model=_speech_model(environment),
        **_city(environment),
    )


def _city(environment: Mapping[str, str]) -> dict[str, str]:
    """The three settings of the city's own sign-in: all or none."""
    issuer = _url(environment, "VOIX_OIDC_ISSUER", "")
    known = {
        "oidc_issuer": issuer,
        "oidc_client_id": environment.get("VOIX_OIDC_CLIENT_ID", "").strip(),
        "oidc_client_secret": environment.get("VOIX_OIDC_CLIENT_SECRET", "").strip(),
    }
    if any(known.values()) and not all(known.values()):
        raise BadSetting(
            _(
                "Le compte de la ville demande trois réglages : VOIX_OIDC_ISSUER, VOIX_OIDC_CLIENT_ID et "
                "VOIX_OIDC_CLIENT_SECRET."
            )
        )
    return known


def _speech_model(environment: Mapping[str, str]) -> Path | None:
    text = environment.get("VOIX_SPEECH_MODEL", "").strip()
    if not text:
        return None
    folder = Path(text).absolute()
    if not (folder / "model.bin").is_file():
        raise BadSetting(
            _("VOIX_SPEECH_MODEL : {folder} n'a pas de fichier model.bin. Donnez le dossier d'un modèle.").format(
                folder=folder
            )
        )
    if find_spec("faster_whisper") is None:
        raise BadSetting(
            _("VOIX_SPEECH_MODEL demande le paquet faster-whisper. Installez onze-voix[speech], ou videz ce réglage.")
        )
    return folder


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise BadSetting(
            _("VOIX_DATA_DIR : impossible d'écrire dans {folder}. Choisissez un dossier où vous pouvez écrire.").format(
                folder=folder
            )
        ) from error
    return folder


def _port(environment: Mapping[str, str]) -> int:
    text = environment.get("VOIX_PORT", "").strip() or "8000"
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise BadSetting(_("VOIX_PORT doit être un nombre de 1 à 65535. Sans ce réglage, c'est 8000."))
    return int(text)


def _url(environment: Mapping[str, str], name: str, otherwise: str) -> str:
    text = environment.get(name, "").strip() or otherwise
    if text and not _is_address(text):
        raise BadSetting(_("{name} doit être une adresse comme https://exemple.fr.").format(name=name))
    return text


def _is_address(text: str) -> bool:
    """Whether `text` is scheme, host, maybe port and path, and nothing else."""
    try:
        parts = urlsplit(text)
        return bool(_ADDRESS.fullmatch(text) and parts.hostname and parts.port != 0)
    except ValueError:
        return False


def _database(environment: Mapping[str, str], data_dir: Path) -> str:
    text = environment.get("VOIX_DATABASE_URL", "").strip()
    if not text:
        return f"sqlite:///{data_dir / 'voix.db'}"
    scheme = text.split(":", 1)[0].split("+", 1)[0]
    if "://" not in text or scheme not in ("sqlite", "postgresql"):
        raise BadSetting(
            _(
                "VOIX_DATABASE_URL doit commencer par sqlite:/// ou postgresql://. Laissez-la vide pour un "
                "fichier SQLite."
            )
        )
    return text


def _secret(environment: Mapping[str, str], name: str) -> str:
    secret = environment.get(name, "").strip()
    if secret and not _SECRET.fullmatch(secret):
        raise BadSetting(_("{name} : lettres sans accent, chiffres, - et _ seulement, 256 au plus.").format(name=name))
    return secret


def _master_key(environment: Mapping[str, str], data_dir: Path) -> bytes:
    """VOIX_SECRET_KEY, else the file VOIX_KEY_FILE, else a key made at first start, outside the data folder."""
    if text := environment.get("VOIX_SECRET_KEY", "").strip():
        return _derived(text, "VOIX_SECRET_KEY")
    named = environment.get("VOIX_KEY_FILE", "").strip()
    path = Path(named).absolute() if named else data_dir.parent / f".{data_dir.name}.key"
    if data_dir.resolve() in path.resolve().parents:
        raise BadSetting(
            _(
                "VOIX_KEY_FILE : la clé ne doit pas être dans le dossier des données. Qui copie l'un ne "
                "doit pas avoir l'autre."
            )
        )
    if not path.exists():
        if named:
            raise BadSetting(
                _("VOIX_KEY_FILE : le fichier {path} n'existe pas. Pour en faire un : voix key").format(path=path)
            )
        _write_key(path)
    try:
        return _derived(path.read_text().strip(), f"VOIX_KEY_FILE ({path})")
    except (OSError, UnicodeDecodeError) as error:
        raise BadSetting(
            _("VOIX_KEY_FILE : la clé {path} ne peut pas être lue. Donnez le fichier d'origine.").format(path=path)
        ) from error


def _write_key(path: Path) -> None:
    try:
        with open(path, "x", opener=lambda name, flags: os.open(name, flags, stat.S_IRUSR | stat.S_IWUSR)) as file:
            file.write(fresh_key() + "\n")
    except FileExistsError:
        return
    except OSError as error:
        raise BadSetting(
            _("La clé {path} ne peut pas être écrite. Donnez VOIX_KEY_FILE ou VOIX_SECRET_KEY.").format(path=path)
        ) from error


def _derived(text: str, where: str) -> bytes:
    if len(text) < SHORTEST_KEY:
        raise BadSetting(
            _("{where} est trop court : il faut au moins {count} signes au hasard. Pour en faire un : voix key").format(
                where=where, count=SHORTEST_KEY
            )
        )
    return hashlib.sha256(text.encode()).digest()


def fresh_key() -> str:
    """A new master key as text."""
    return base64.urlsafe_b64encode(clock.chance(32)).decode().rstrip("=")
