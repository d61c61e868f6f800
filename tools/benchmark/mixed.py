"""Months as offices have them: every file with values, looks and a program of its own.

Run from the repository's root: python3 tools/benchmark/mixed.py FOLDER N [--wrong 0.3] …
Needs openpyxl. The same N and shares give the same bytes.

Each report is made from its unit's own organisations (reports.py), some with slips (slips.py); it
gets fonts, widths, rows above the table, comments, a picture, stray sheets (looks.py) and is
written as openpyxl, XlsxWriter, LibreOffice, WPS or Excel write a package (packages.py). What
LibreOffice writes is imitated, too: what it writes itself holds the time of day.
"""

import argparse
import sys
from dataclasses import dataclass, fields
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from cloned import prototypes, write_clone, write_package
from looks import PROGRAMS, arrange, dress
from packages import package
from reports import report
from slips import slip
from units import workspace


@dataclass(frozen=True)
class Shares:
    """What a month is mixed of."""

    own: float = 1.0
    """Files with values and looks of their own; the others are clones."""
    wrong: float = 0.3
    """Files with something to mend; they are among those of their own."""
    slips: int = 10
    """The most slips of one file."""
    libreoffice: float = 0.2
    """Files saved by LibreOffice, of those of their own."""


WORSE = Shares(own=0.501, wrong=0.501, slips=30, libreoffice=0.4)
"""Half of the files clones, all others with many slips."""


def main(folder: Path, count: int, shares: Shares) -> None:
    """A workspace with one period in which every unit has reported."""
    names, period = workspace(folder, count)
    clones = prototypes(folder / "prototypes") if shares.own < 1 else []
    random = Random(count)
    own = set(random.sample(range(count), round(count * shares.own)))
    wrong = set(random.sample(sorted(own), round(count * shares.wrong)))
    for number, name in enumerate(names):
        path = period / f"{name}.xlsx"
        if number in own:
            slips = random.randint(1, shares.slips) if number in wrong else 0
            write_own(f"{count} {number}", name, slips, shares, path)
        else:
            write_clone(clones[number % len(clones)], name, path)


def write_own(seed: str, name: str, slips: int, shares: Shares, path: Path) -> None:
    """A file with values and looks of its own."""
    random = Random(seed)
    is_libre = random.random() < shares.libreoffice
    program = "libreoffice" if is_libre else random.choice(PROGRAMS)
    made = report(random, name)
    slip(random, made, slips)
    arrange(random, made, program)
    write_package(package(random, made, dress(random, program)), path)


def options() -> argparse.ArgumentParser:
    """The command line: a share each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    for share in fields(Shares):
        parser.add_argument(f"--{share.name}", type=share.type, default=share.default)
    return parser


if __name__ == "__main__":
    chosen = vars(options().parse_args())
    main(chosen.pop("folder"), chosen.pop("count"), Shares(**chosen))
