"""A form of an office's own, drawn from rows: figures on one sheet, one list on another.

What such an office would have at hand already; it is marked with codes like any other.
"""

from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from figures import read_tsv

FONT = "Times New Roman"
LINE = Side(style="thin")
BORDER = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
SECTION = PatternFill("solid", fgColor="F2F2F2")
FIGURES, LIST = "Biểu 01", "Biểu 02"
HEADS = ("STT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện năm trước", "Thực hiện", "Ước cả năm", "Ghi chú")
WIDTHS = (6, 52, 14, 14, 14, 14, 20)
BASES = {4: "@namtruoc", 5: "", 6: "@uoc"}
HEADER_ROW = 6


@dataclass(frozen=True)
class Sheet:
    """A unit's heading and the period, as they stand above the header."""

    unit: str
    period: str


def form(folder: Path, title: str, sheet: Sheet, figures: dict, entries: list[dict] | None) -> Workbook:
    """The form with these cells: figures by code and basis, list rows by column code.

    Without list rows (None) the codes themselves stand in the list: the marked template.
    """
    book = Workbook()
    _figures(book.active, folder, title, sheet, figures)
    _list(book.create_sheet(LIST), folder, sheet, entries)
    return book


def marked(folder: Path, title: str, sheet: Sheet) -> Workbook:
    """The form with codes typed into its data cells."""
    codes = [row["Mã"] for row in read_tsv(folder / "bieu-01.tsv")]
    figures = {code + basis: code + basis for code in codes for basis in BASES.values()}
    return form(folder, title, sheet, figures, None)


def _figures(page: Worksheet, folder: Path, title: str, sheet: Sheet, figures: dict) -> None:
    page.title = FIGURES
    _heading(page, title, sheet, len(HEADS))
    _header(page, HEADS, WIDTHS)
    row, section, number = HEADER_ROW, None, 0
    for entry in read_tsv(folder / "bieu-01.tsv"):
        row += 1
        if entry["Phần"] != section:
            section, number = entry["Phần"], 0
            _row(page, row, ["", section, "", "", "", "", ""], bold=True)
            row += 1
        number += 1
        cells = [figures.get(entry["Mã"] + basis) for basis in BASES.values()]
        _row(page, row, [number, entry["Nhãn"], entry["Đơn vị tính"], *cells, ""])
    _signature(page, row + 2, len(HEADS))
    page.freeze_panes = page.cell(HEADER_ROW + 1, 3)


def _list(page: Worksheet, folder: Path, sheet: Sheet, entries: list[dict] | None) -> None:
    columns = read_tsv(folder / "danh-sach.tsv")
    unit = {c["Mã cột"]: f" ({c['Đơn vị tính']})" if c["Đơn vị tính"] else "" for c in columns}
    heads = ["STT", *(c["Tên cột"] + unit[c["Mã cột"]] for c in columns), "Ghi chú"]
    _heading(page, columns[0]["Tên danh sách"].upper(), sheet, len(heads))
    _header(page, heads, [6, 30, *([15] * (len(heads) - 3)), 18])
    codes = {c["Mã cột"]: f"{c['Danh sách']}.{c['Mã cột']}" for c in columns}
    rows = [codes] if entries is None else entries
    for number, entry in enumerate(rows, start=1):
        values = [entry[c["Mã cột"]] for c in columns]
        _row(page, HEADER_ROW + number, ["" if entries is None else number, *values, ""])
    blank = 1 if entries is None else 3
    for row in range(HEADER_ROW + len(rows) + 1, HEADER_ROW + len(rows) + 1 + blank):
        _row(page, row, [None] * len(heads))
    _signature(page, HEADER_ROW + len(rows) + blank + 2, len(heads))
    page.freeze_panes = page.cell(HEADER_ROW + 1, 3)


def _heading(page: Worksheet, title: str, sheet: Sheet, width: int) -> None:
    for row, text, bold in ((1, "ỦY BAN NHÂN DÂN", False), (2, sheet.unit, True)):
        page.cell(row, 1, text).font = Font(name=FONT, size=12, bold=bold)
    page.cell(3, 1, title).font = Font(name=FONT, size=14, bold=True)
    page.cell(4, 1, f"Kỳ báo cáo: {sheet.period}").font = Font(name=FONT, size=12, italic=True)
    for row in (3, 4):
        page.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)
        page.cell(row, 1).alignment = Alignment(horizontal="center")
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"


def _header(page: Worksheet, heads: tuple | list, widths: tuple | list) -> None:
    page.row_dimensions[HEADER_ROW].height = 50
    for column, (head, width) in enumerate(zip(heads, widths, strict=True), start=1):
        cell = page.cell(HEADER_ROW, column, head)
        cell.font, cell.border = Font(name=FONT, size=12, bold=True), BORDER
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        page.column_dimensions[get_column_letter(column)].width = width


def _row(page: Worksheet, row: int, values: list, *, bold: bool = False) -> None:
    for column, value in enumerate(values, start=1):
        cell = page.cell(row, column, value if value != "" else None)
        cell.font, cell.border = Font(name=FONT, size=12, bold=bold), BORDER
        cell.alignment = Alignment(
            horizontal="left" if column == 2 else "center", vertical="center", wrap_text=True
        )
        if bold:
            cell.fill = SECTION
        if isinstance(value, int | float):
            cell.number_format = "#,##0" if isinstance(value, int) else "#,##0.0"


def _signature(page: Worksheet, row: int, width: int) -> None:
    page.cell(row, 2, "NGƯỜI LẬP BIỂU").font = Font(name=FONT, size=12, bold=True)
    page.cell(row, width - 1, "TM. ỦY BAN NHÂN DÂN").font = Font(name=FONT, size=12, bold=True)
