"""The real `voix` in a process of its own, to be used, killed and started again."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


class Voix:
    """One installation: a data folder, a database, a port. `arguments` are those of the command line."""

    def __init__(self, folder: Path, database_url: str = "", **settings: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.log = folder / "voix.log"
        self._process: subprocess.Popen[bytes] | None = None
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("VOIX_", "PYTHONDONTWRITE"))
        } | {
            "VOIX_DATA_DIR": str(folder / "data"),
            "VOIX_DATABASE_URL": database_url,
            "VOIX_PORT": str(self.port),
            "LANG": "fr_FR.UTF-8",
            **settings,
        }

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """Of the command that serves now."""
        assert self._process is not None
        return self._process.pid

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """One command, to its end."""
        return subprocess.run(
            [sys.executable, "-m", "voix", *arguments],
            env=self.environment,
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )

    def start(self, *arguments: str) -> None:
        """A command that serves, once its pages answer."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "voix", *arguments],
                env=self.environment,
                cwd=self.folder,
                stdout=log,
                stderr=log,
            )
        ends = time.monotonic() + 60
        while not self._answers():
            assert self._process.poll() is None, self.log.read_text()
            assert time.monotonic() < ends, "the pages do not answer:\n" + self.log.read_text()
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/health/live", timeout=2):
                return True
        except (urllib.error.URLError, OSError):
            return False

    def kill(self) -> None:
        """kill -9."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()
        self._process = None

    def stop(self) -> int:
        """SIGTERM, and the exit code."""
        if self._process is None:
            return 0
        self._process.send_signal(signal.SIGTERM)
        code = self._process.wait(timeout=30)
        self._process = None
        return code
