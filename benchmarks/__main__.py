"""`python -m benchmarks [NAME...] [--write]`: run claims, print them, and (--write) keep them in docs/benchmarks.md."""

import argparse
import importlib
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measuring import Figure

NAMES = ("engine", "turns", "webhook", "workers", "broadcast", "releases", "making", "console", "start")
PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
ALONE = {"console"}  # claims with a table of their own, which may be written without the others
HEAD = ("What", "We", "Floor", "We / floor", "Target")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument(
        "--write", action="store_true", help="keep the figures in docs/benchmarks.md (all claims, or console)"
    )
    options = parser.parse_args()
    if unknown := set(options.names) - set(NAMES):
        parser.error(f"no claim called {', '.join(sorted(unknown))}; there are: {', '.join(NAMES)}")
    found: dict[str, list[Figure]] = {}
    for name in options.names or NAMES:
        found[name] = importlib.import_module(f"benchmarks.{name}").run()
        print(_table(found[name]), flush=True)
    if options.write:
        for name in ALONE & set(found):
            _keep(name, found[name])
        if not options.names:
            _keep("figures", [figure for name in NAMES if name not in ALONE for figure in found[name]])


def _keep(mark: str, figures: Sequence[Figure]) -> None:
    """Put a table in the place of the page that bears this mark."""
    before, begin, rest = PAGE.read_text(encoding="utf-8").partition(f"<!-- {mark} -->\n")
    _, end, after = rest.partition(f"<!-- end of {mark} -->")
    PAGE.write_text(f"{before}{begin}{_table(figures)}{end}{after}", encoding="utf-8")


def _table(figures: Sequence[Figure]) -> str:
    """A table that reads as text and as Markdown."""
    rows = [HEAD, *((each.what, each.measured, each.floor, each.ratio, each.target) for each in figures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in rows]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
