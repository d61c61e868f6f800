"""The communes' form: its marked template, and the form filled for one unit and month."""

import csv
from copy import copy
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

FIRST_ROW = 9
NAME_COLUMN = 2
BASES = {"D": "@namtruoc", "E": "@kehoach", "F": "", "G": "@uoc"}

# Codes under each list's header, from the name column (B) on.
LISTS = {
    "ds_htx": (
        "Biểu 02",
        "ten linh_vuc ngay_thanh_lap tinh_trang thanh_vien thanh_vien_moi thanh_vien_ra "
        "lao_dong lao_dong_thanh_vien lao_dong_moi doanh_thu doanh_thu@uoc "
        "doanh_thu_thanh_vien lai lai@uoc thu_nhap cbql cbql_chua_dao_tao cbql_so_cap "
        "cbql_trung_cap cbql_cd_dh cbql_boi_duong khau_dich_vu da_dich_vu lien_ket "
        "cong_nghe_cao xep_loai".split(),
    ),
    "ds_tht": (
        "Biểu 03",
        "ten linh_vuc ngay_thanh_lap chung_thuc thanh_vien lao_dong doanh_thu lai trinh_do "
        "boi_duong xep_loai".split(),
    ),
}


def coded_rows(sheet: Worksheet, labels: Path) -> dict[str, int]:
    """Row of each code on form 01: by section and label, in the form's own order."""
    with labels.open(encoding="utf-8", newline="") as file:
        wanted = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    sections = {entry["Phần"] for entry in wanted}
    rows, section = {}, None
    remaining = iter(wanted)
    entry = next(remaining)
    for row in range(FIRST_ROW, sheet.max_row + 1):
        label = sheet.cell(row, NAME_COLUMN).value
        section = label if label in sections else section
        if entry and (section, label) == (entry["Phần"], entry["Nhãn trên biểu"]):
            rows[entry["Mã"]] = row
            entry = next(remaining, None)
    if entry:
        raise ValueError(f"form 01 has no row for {entry['Mã']}: {entry['Nhãn trên biểu']}")
    return rows


def marked_template(blank: Path, labels: Path) -> Workbook:
    """The blank form with codes typed into its data cells."""
    book = load_workbook(blank)
    form = book["Biểu 01"]
    for code, row in coded_rows(form, labels).items():
        for column, basis in BASES.items():
            form[f"{column}{row}"] = code + basis
    for code, (sheet, columns) in LISTS.items():
        for offset, column in enumerate(columns):
            book[sheet].cell(FIRST_ROW, NAME_COLUMN + offset).value = f"{code}.{column}"
    return book


def blank_form(blank: Path, heading: tuple[str, str], year: int) -> Workbook:
    """The form to send out: whose heading it bears, and the years of its columns."""
    book = load_workbook(blank)
    for sheet in book:
        sheet["A1"], sheet["A2"] = heading
    form = book["Biểu 01"]
    form["D7"] = f"Thực hiện năm {year - 1}"
    form["E7"] = f"Năm {year}"
    return book


def filled_form(book: Workbook, labels: Path, period: str, figures: dict, lists: dict) -> Workbook:
    """A blank form filled in: figures by code and basis, list rows by list code."""
    for sheet in book:
        sheet["A5"] = f"Kỳ báo cáo: {period}"
    form = book["Biểu 01"]
    for code, row in coded_rows(form, labels).items():
        for column, basis in BASES.items():
            form[f"{column}{row}"] = figures.get(code + basis)
    for code, (sheet, columns) in LISTS.items():
        fill_list(book[sheet], columns, lists[code])
    return book


def fill_list(sheet: Worksheet, columns: list[str], entries: list[dict]) -> None:
    """List rows, two empty ones, then the signature block, as offices leave them."""
    signature = [cell for row in sheet.iter_rows(min_row=FIRST_ROW) for cell in row if cell.value]
    signature = [(cell.row, cell.column, cell.value, copy(cell._style)) for cell in signature]
    body = [copy(cell._style) for cell in sheet[FIRST_ROW]]
    sheet.delete_rows(FIRST_ROW, sheet.max_row)
    for row in range(FIRST_ROW, FIRST_ROW + len(entries) + 2):
        for column, style in enumerate(body, start=1):
            sheet.cell(row, column)._style = copy(style)
    for number, entry in enumerate(entries, start=1):
        fill_row(sheet, FIRST_ROW + number - 1, number, [entry[column] for column in columns])
    shift = FIRST_ROW + len(entries) + 3 - signature[0][0]
    for row, column, value, style in signature:
        cell = sheet.cell(row + shift, column, value)
        cell._style = style


def fill_row(sheet: Worksheet, row: int, number: int, values: list) -> None:
    """One organisation: its number, then its values from the name column on."""
    for column, value in enumerate([number, *values], start=1):
        cell = sheet.cell(row, column, value)
        if column != NAME_COLUMN:
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        if isinstance(value, int | float):
            cell.number_format = "#,##0" if isinstance(value, int) else "#,##0.0"
