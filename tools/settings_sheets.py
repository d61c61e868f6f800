"""The settings workbook `khai-bao.xlsx`: rows from tab-separated files, help for who edits it."""

from dataclasses import replace
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from figures import read_tsv
from guide_sheet import write_guide
from settings_help import CONFIRM_COLUMN, LEARNT, QUESTIONS, SHEETS, Column, Sheet

HEADER_ROW = 2
FIRST_ROW = 3
LAST_ROW = 500  # drop-downs reach as far as an officer is likely to add rows
FONT = "Times New Roman"
THIN = Side(style="thin", color="999999")
BORDER = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
HEADER_FILL = PatternFill("solid", fgColor="D9E2F3")
EXCEL_LIST_LIMIT = 255


def settings_workbook(folders: tuple[Path, ...], learnt: bool = False) -> Workbook:
    """The guide, then all sheets of the settings, in the order an officer would fill them in.

    A sheet's rows are those of the folders' files, one after the other. Settings to be learnt from an
    office's forms have room for questions.
    """
    book = Workbook()
    write_guide(book.active, rows_of(folders, "huong-dan"))
    remarks = {row["Trang"]: row["Giải thích"] for row in rows_of(folders, "giai-thich")}
    for sheet in (*(with_questions(own) for own in SHEETS), QUESTIONS) if learnt else SHEETS:
        # What may be left blank stands last.
        rows = rows_of(folders, sheet.file) + rows_of(folders, f"{sheet.file}-them")
        _write_sheet(book.create_sheet(sheet.name), sheet, rows, remarks.get(sheet.name))
    return book


def with_questions(sheet: Sheet) -> Sheet:
    """The sheet with a column that names questions, where its rows may hang on some."""
    columns = (*sheet.columns, replace(CONFIRM_COLUMN, optional=True))
    return replace(sheet, columns=columns) if sheet.name in LEARNT else sheet


def rows_of(folders: tuple[Path, ...], file: str) -> list[dict]:
    """Rows of one kind: what all offices share, then the office's, then the plan's."""
    files = (folder / f"{file}.tsv" for folder in folders)
    return [row for path in files if path.exists() for row in read_tsv(path)]


def _write_sheet(page: Worksheet, sheet: Sheet, rows: list[dict], remark: str | None) -> None:
    for row in rows:
        headers = [c.header for c in sheet.columns if c.header in row or not c.optional]
        if list(row) != headers:
            raise ValueError(f"{sheet.file}.tsv: {list(row)}, not {headers}")
    page["A1"] = " ".join(filter(None, (sheet.explanation, remark)))
    page["A1"].font = Font(name=FONT, size=11, italic=True)
    for index, column in enumerate(sheet.columns, start=1):
        _write_header(page, index, column)
        # A sheet without rows shows how its first is to look.
        for row, entry in enumerate(rows or [{}], start=FIRST_ROW):
            _write_value(page, row, index, column, entry.get(column.header, ""))
        if column.choices:
            page.add_data_validation(_drop_down(index, column))
    _lay_out(page, sheet, len(rows))


def _write_header(page: Worksheet, index: int, column: Column) -> None:
    cell = page.cell(HEADER_ROW, index, column.header)
    cell.font = Font(name=FONT, size=11, bold=True)
    cell.fill = HEADER_FILL
    cell.border = BORDER
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    lines = len(column.note) // 40 + column.note.count("\n") + 2
    cell.comment = Comment(column.note, "tonghop", width=300, height=20 * lines)


def _write_value(page: Worksheet, row: int, index: int, column: Column, text: str) -> None:
    cell = page.cell(row, index)
    cell.font = Font(name=FONT, size=11)
    cell.border = BORDER
    cell.alignment = Alignment(vertical="top", wrap_text=column.width >= 24)
    # A threshold may be a word, too: last year's figure.
    if column.number and text.replace(".", "", 1).isdigit():
        cell.value = float(text) if "." in text else int(text)
    elif text:
        cell.value = text
        # "=" and "-" are words here, never the beginning of a formula.
        cell.data_type = "s"
        cell.quotePrefix = text[0] in "=+-@"
    if not column.number:
        cell.number_format = "@"


def _drop_down(index: int, column: Column) -> DataValidation:
    formula = column.choices
    if isinstance(formula, tuple):
        formula = '"' + ",".join(formula) + '"'
        if len(formula) > EXCEL_LIST_LIMIT or any("," in choice for choice in column.choices):
            raise ValueError(f"{column.header}: choices do not fit in a drop-down")
    rule = DataValidation(type="list", formula1=formula, allow_blank=True)
    rule.errorStyle = "stop" if column.only_choices else "warning"
    rule.showErrorMessage = True
    rule.errorTitle = "Giá trị không hợp lệ"  # Excel allows 32 characters, and 225 below
    rule.error = (
        f'Cột "{column.header}" chỉ nhận các giá trị trong danh sách. '
        "Bấm Hủy (Cancel) rồi chọn lại từ mũi tên bên phải ô."
        if column.only_choices
        else f'Giá trị này không có trong danh sách gợi ý của cột "{column.header}". '
        "Xem ghi chú ở tiêu đề cột; vẫn dùng thì chọn Có (Yes)."
    )
    letter = get_column_letter(index)
    rule.add(f"{letter}{FIRST_ROW}:{letter}{LAST_ROW}")
    return rule


def _lay_out(page: Worksheet, sheet: Sheet, row_count: int) -> None:
    for index, column in enumerate(sheet.columns, start=1):
        dimension = page.column_dimensions[get_column_letter(index)]
        dimension.width = column.width
        if not column.number:
            # New rows are text too: Excel would turn "2.1" into a number or a date.
            dimension.number_format = "@"
    page.freeze_panes = page.cell(FIRST_ROW, sheet.frozen_columns + 1)
    page.sheet_view.zoomScale = 100
    last = get_column_letter(len(sheet.columns))
    page.auto_filter.ref = f"A{HEADER_ROW}:{last}{FIRST_ROW + max(row_count, 1) - 1}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
