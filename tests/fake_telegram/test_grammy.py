"""grammY, the client most bots on Node are written with, takes the fake for Telegram.

It needs node and npm. Without them the tests are skipped, except where CI is set: there they must run.
"""

import asyncio
import json
import os
import shutil
import subprocess
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.fake_telegram import FakeTelegram, Phone, flood
from tests.journeys.process import free_port

HERE = Path(__file__).parent / "grammy"


@pytest.fixture(scope="module")
def grammy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with grammY in it, at the versions of the lock file, its install scripts not run."""
    why = "grammY's tests need node and npm"
    if shutil.which("node") and shutil.which("npm"):
        folder = tmp_path_factory.mktemp("grammy") / "driver"
        shutil.copytree(HERE, folder, ignore=shutil.ignore_patterns("node_modules"))
        install = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(install, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
        if done.returncode == 0:
            return folder
        why = f"npm could not install grammY: {done.stderr[-300:]}"
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(why)


class Driver:
    """The program of grammy/drive.mjs while it runs, and what it says."""

    def __init__(self, process: Process) -> None:
        self.process = process

    async def says(self) -> Any:
        """The next thing it says, None at its end."""
        assert self.process.stdout is not None
        line = await asyncio.wait_for(self.process.stdout.readline(), 20)
        return json.loads(line) if line else None


@asynccontextmanager
async def driven(folder: Path, mode: str, telegram: FakeTelegram, phone: Phone, *more: str) -> AsyncIterator[Driver]:
    root = telegram.api_url.removesuffix("/bot")
    arguments = ("drive.mjs", mode, root, telegram.token, str(phone.person.id), *more)
    process = await asyncio.create_subprocess_exec("node", *arguments, cwd=folder, stdout=PIPE)
    try:
        yield Driver(process)
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def test_it_reads_every_answer_and_every_refusal(grammy: Path, telegram: FakeTelegram, lea: Phone) -> None:
    other = telegram.phone(lea.person.id + 1)
    await other.start()
    await other.block()
    group = telegram.group()
    await group.add_bot(lea)
    grown = group.grow()
    telegram.fail("sendMessage", flood(11), chat=lea.person.id + 2)
    said: dict[str, Any] = {}
    async with driven(grammy, "calls", telegram, lea) as driver:
        while line := await driver.says():
            said[line.pop("step")] = line
    assert said["me"]["result"]["username"] == "onze_voix_bot"
    assert said["send"]["result"]["entities"] == [{"offset": 0, "length": 3, "type": "bold"}]
    assert said["edit"]["result"]["text"] == "Merci"
    refused = {step: (line["code"], line["description"]) for step, line in said.items() if "code" in line}
    assert refused.pop("same")[1].startswith("Bad Request: message is not modified")
    assert refused.pop("old tap")[1].startswith("Bad Request: query is too old")
    assert refused.pop("conflict")[0] == 409
    assert refused == {
        "gone": (400, "Bad Request: message to edit not found"),
        "nobody": (400, "Bad Request: chat not found"),
        "flood": (429, "Too Many Requests: retry after 11"),
        "blocked": (403, "Forbidden: bot was blocked by the user"),
        "moved": (400, "Bad Request: group chat was upgraded to a supergroup chat"),
    }
    assert said["flood"]["parameters"] == {"retry_after": 11}
    assert said["moved"]["parameters"] == {"migrate_to_chat_id": grown.group.id}
    assert said["info"]["result"]["allowed_updates"] == ["message"]


@pytest.fixture(params=["polling", "webhook"])
def way(request: pytest.FixtureRequest) -> tuple[str, str]:
    return (request.param, str(free_port()))


async def test_it_hears_and_answers(grammy: Path, telegram: FakeTelegram, lea: Phone, way: tuple[str, str]) -> None:
    mode, port = way
    async with driven(grammy, mode, telegram, lea, port) as driver:
        assert await driver.says() == {"started": True}
        await lea.wait_for(lambda screen: screen[-1].text == "Bonjour ECOLE7")
        await lea.tap("Oui")
        await lea.wait_for(lambda screen: screen[-1].text == "Merci" and lea.toasts())
        assert (lea.toasts(), lea.waiting()) == (["Noté"], [])
        await lea.send_sample("sticker")
        assert await driver.says() == {"kind": ["sticker"]}
        await lea.type("oui", reply_to=lea.last.id)
        assert await driver.says() == {"text": "oui", "to": "Merci"}
        await lea.edit(lea.screen()[-1].id, "non")
        assert await driver.says() == {"edited": "non"}
        await lea.block()
        assert await driver.says() == {"member": "kicked"}
        await lea.unblock()
        assert await driver.says() == {"member": "member"}
        await lea.type("fin")
        assert (await driver.says())["text"] == "fin"
        assert await driver.says() is None
