"""What the log tells of a bug: its kind and its place, and nothing a parent wrote."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from storage.transaction import Database

WORDS, TOKEN = "Un parc propre", "123456789:AAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
STUMBLING = """
import logging, sys
import structlog
from voix import logs
logs.configure()
def stumble(words):
    try:
        int(words)
    except ValueError as error:
        raise KeyError("of " + words) from error
"""


def told(tmp_path: Path, program: str) -> tuple[int, str]:
    """How a program ends that stumbles over somebody's words, and what it leaves in the log."""
    file = tmp_path / "program.py"
    file.write_text(STUMBLING + program)
    done = subprocess.run([sys.executable, str(file), WORDS, TOKEN], capture_output=True, text=True, check=False)
    assert done.stdout == ""
    return done.returncode, done.stderr


def test_a_bug_in_a_page_is_told_without_what_it_stumbled_over(tmp_path: Path) -> None:
    program = """
try:
    stumble(sys.argv[1])
except KeyError:
    logging.getLogger("uvicorn.error").exception("Exception in ASGI application")
"""
    code, said = told(tmp_path, program)
    line = json.loads(said)
    assert (code, line["level"], line["logger"]) == (0, "error", "uvicorn.error")
    assert line["event"] == "Exception in ASGI application"
    assert "in stumble" in line["exception"]
    assert line["exception"].index("ValueError") < line["exception"].rindex("KeyError"), "the first cause comes first"
    assert WORDS not in said


def test_a_process_that_ends_by_a_bug_says_where_and_no_more(tmp_path: Path) -> None:
    code, said = told(tmp_path, "stumble(sys.argv[1])")
    line = json.loads(said)
    assert (code, line["level"], line["event"]) == (1, "critical", "ended by a bug")
    assert "in stumble" in line["exception"]
    assert WORDS not in said


def test_a_record_that_cannot_be_written_is_not_shown_on_the_way(tmp_path: Path) -> None:
    code, said = told(tmp_path, 'logging.getLogger("voix").error("%d answers", sys.argv[1])')
    assert (code, json.loads(said)["event"]) == (0, "a record that cannot be written")
    assert WORDS not in said


def test_fields_that_could_name_somebody_and_tokens_are_left_out(tmp_path: Path) -> None:
    program = """
log = structlog.get_logger()
log.warning("refused", chat_id=1001, text=sys.argv[1], reason=f"https://x/bot{sys.argv[2]}/getMe", arrival=7)
"""
    found = json.loads(told(tmp_path, program)[1])
    assert (found["event"], found["arrival"], found["reason"]) == ("refused", 7, "https://x/bot<token>/getMe")
    assert not {"chat_id", "text"} & found.keys()


def test_a_statement_that_fails_is_told_without_its_values(database: Database) -> None:
    query = text("SELECT * FROM nowhere WHERE words = :words")
    with pytest.raises(DBAPIError, match="nowhere") as caught:
        database.read(lambda t: t.execute(query, {"words": WORDS}))
    assert WORDS not in str(caught.value)
