"""Months of clones: a few dozen workbooks, each unit's one of them with its own names put in.

Run from the repository's root: python3 tools/benchmark/cloned.py FOLDER N
Needs openpyxl. The same N gives the same bytes.

The workbooks are made as those of the samples are, from the reference month's organisations
with other sums. Such a month shows what the program does where reports hardly differ; how they
differ in an office is in mixed.py.
"""

import sys
import zipfile
from copy import deepcopy
from itertools import product
from pathlib import Path
from xml.sax.saxutils import escape

sys.path.insert(0, str(Path(__file__).parents[1]))

from figures import form_figures, read_tsv
from forms import blank_form, filled_form
from make_workbooks import BLANK, LABELS, REFERENCE, lists_by_unit
from packs import COMMON, DATA, pack_named
from units import workspace
from workbook_file import ZIP_DATE, save

Parts = list[tuple[str, bytes]]
NAMES = {"htx": "HTX", "tht": "THT"}
MARK = "Đơn vị mẫu"
"""Stands for the unit's name in the prototypes."""
SCALES = (1, 2, 3, 5)
"""Sums of money are multiplied by these: no two prototypes are alike."""
MONEY = ("doanh_thu", "doanh_thu@uoc", "doanh_thu_thanh_vien", "lai", "lai@uoc")


def main(folder: Path, count: int) -> None:
    """A workspace with one period in which every unit has reported."""
    names, period = workspace(folder, count)
    all_parts = prototypes(folder / "prototypes")
    for number, name in enumerate(names):
        write_clone(all_parts[number % len(all_parts)], name, period / f"{name}.xlsx")


def prototypes(folder: Path) -> list[Parts]:
    """The parts of one workbook for each of the reference month's units and each scale."""
    pack = pack_named(REFERENCE.pack)
    indicators = read_tsv(COMMON / "so-lieu.tsv") + read_tsv(DATA / "thap-muoi" / "so-lieu.tsv")
    found = []
    for scale, lists in product(SCALES, lists_by_unit(REFERENCE).values()):
        lists = scaled(lists, scale)
        figures = form_figures(indicators, lists, pack.year)
        blank = blank_form(BLANK, (pack.heading[0], MARK.upper()), pack.year)
        book = filled_form(blank, LABELS, REFERENCE.month.words, figures, lists)
        path = folder / "prototype.xlsx"
        save(book, path, MARK)
        found.append(parts(path))
    return found


def scaled(lists: dict[str, list[dict]], scale: int) -> dict[str, list[dict]]:
    """The same organisations, under names that each unit makes its own, with other sums."""
    lists = deepcopy(lists)
    for code, entries in lists.items():
        for number, entry in enumerate(entries, start=1):
            entry["ten"] = f"{NAMES[code.removeprefix('ds_')]} số {number} {MARK}"
            for column in MONEY:
                if entry.get(column):
                    entry[column] *= scale
    return lists


def parts(path: Path) -> Parts:
    """A prototype's parts, by name; the prototype is not kept."""
    with zipfile.ZipFile(path) as package:
        found = [(name, package.read(name)) for name in package.namelist()]
    path.unlink()
    path.parent.rmdir()
    return found


def write_clone(prototype: Parts, name: str, path: Path) -> None:
    """A prototype under a unit's name."""
    own = []
    for part, content in prototype:
        for mark, text in ((MARK.upper(), name.upper()), (MARK, name)):
            content = content.replace(mark.encode(), escape(text).encode())
        own.append((part, content))
    write_package(own, path)


def write_package(all_parts: Parts, path: Path) -> None:
    """A package of these parts."""
    with zipfile.ZipFile(path, "w") as package:
        for part, content in all_parts:
            info = zipfile.ZipInfo(part, ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            package.writestr(info, content)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
