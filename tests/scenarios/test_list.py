"""docs/scenarios.md lists what is tried here."""

from tests.scenarios.__main__ import PAGE, page


def test_the_page_lists_every_scenario() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew: python -m tests.scenarios"
