"""Runs what the README tells a newcomer to run: `make demo` until its pages answer, then `make test` to its end."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[1]
PATIENCE = 300  # seconds until the demo serves


def commands() -> list[str]:
    """The `make` commands of the README's shell blocks, in order."""
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    lines = [line.strip().split("#")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.startswith("make ")]


def demo(command: str) -> None:
    """Start, open the page it prints, stop with Ctrl+C."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"VOIX_DATA_DIR": f"{folder}/data", "VOIX_PORT": "8765"}
        # A group of its own, so that Ctrl+C reaches make and what it started, as in a terminal.
        process = subprocess.Popen(command.split(), cwd=ROOT, env=environment, start_new_session=True)
        try:
            page = _page(process, "http://127.0.0.1:8765/c/NANTES")
        finally:
            os.killpg(process.pid, signal.SIGINT)
            process.wait(timeout=30)
        assert "<form" in page, "the web chat shows no form"


def _page(process: "subprocess.Popen[bytes]", url: str) -> str:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        assert process.poll() is None, "the demo ended by itself"
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                text: str = answer.read().decode()
                return text
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    raise AssertionError(f"no page at {url} after {PATIENCE} s")


def main() -> None:
    found = commands()
    assert {"make demo", "make test"} <= set(found), f"the README names {found}"
    for command in dict.fromkeys(found):
        print(f"\n--- {command}", flush=True)
        if command == "make demo":
            demo(command)
        elif command == "make test":
            sys.exit(subprocess.run(command.split(), cwd=ROOT, check=False).returncode)


if __name__ == "__main__":
    main()
