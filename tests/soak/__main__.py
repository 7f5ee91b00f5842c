"""Run fault campaigns and print what came of them; `--write` keeps the figures in docs/reliability.md."""

import argparse
import asyncio
import tempfile
from dataclasses import asdict
from pathlib import Path

from benchmarks.databases import KINDS
from tests.soak.campaign import Outcome, Plan, run

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
ROWS = {
    "parents": "parents who answered",
    "answers": "answers they gave",
    "kills": "kill -9",
    "lost_responses": "responses of the Bot API lost on the way",
    "resets": "calls reset before they arrived",
    "seconds": "seconds it took",
    "lost": "**answers lost**",
    "wrong": "**answers nobody gave**",
    "duplicates": "**messages seen twice without asking**",
    "stuck": "**parents who did not reach the end**",
    "asked": "times a parent heard nothing for a while and asked",
    "dead_letters": "arrivals set aside",
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--answers", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=50, help="of each kind of process")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    runs = {
        "SQLite, `voix serve`": ("SQLite", Plan(options.answers, options.kills)),
        "PostgreSQL, `voix serve` and `voix work`": ("PostgreSQL", Plan(options.answers, 2 * options.kills, 2)),
    }
    outcomes: dict[str, Outcome] = {}
    for name, (kind, plan) in runs.items():
        with tempfile.TemporaryDirectory() as folder, KINDS[kind](Path(folder)) as url:
            outcomes[name] = asyncio.run(run(Path(folder), "" if kind == "SQLite" else url, plan))
        print(name, asdict(outcomes[name]), flush=True)
    if options.write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n{_table(outcomes)}{END}{rest.partition(END)[2]}", encoding="utf-8")
    bad = [name for name, each in outcomes.items() if each.lost or each.wrong or each.duplicates or each.stuck]
    if bad:
        raise SystemExit(f"not as promised: {', '.join(bad)}")


def _table(outcomes: dict[str, Outcome]) -> str:
    lines = ["| | " + " | ".join(outcomes) + " |", "|---" * (1 + len(outcomes)) + "|"]
    for field, words in ROWS.items():
        values = (f"{asdict(each)[field]:,.0f}" for each in outcomes.values())
        lines.append(f"| {words} | " + " | ".join(values) + " |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
