"""What a commune reports: organisations and figures of its own, on the reference form's sheets.

A sheet is a plain model (cells with a look, merges, widths), so that what is wrong (slips.py), how
it looks (looks.py) and which program saved it (packages.py) come on top of each other.
"""

import re
from copy import copy
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random

from figures import DATE, a_year_earlier, form_figures, read_tsv
from forms import BASES, FIRST_ROW, LISTS, blank_form, coded_rows
from make_workbooks import BLANK, LABELS, REFERENCE, lists_by_unit
from openpyxl.worksheet.worksheet import Worksheet
from packs import COMMON, DATA, pack_named

FORM = "Biểu 01"
COLUMNS = {basis: ord(column) - ord("A") + 1 for column, basis in BASES.items()}
PERIODS = (
    REFERENCE.month.words,
    "Tháng 10 năm 2023",
    "tháng 10/2023",
    "Tháng 10/2023 (số liệu đến 31/10/2023)",
)
WORK = {
    "ds_htx": ("HTX Nông nghiệp", "HTX DVNN", "HTX Thủy sản", "HTX Vận tải", "HTX Cây ăn trái"),
    "ds_tht": ("THT bơm tưới", "THT làm đất", "THT nuôi vịt", "THT trồng sen", "THT đan lát"),
}
SUMS = {
    "htx.cbql": "htx.cbql_chua_dao_tao htx.cbql_so_cap htx.cbql_trung_cap htx.cbql_cd_dh".split(),
    "tht.cbql": "tht.cbql_trung_cap tht.cbql_so_cap tht.cbql_chua_dao_tao".split(),
}
"""Figures that some add up by a formula."""


@dataclass(frozen=True)
class Look:
    """How a cell looks, whatever its file's fonts are."""

    bold: bool = False
    italic: bool = False
    size: int = 12
    centred: bool = False
    wrapped: bool = False
    framed: bool = False
    number: str = "General"


@dataclass
class Cell:
    """What a cell holds, and how it looks."""

    value: str | int | float | None
    look: Look = Look()
    formula: str | None = None


@dataclass
class Sheet:
    """A sheet's cells by row and column, its merges (rows and columns of two corners), widths."""

    name: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    heights: dict[int, float] = field(default_factory=dict)
    hidden: bool = False
    comments: list[tuple[int, int, str]] = field(default_factory=list)
    picture: bytes | None = None

    def moved(self, rows: dict[int, int]) -> None:
        """Moves all from a row on down by so many rows, for each of these rows."""

        def to(row: int) -> int:
            return row + sum(by for first, by in rows.items() if row >= first)

        def within(formula: str) -> str:
            return re.sub(r"(?<=[A-Z])\d+", lambda row: str(to(int(row.group()))), formula)

        for cell in self.cells.values():
            cell.formula = cell.formula and within(cell.formula)
        self.cells = {(to(row), col): cell for (row, col), cell in self.cells.items()}
        self.merges = [(to(top), left, to(end), right) for top, left, end, right in self.merges]


@dataclass
class Report:
    """A commune's workbook: its sheets, and on the form the row of each code."""

    unit: str
    sheets: list[Sheet]
    rows: dict[str, int]
    entries: dict[str, int]

    def figure(self, code: str, basis: str = "") -> Cell:
        """A figure's cell on the form."""
        return self.sheets[0].cells[self.rows[code], COLUMNS[basis]]

    def field(self, code: str, entry: int, column: str) -> Cell:
        """A cell of a list's row."""
        names = LISTS[code][1]
        return self.list(code).cells[FIRST_ROW + entry, names.index(column) + 2]

    def list(self, code: str) -> Sheet:
        """A list's sheet."""
        return self.sheets[1 + list(LISTS).index(code)]


def report(random: Random, unit: str) -> Report:
    """A unit's report with values of its own, nothing wrong in it."""
    year = pack_named(REFERENCE.pack).year
    lists = own_lists(random, unit)
    figures = form_figures(indicators(), lists, year)
    if random.random() < 0.7:
        earlier = form_figures(indicators(), a_year_earlier(lists, year), year - 1)
        figures |= {f"{code}@namtruoc": v for code, v in earlier.items() if "@" not in code}
    if random.random() < 0.5:
        figures |= {c.replace("@uoc", "@kehoach"): v for c, v in figures.items() if "@uoc" in c}
    sheets, rows = blank_sheets()
    sheets = [copy(sheet) for sheet in sheets]
    for sheet in sheets:
        sheet.cells = dict(sheet.cells)
        sheet.merges = list(sheet.merges)
        put(sheet, (2, 1), unit.upper())
        put(sheet, (5, 1), f"Kỳ báo cáo: {random.choice(PERIODS)}")
    fill_form(sheets[0], rows, figures, random.random() < 0.4)
    for sheet, (code, (_, columns)) in zip(sheets[1:], LISTS.items(), strict=True):
        fill_list(sheet, columns, lists[code])
    return Report(unit, sheets, rows, {code: len(entries) for code, entries in lists.items()})


@cache
def indicators() -> list[dict]:
    """All figures that the reference settings define."""
    return read_tsv(COMMON / "so-lieu.tsv") + read_tsv(DATA / "thap-muoi" / "so-lieu.tsv")


@cache
def reference_lists() -> list[dict[str, list[dict]]]:
    """The reference month's organisations, unit by unit."""
    return list(lists_by_unit(REFERENCE).values())


def own_lists(random: Random, unit: str) -> dict[str, list[dict]]:
    """Organisations like those of a unit of the reference month, with values of their own."""
    lists = random.choice(reference_lists())
    return {code: own_list(random, unit, code, entries) for code, entries in lists.items()}


