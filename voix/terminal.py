"""The terminal: what commands print, read and write, and how they refuse in one sentence."""

from pathlib import Path

import typer
from rich.console import Console

from voix.words import gettext as _

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def fail(sentence: str) -> typer.Exit:
    """Print why the command cannot be done; to be raised."""
    err.print(f"voix: {sentence}", markup=False)
    return typer.Exit(2)


def content(file: Path) -> bytes:
    """The bytes of a file that somebody named."""
    try:
        return file.read_bytes()
    except OSError:
        raise fail(_("Le fichier {file} ne peut pas être lu.").format(file=file)) from None


def write(file: Path, data: bytes) -> None:
    """Write a file where somebody wants it."""
    try:
        file.write_bytes(data)
    except OSError:
        raise fail(_("Le fichier {file} ne peut pas être écrit.").format(file=file)) from None
