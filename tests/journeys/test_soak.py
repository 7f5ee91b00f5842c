"""The fault campaign in a short form; the long one is `make soak`."""

from pathlib import Path

from tests.soak.campaign import Outcome, Plan, run


def is_as_promised(outcome: Outcome) -> bool:
    return (outcome.lost, outcome.wrong, outcome.duplicates, outcome.stuck) == (0, 0, 0, 0)


async def test_nothing_is_lost_or_seen_twice_while_messages_get_lost_and_a_server_dies(tmp_path: Path) -> None:
    outcome = await run(tmp_path, "", Plan(answers=300, kills=3))
    assert is_as_promised(outcome), outcome
    assert outcome.lost_responses
    assert outcome.resets


async def test_nor_while_two_processes_on_one_database_die(tmp_path: Path, empty_postgres_url: str) -> None:
    outcome = await run(tmp_path, empty_postgres_url, Plan(answers=300, kills=4, processes=2, seed=2))
    assert is_as_promised(outcome), outcome
