"""Measures the program on months of its own making, cloned and mixed.

Run from the repository's root, on a machine with nothing else to do:

    cargo build --release --bin tonghop --example cells_reader
    python3 tools/benchmark/measure.py [--folder FOLDER] [--sizes 13 300 1000] [--scripts]

Needs openpyxl, and python-calamine for --scripts. Prints a table in Markdown; docs/toc-do.md has
one. Each number is the best of several turns, so that a busy moment weighs on none. With another
--program beside the first, both take their turns side by side: processor time is compared so.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import cloned
import mixed
from units import PERIOD

PROGRAM = Path("target/release/tonghop")
YARDSTICK = Path("target/release/examples/cells_reader")
HERE = Path(__file__).parent
MONTHS: dict[str, Callable[[Path, int], None]] = {
    "cloned": cloned.main,
    "mixed": lambda folder, count: mixed.main(folder, count, mixed.Shares()),
    "worse": lambda folder, count: mixed.main(folder, count, mixed.WORSE),
}


@dataclass(frozen=True)
class Cost:
    """What a run took: seconds by the clock, seconds of processor, peak memory in MB."""

    wall: float
    cpu: float
    memory: float

    def best(self, other: "Cost") -> "Cost":
        """The lesser of each."""
        return Cost(
            min(self.wall, other.wall), min(self.cpu, other.cpu), min(self.memory, other.memory)
        )


def main() -> None:
    """Makes the months, measures, prints."""
    options = argparse.ArgumentParser()
    options.add_argument("--folder", type=Path, help="keep the months here")
    options.add_argument("--sizes", type=int, nargs="+", default=[13, 300, 1_000])
    options.add_argument("--months", nargs="+", choices=MONTHS, default=list(MONTHS))
    options.add_argument("--program", type=Path, nargs="+", default=[PROGRAM])
    options.add_argument("--turns", type=int, default=5)
    options.add_argument("--scripts", action="store_true", help="what an office might have instead")
    chosen = options.parse_args()
    folder = chosen.folder or Path(tempfile.mkdtemp())
    print("| workbooks | month | what | wall, s | CPU, s | ms of CPU a workbook | peak, MB |")
    print("|--:|---|---|--:|--:|--:|--:|")
    for size in chosen.sizes:
        for month in chosen.months:
            workspace = folder / f"{month}-{size}"
            if not workspace.exists():
                MONTHS[month](workspace, size)
            costs = measure(workspace / PERIOD, chosen)
            for what, took in costs.items():
                print(
                    f"| {size} | {month} | {what} | {took.wall:.3f} | {took.cpu:.3f} "
                    f"| {took.cpu * 1000 / size:.3f} | {took.memory:.0f} |",
                    flush=True,
                )
    if not chosen.folder:
        shutil.rmtree(folder)


def measure(period: Path, chosen: argparse.Namespace) -> dict[str, Cost]:
    """All that is measured on a month, turn by turn."""
    costs: dict[str, Cost] = {}
    for turn in range(chosen.turns):
        for what, took in runs(period, chosen.program, chosen.scripts and turn == 0):
            costs[what] = costs.get(what, took).best(took)
    return costs


def runs(period: Path, programs: list[Path], scripts: bool) -> Iterator[tuple[str, Cost]]:
    """One turn."""
    if YARDSTICK.exists():
        yield "calamine's cells reader", cost([YARDSTICK, period])
    for program in programs:
        name = "" if len(programs) == 1 else f" ({program.name})"
        clear(period)
        yield f"check{name}", cost([program, "check", period, "--quiet"])
        yield f"annex, no slips{name}", cost([program, period, "--quiet", "--no-slips"])
        clear(period)
        yield f"annex and slips{name}", cost([program, period, "--quiet"])
        yield f"again, nothing new{name}", cost([program, period, "--quiet"])
        clear(period)
    if scripts:
        for script in ("sum_calamine.py", "sum_openpyxl.py"):
            yield script, cost([sys.executable, HERE / script, period])


def clear(period: Path) -> None:
    """Leaves the period as if nothing had been made of it."""
    shutil.rmtree(period / "ket-qua", ignore_errors=True)
    for review in period.glob("ra-soat*.xlsx"):
        review.unlink()


def cost(command: list) -> Cost:
    """Runs a command and waits for it."""
    start = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command}: exit code {process.returncode}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


if __name__ == "__main__":
    main()
