"""The first sheet of the settings: one page that says what to do, once and each period."""

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from settings_help import SHEETS

TITLE = "HƯỚNG DẪN"
NAME = "Hướng dẫn"
FONT = "Times New Roman"
THIN = Side(style="thin", color="999999")
LINE = Border(bottom=THIN)
HEADING_FILL = PatternFill("solid", fgColor="D9E2F3")
WIDTHS = (26, 96)


def write_guide(page: Worksheet, rows: list[dict]) -> None:
    """Headings, and under each what to do; the names of sheets lead to them."""
    page.title = NAME
    page["A1"] = TITLE
    page["A1"].font = Font(name=FONT, size=14, bold=True)
    sheets = {sheet.name for sheet in SHEETS}
    for row, entry in enumerate(rows, start=2):
        subject, text = page.cell(row, 1, entry["Mục"]), page.cell(row, 2, entry["Nội dung"])
        for cell in (subject, text):
            cell.font = Font(name=FONT, size=12, bold=not entry["Nội dung"])
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            cell.border = LINE
            if not entry["Nội dung"]:
                cell.fill = HEADING_FILL
        if subject.value in sheets:
            subject.hyperlink = Hyperlink(
                ref=subject.coordinate, location=f"'{subject.value}'!A1", display=subject.value
            )
            subject.font = Font(name=FONT, size=12, color="0563C1", underline="single")
    _lay_out(page, len(rows) + 1)


def _lay_out(page: Worksheet, last_row: int) -> None:
    for letter, width in zip("AB", WIDTHS, strict=True):
        page.column_dimensions[letter].width = width
    page.sheet_view.showGridLines = False
    page.print_area = f"A1:B{last_row}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 1
    page.sheet_properties.pageSetUpPr.fitToPage = True
