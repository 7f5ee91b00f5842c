"""Short runs of contenders in turn, so that a busy machine slows all of them alike; medians and ratios of the runs."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Run:
    """`count` things done in `wall` seconds, for `cpu` seconds of processor."""

    count: int
    wall: float
    cpu: float

    @property
    def rate(self) -> float:
        """Things a second."""
        return self.count / self.wall

    @property
    def cost(self) -> float:
        """Microseconds of processor a thing."""
        return 1e6 * self.cpu / self.count


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report. measured: what we reached; floor: the same of the floor; ratio: ours to the floor's."""

    what: str
    measured: str
    floor: str
    ratio: str
    target: str


def timed(work: Callable[[], int]) -> Run:
    """One run of `work`, which tells how many things it did, in this process."""
    wall, cpu = time.perf_counter(), time.process_time()
    count = work()
    return Run(count, time.perf_counter() - wall, time.process_time() - cpu)


def rounds(contenders: Mapping[str, Callable[[], Run]], times: int = ROUNDS) -> dict[str, list[Run]]:
    """`times` runs of each, one after the other in every round; a first round warms up and is not counted."""
    runs: dict[str, list[Run]] = {name: [] for name in contenders}
    for counted in range(times + 1):
        for name, run in contenders.items():
            found = run()
            if counted:
                runs[name].append(found)
    return runs


def middle(runs: list[Run], of: Callable[[Run], float]) -> float:
    return median(map(of, runs))


def times_cost(ours: list[Run], floor: list[Run]) -> str:
    """How many times the floor's processor time we take: the median of the rounds' ratios."""
    return f"{median(a.cost / b.cost for a, b in zip(ours, floor, strict=True)):.1f} ×"


def said(runs: list[Run], what: str) -> str:
    """Rate and cost of one contender."""
    return f"{middle(runs, lambda run: run.rate):,.0f} {what}/s, {middle(runs, lambda run: run.cost):,.0f} µs of CPU"


def figure(what: str, unit: str, ours: list[Run], floor: list[Run], target: str) -> Figure:
    return Figure(what, said(ours, unit), said(floor, unit), times_cost(ours, floor), target)
