"""`python -m benchmarks [NAME...] [--write]`: run claims, print them, and (--write) keep them in docs/benchmarks.md."""

import argparse
import importlib
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measuring import Figure

NAMES = ("engine", "turns", "webhook", "workers", "broadcast", "releases", "making", "console", "start")
PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
HEAD = ("What", "We", "Floor", "We / floor", "Target")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--write", action="store_true", help="keep the figures in docs/benchmarks.md (all claims only)")
    options = parser.parse_args()
    if unknown := set(options.names) - set(NAMES):
        parser.error(f"no claim called {', '.join(sorted(unknown))}; there are: {', '.join(NAMES)}")
    figures: list[Figure] = []
    for name in options.names or NAMES:
        found = importlib.import_module(f"benchmarks.{name}").run()
        print(_table(found), flush=True)
        figures += found
    if options.write and not options.names:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n{_table(figures)}{END}{rest.partition(END)[2]}", encoding="utf-8")


def _table(figures: Sequence[Figure]) -> str:
    """A table that reads as text and as Markdown."""
    rows = [HEAD, *((each.what, each.measured, each.floor, each.ratio, each.target) for each in figures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in rows]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
