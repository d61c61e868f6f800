"""Measures the program on inboxes of its own making, beside what it is held against.

Run from the repository's root, on a machine with nothing else to do:

    cargo build --release --example cells_reader
    cargo build --release
    python3 tools/benchmark/measure.py [--folder FOLDER] [--quick]

Needs openpyxl and python-calamine. Prints a table in Markdown; docs/toc-do.md has one.
Each number is the best of several runs in turn, so that a busy moment weighs on none;
openpyxl, which takes half a minute, runs once.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import inbox

PROGRAM = Path("target/release/tonghop")
YARDSTICK = Path("target/release/examples/cells_reader")
HERE = Path(__file__).parent
PERIOD = "2023-10"
COUNTRY = 3_321
"""Communes of the country since July 2025."""
SMALL = 13
QUICK = 300
"""The largest inbox of a quick measurement."""


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
    """Makes the inboxes, measures, prints."""
    options = argparse.ArgumentParser()
    options.add_argument("--folder", type=Path, help="keep the inboxes here")
    options.add_argument("--quick", action="store_true", help="13 and 300 workbooks only")
    chosen = options.parse_args()
    folder = chosen.folder or Path(tempfile.mkdtemp())
    sizes = (SMALL, QUICK) if chosen.quick else (SMALL, QUICK, 1_000, COUNTRY, 10_000)
    scripted = QUICK if chosen.quick else COUNTRY
    costs = {size: measure(folder, size, size == scripted) for size in sizes}
    print_costs(costs)
    print_verdicts(costs, scripted)
    if not chosen.folder:
        shutil.rmtree(folder)


def measure(folder: Path, size: int, scripted: bool) -> dict[str, Cost]:
    """All that is measured on an inbox of one size; the scripts where they are wanted."""
    workspace = folder / str(size)
    if not workspace.exists():
        inbox.main(workspace, size)
    period = workspace / PERIOD
    runs = {
        "calamine": lambda: cost([YARDSTICK, period]),
        "check": lambda: cost([PROGRAM, "check", period, "--quiet"]),
        "annex": lambda: annex(period),
    }
    if scripted:
        runs["python-calamine"] = lambda: cost([sys.executable, HERE / "sum_calamine.py", period])
    turns = 10 if size == SMALL else 5
    costs: dict[str, Cost] = {}
    for _ in range(turns):
        for name, run in runs.items():
            found = run()
            costs[name] = costs.get(name, found).best(found)
    if scripted:
        # Half a minute; a busy moment weighs little on it.
        costs["openpyxl"] = cost([sys.executable, HERE / "sum_openpyxl.py", period])
    return costs


def annex(period: Path) -> Cost:
    """The whole annex, as for a period that has none yet."""
    shutil.rmtree(period / "ket-qua", ignore_errors=True)
    for review in period.glob("ra-soat*.xlsx"):
        review.unlink()
    found = cost([PROGRAM, period, "--quiet", "--no-slips"])
    shutil.rmtree(period / "ket-qua", ignore_errors=True)
    for review in period.glob("ra-soat*.xlsx"):
        review.unlink()
    return found


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


def print_costs(costs: dict[int, dict[str, Cost]]) -> None:
    """Every measurement."""
    print("| workbooks | what | wall, s | CPU, s | ms a workbook | peak, MB |")
    print("|--:|---|--:|--:|--:|--:|")
    for size, found in costs.items():
        for name, took in found.items():
            each = took.wall * 1000 / size
            print(
                f"| {size} | {name} | {took.wall:.3f} | {took.cpu:.3f} "
                f"| {each:.2f} | {took.memory:.0f} |"
            )


def print_verdicts(costs: dict[int, dict[str, Cost]], size: int) -> None:
    """What was aimed at, beside what was found."""
    print("\n| target | at most | found | |\n|---|--:|--:|---|")
    for name, most, found in verdicts(costs, size):
        print(f"| {name} | {most:g} | {found:.2f} | {'yes' if found <= most else '**no**'} |")


def verdicts(costs: dict[int, dict[str, Cost]], size: int) -> list[tuple[str, float, float]]:
    """(target, at most, found) for all that can be told; scripts ran on an inbox of this size."""
    each = lambda size, name: costs[size][name].wall / size  # noqa: E731
    small = costs[SMALL]["annex"]
    found = [
        ("13 workbooks to annex, ms of CPU", 60, small.cpu * 1000),
        ("13 workbooks to annex, ms by the clock", 100, small.wall * 1000),
    ]
    for name, most in (("check", 1.5), ("annex", 4)):
        ratio = each(size, name) / each(size, "calamine")
        found.append((f"{name} of {size} against calamine's cells reader", most, ratio))
    for script, faster in (("openpyxl", (50, 20)), ("python-calamine", (8, 3))):
        for name, times in zip(("check", "annex"), faster, strict=True):
            ratio = each(size, name) / each(size, script)
            found.append((f"{name} of {size}: share of {script}'s time, %", 100 / times, ratio * 100))
    if 10_000 in costs:
        for name in ("check", "annex"):
            growth = each(10_000, name) / each(1_000, name)
            found.append((f"{name}: a workbook of 10,000 against one of 1,000", 1.15, growth))
        for many, check, annex_ in ((COUNTRY, 100, 250), (10_000, 250, 600)):
            found.append((f"check of {many}, MB", check, costs[many]["check"].memory))
            found.append((f"annex of {many}, MB", annex_, costs[many]["annex"].memory))
    return found


if __name__ == "__main__":
    main()
