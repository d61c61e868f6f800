"""The units of a made-up office, and its settings: what every month of the benchmark shares."""

import unicodedata
from itertools import product
from pathlib import Path

from make_workbooks import OFFICE, REFERENCE, TEMPLATES
from packs import pack_named
from settings_sheets import settings_workbook
from workbook_file import save

PERIOD = REFERENCE.month.folder
SYLLABLES = (
    "An Bình Châu Cường Dương Đại Đông Giang Hà Hải Hậu Hiệp Hoa Hòa Hội Hợp Hưng Khánh Kim Lâm Lập "
    "Lễ Liên Long Lộc Lợi Lương Mai Minh Nam Nghĩa Ngọc Nhân Ninh Phong Phú Phúc Phước Quang Quế "
    "Sơn Tài Tâm Tân Tây Thái Thanh Thành Thạnh Thịnh Thọ Thuận Tiến Toàn Trí Trung Trường Tú Vân "
    "Văn Vĩnh Vũ Xuân Yên"
).split()  # fmt: skip


def workspace(folder: Path, count: int) -> tuple[list[str], Path]:
    """Settings and form of an office with so many units; their names, and the period's folder."""
    period = folder / PERIOD
    period.mkdir(parents=True, exist_ok=True)
    names = [f"Xã {name}" for name in unit_names(count)]
    write_settings(folder, names)
    return names, period


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
