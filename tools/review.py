"""The review workbook of a sample month, as the office would have filled it in."""

from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font

from figures import read_tsv

SHEETS = {
    "Nhận định": "nhan-dinh",
    "Nguyên nhân": "nguyen-nhan",
    "Thông tin kỳ": "thong-tin-ky",
}
WIDTHS = (18, 50, 16, 60)


def review_workbook(folder: Path, month: str) -> Workbook:
    """The sheets for which the folder has entries of that month."""
    book = Workbook()
    book.remove(book.active)
    for name, file in SHEETS.items():
        path = folder / f"{month}-{file}.tsv"
        if not path.exists():
            continue
        rows = read_tsv(path)
        page = book.create_sheet(name)
        page.append(list(rows[0]))
        for row in rows:
            page.append([value or None for value in row.values()])
        for cell in page[1]:
            cell.font = Font(bold=True)
        for letter, width in zip("ABCD", WIDTHS, strict=True):
            page.column_dimensions[letter].width = width
    return book
