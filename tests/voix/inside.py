"""The command line in the test's own process: fast, for commands that need no process of their own."""

import io
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from voix.__main__ import main

FRENCH, ENGLISH = "fr_FR.UTF-8", "en_US.UTF-8"


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str

    def refusal(self) -> str:
        """The one sentence of a command that was refused."""
        assert (self.code, self.out) == (2, "")
        (line,) = self.err.splitlines()
        assert line.startswith("voix: ")
        return line.removeprefix("voix: ")


class Terminal:
    """Where commands are typed; `settings` are VOIX_ variables and LANG."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]) -> None:
        self.folder, self._patch, self._capture = folder, patch, capture

    def run(self, *arguments: str, typed: str = "", **settings: str) -> Said:
        for name in [name for name in os.environ if name.startswith(("VOIX_", "LC_", "LANG"))]:
            self._patch.delenv(name)
        for name, value in {"LANG": FRENCH, "VOIX_DATA_DIR": str(self.folder / "data"), **settings}.items():
            self._patch.setenv(name, value)
        self._patch.setattr(sys, "argv", ["voix", *arguments])
        self._patch.setattr(sys, "stdin", io.StringIO(typed))
        with pytest.raises(SystemExit) as stop:
            main()
        said = self._capture.readouterr()
        return Said(int(stop.value.code or 0), said.out, said.err)
