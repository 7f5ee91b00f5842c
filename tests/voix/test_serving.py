"""`voix serve` as a process: one per data folder, links that open once, an end that is quick and clean."""

import re
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from tests.journeys.process import Voix


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Voix]:
    voix = Voix(tmp_path_factory.mktemp("serving"))
    voix.start("serve")
    yield voix
    voix.stop()


def browser() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))


def test_what_is_printed_leads_in(serving: Voix) -> None:
    ends = time.monotonic() + 10
    while "Ctrl+C" not in (printed := serving.log.read_text()):
        assert time.monotonic() < ends, printed
        time.sleep(0.05)
    assert "Aucune campagne. Pour en ouvrir une : voix campaign open CODE FICHIER" in printed
    link = re.search(rf"{serving.url}/console/enter/\S+", printed)
    assert link
    with browser().open(link[0], data=b"") as page:
        assert page.url == f"{serving.url}/console"


def test_a_sign_in_link_opens_the_console_once(serving: Voix) -> None:
    link = serving.run("sign-in", "officer", "--district", "nantes-nord").stdout.strip()
    officer, other = browser(), browser()
    with officer.open(link) as page:
        assert page.status == 200  # looking at the link does not spend it
    with officer.open(link, data=b"") as page:
        assert page.url == f"{serving.url}/console"
    with pytest.raises(urllib.error.HTTPError) as refused:
        other.open(link, data=b"")
    assert refused.value.code == 403


def test_a_campaign_opened_and_closed_meanwhile_is_so_at_once(serving: Voix) -> None:
    link = serving.run("campaign", "open", "ESSAI", "every-kind").stdout.strip()
    with browser().open(link) as page:
        assert "Commencer" in page.read().decode()
    assert serving.run("campaign", "close", "ESSAI").returncode == 0
    with browser().open(link) as page:
        assert "sont terminées" in page.read().decode()


@pytest.mark.parametrize("command", [("serve",), ("demo", "--parents", "1", "--no-serve")])
def test_a_second_process_on_the_same_folder_is_refused(serving: Voix, command: tuple[str, ...]) -> None:
    done = serving.run(*command)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == (
        "voix: Onze Voix tourne déjà sur cette base de données. Arrêtez l'autre, ou changez VOIX_DATA_DIR"
        " ou VOIX_DATABASE_URL."
    )
    assert "Traceback" not in done.stderr


def test_a_second_process_with_another_folder_on_the_same_file_is_refused(serving: Voix, tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(serving.folder / "data" / "voix.db")
    key = (serving.folder / ".data.key").read_text().strip()
    for file in (serving.folder / "data" / "voix.db", tmp_path / "link.db"):
        done = Voix(tmp_path, f"sqlite:///{file}", VOIX_SECRET_KEY=key).run("serve")
        assert done.returncode == 2
        assert "tourne déjà sur cette base de données" in done.stderr


def test_it_ends_at_once_when_asked_to(tmp_path: Path) -> None:
    voix = Voix(tmp_path)
    voix.start("serve")
    began = time.monotonic()
    assert voix.stop() == 0
    assert time.monotonic() - began < 5
    assert "Traceback" not in voix.log.read_text()