def own_list(random: Random, unit: str, code: str, entries: list[dict]) -> list[dict]:
    """One list; a unit has an organisation more or fewer than the one that it is made after."""
    others = [entry for lists in reference_lists() for entry in lists[code]]
    count = max(1, len(entries) + random.randint(-1, 2))
    change = own_cooperative if code == "ds_htx" else own_group
    made = [dict(random.choice(entries or others)) for _ in range(count)]
    for number, entry in enumerate(made, start=1):
        place = unit.removeprefix("Xã ")
        entry["ten"] = f"{random.choice(WORK[code])} {place} {number}"
        day = date(2003, 1, 1) + timedelta(random.randrange(7_300))
        entry["ngay_thanh_lap"] = day.strftime(DATE)
        change(random, entry)
    return made


def own_cooperative(random: Random, entry: dict) -> None:
    """Values that hold together as the relations ask."""
    sale = random.randint(900, 4_000)
    entry["doanh_thu"], entry["doanh_thu@uoc"] = sale, sale + random.randint(10, 700)
    entry["doanh_thu_thanh_vien"] = sale * random.randint(50, 95) // 100
    entry["lai"] = sale * random.randint(5, 20) // 100
    entry["lai@uoc"] = entry["lai"] + random.randint(1, 90)
    entry["thu_nhap"] = random.randint(300, 600) / 10
    entry["thanh_vien"] = random.randint(40, 260)
    entry["thanh_vien_moi"], entry["thanh_vien_ra"] = random.randint(0, 9), random.randint(0, 4)
    entry["lao_dong"] = random.randint(8, 30)
    entry["lao_dong_thanh_vien"] = entry["lao_dong"] - random.randint(0, 4)
    entry["lao_dong_moi"] = random.randint(0, 4)
    parts = ["cbql_chua_dao_tao", "cbql_so_cap", "cbql_trung_cap", "cbql_cd_dh"]
    entry |= {part: random.randint(0, 3) for part in parts} | {"cbql_cd_dh": random.randint(1, 3)}
    entry["cbql"] = sum(entry[part] for part in parts)
    entry["cbql_boi_duong"] = random.randint(0, entry["cbql"])
    entry["khau_dich_vu"] = random.randint(1, 7)


def own_group(random: Random, entry: dict) -> None:
    """The same for a group."""
    entry["thanh_vien"], entry["lao_dong"] = random.randint(12, 45), random.randint(3, 9)
    entry["doanh_thu"] = random.randint(250, 800)
    entry["lai"] = entry["doanh_thu"] * random.randint(10, 25) // 100


@cache
def blank_sheets() -> tuple[list[Sheet], dict[str, int]]:
    """The form's sheets as sent out, and the row of each code."""
    pack = pack_named(REFERENCE.pack)
    book = blank_form(BLANK, (pack.heading[0], ""), pack.year)
    return [sheet_of(page) for page in book], coded_rows(book[FORM], LABELS)


def sheet_of(page: Worksheet) -> Sheet:
    """A sheet as the model has it."""
    sheet = Sheet(page.title)
    for row in page.iter_rows():
        for cell in row:
            if cell.value is not None or cell.has_style:
                alignment, font = cell.alignment, cell.font
                sheet.cells[cell.row, cell.column] = Cell(
                    cell.value,
                    Look(
                        bool(font.b),
                        bool(font.i),
                        int(font.sz),
                        alignment.horizontal == "center",
                        bool(alignment.wrap_text),
                        cell.border.bottom.style is not None,
                        cell.number_format,
                    ),
                )
    ranges = sorted(area.bounds for area in page.merged_cells.ranges)
    sheet.merges = [(top, left, bottom, right) for left, top, right, bottom in ranges]
    sheet.widths = [dimension.width for dimension in page.column_dimensions.values()]
    return sheet


def put(sheet: Sheet, at: tuple[int, int], value: str | int | float | None) -> Cell:
    """Puts a value in a cell that keeps its look."""
    cell = Cell(value, sheet.cells[at].look)
    sheet.cells[at] = cell
    return cell


def fill_form(sheet: Sheet, rows: dict[str, int], figures: dict, adds_up: bool) -> None:
    """Figures at their codes; some sums by a formula."""
    for code, row in rows.items():
        for basis, column in COLUMNS.items():
            value = figures.get(code + basis)
            cell = put(sheet, (row, column), value)
            if adds_up and code in SUMS and value is not None:
                letter = chr(ord("A") + column - 1)
                cell.formula = "+".join(f"{letter}{rows[part]}" for part in SUMS[code])


def fill_list(sheet: Sheet, columns: list[str], entries: list[dict]) -> None:
    """List rows, two empty ones, then the signature block."""
    below = {at: cell for at, cell in sheet.cells.items() if at[0] > FIRST_ROW}
    signature = {at: cell for at, cell in below.items() if cell.value is not None}
    for at in below:
        del sheet.cells[at]
    body = [(col, cell.look) for (row, col), cell in sheet.cells.items() if row == FIRST_ROW]
    for number in range(len(entries) + 2):
        filled = number < len(entries)
        values = [number + 1, *(entries[number][name] for name in columns)] if filled else []
        for col, look in body:
            value = values[col - 1] if col <= len(values) else None
            sheet.cells[FIRST_ROW + number, col] = Cell(value, look)
    shift = FIRST_ROW + len(entries) + 3 - min(row for row, _ in signature)
    for (row, col), cell in signature.items():
        sheet.cells[row + shift, col] = cell
