"""Inboxes of any size: N communes' workbooks of the standard form, and settings of N units.

Run from the repository's root: python3 tools/benchmark/inbox.py FOLDER N
Needs openpyxl. The same N gives the same bytes.

A few dozen workbooks are made as those of the samples are, from the reference month's
organisations with other sums; each unit's is one of them with its own names put in.
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
from make_workbooks import BLANK, LABELS, OFFICE, REFERENCE, TEMPLATES, lists_by_unit
from packs import COMMON, DATA, pack_named
from settings_sheets import settings_workbook
from workbook_file import ZIP_DATE, save

NAMES = {"htx": "HTX", "tht": "THT"}
MARK = "Đơn vị mẫu"
"""Stands for the unit's name in the prototypes."""
SCALES = (1, 2, 3, 5)
"""Sums of money are multiplied by these: no two prototypes are alike."""
MONEY = ("doanh_thu", "doanh_thu@uoc", "doanh_thu_thanh_vien", "lai", "lai@uoc")
SYLLABLES = (
    "An Bình Châu Cường Dương Đại Đông Giang Hà Hải Hậu Hiệp Hoa Hòa Hội Hợp Hưng Khánh Kim Lâm Lập "
    "Lễ Liên Long Lộc Lợi Lương Mai Minh Nam Nghĩa Ngọc Nhân Ninh Phong Phú Phúc Phước Quang Quế "
    "Sơn Tài Tâm Tân Tây Thái Thanh Thành Thạnh Thịnh Thọ Thuận Tiến Toàn Trí Trung Trường Tú Vân "
    "Văn Vĩnh Vũ Xuân Yên"
).split()  # fmt: skip


def main(folder: Path, count: int) -> None:
    """A workspace with one period, 2023-10, in which every unit has reported."""
    period = folder / REFERENCE.month.folder
    period.mkdir(parents=True, exist_ok=True)
    names = [f"Xã {name}" for name in unit_names(count)]
    write_settings(folder, names)
    prototypes = [parts(path) for path in write_prototypes(folder / "prototypes")]
    for number, name in enumerate(names):
        write_unit(prototypes[number % len(prototypes)], name, period / f"{name}.xlsx")


def unit_names(count: int) -> list[str]:
    """Names of two syllables, then of three; no two alike even without their diacritics."""
    pairs = (" ".join(pair) for pair in product(SYLLABLES, repeat=2))
    threes = (" ".join(three) for three in product(SYLLABLES, repeat=3))
    seen: set[str] = set()
    names = []
    for name in (*pairs, *threes):
        if len(names) == count:
            break
        if bare(name) not in seen:
            seen.add(bare(name))
            names.append(name)
    return names


def bare(name: str) -> str:
    """A name without its diacritics."""
    import unicodedata

    plain = unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def write_settings(folder: Path, names: list[str]) -> None:
    """The reference pack's settings and form, with these units in place of its own."""
    pack = pack_named(REFERENCE.pack)
    book = settings_workbook(pack.sources())
    page = book["Đơn vị"]
    page.delete_rows(3, page.max_row)
    for row, name in enumerate(names, start=3):
        page.cell(row, 1, f"{row - 2:05}")
        page.cell(row, 2, name)
    save(book, folder / "khai-bao.xlsx", OFFICE)
    form = "bieu-mau/bao-cao-xa.xlsx"
    (folder / "bieu-mau").mkdir(exist_ok=True)
    (folder / form).write_bytes((TEMPLATES / pack.name / form).read_bytes())


def write_prototypes(folder: Path) -> list[Path]:
    """One workbook for each of the reference month's units and each scale."""
    pack = pack_named(REFERENCE.pack)
    indicators = read_tsv(COMMON / "so-lieu.tsv") + read_tsv(DATA / "thap-muoi" / "so-lieu.tsv")
    paths = []
    for scale, lists in product(SCALES, lists_by_unit(REFERENCE).values()):
        lists = scaled(lists, scale)
        figures = form_figures(indicators, lists, pack.year)
        blank = blank_form(BLANK, (pack.heading[0], MARK.upper()), pack.year)
        book = filled_form(blank, LABELS, REFERENCE.month.words, figures, lists)
        paths.append(folder / f"{len(paths):03}.xlsx")
        save(book, paths[-1], MARK)
    return paths


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


def parts(path: Path) -> list[tuple[str, bytes]]:
    """A prototype's parts, by name; the prototype is not kept."""
    with zipfile.ZipFile(path) as package:
        found = [(name, package.read(name)) for name in package.namelist()]
    path.unlink()
    if not any(path.parent.iterdir()):
        path.parent.rmdir()
    return found


def write_unit(prototype: list[tuple[str, bytes]], name: str, path: Path) -> None:
    """A prototype under a unit's name."""
    with zipfile.ZipFile(path, "w") as package:
        for part, content in prototype:
            for mark, own in ((MARK.upper(), name.upper()), (MARK, name)):
                content = content.replace(mark.encode(), escape(own).encode())
            info = zipfile.ZipInfo(part, ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            package.writestr(info, content)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
