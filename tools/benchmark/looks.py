"""How a commune's workbook looks: its program, fonts, widths, what else lies in it, and the rows
that somebody put in above the table."""

import struct
import zlib
from dataclasses import dataclass
from random import Random

from reports import Cell, Look, Report, Sheet

PROGRAMS = ("openpyxl", "xlsxwriter", "excel", "wps")
"""What saves a file where LibreOffice does not."""
FONTS = ("Times New Roman", "Arial", "Calibri", "Cambria", "Tahoma")
TABLE = 7
"""The first row of a table's header."""
WHOLE_FORMATS = ("#,##0", "0", "#,##0;-#,##0", '_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)')
TITLES = ("Biểu kèm theo Báo cáo của UBND xã", "(Kèm theo Công văn của UBND xã)", "Mẫu số 01/KTTT")
REMARKS = ("Đã đối chiếu với danh sách", "Số liệu do cán bộ thống kê cung cấp", "Xem lại")


@dataclass(frozen=True)
class Dress:
    """What all sheets of a file have in common."""

    program: str
    font: str
    larger: int
    """Points added to every size."""
    whole: str
    """The format of whole numbers."""
    spare: int
    """Styles that no cell has: files copied year after year have them by the hundred."""
    colours: tuple[str, ...]
    """Of the theme."""
    prints: bool
    """A print area is defined."""
    rich: bool
    """A text has two fonts."""
    saved: str
    """When it was saved."""


def dress(random: Random, program: str) -> Dress:
    """Any look."""
    colours = tuple(f"{random.randrange(1 << 24):06X}" for _ in range(6))
    day, hour, minute = random.randint(1, 9), random.randint(7, 17), random.randrange(60)
    return Dress(
        program,
        random.choice(FONTS),
        random.randint(-2, 2),
        random.choice(WHOLE_FORMATS),
        random.choice((0, 20, 60, 150, 300)) if program in ("excel", "wps") else 0,
        colours,
        random.random() < 0.4,
        program == "excel" and random.random() < 0.1,
        f"2023-11-{day:02}T{hour:02}:{minute:02}:00Z",
    )


def arrange(random: Random, report: Report, program: str) -> None:
    """Moves, widens and adds what somebody moved, widened and added."""
    for sheet in report.sheets:
        above, between = random.choice((0, 0, 1, 2, 3)), random.choice((0, 0, 0, 1, 2))
        sheet.moved({1: above, TABLE - 1: between})
        if above > 1:
            sheet.cells[1, 1] = Cell(random.choice(TITLES), Look(italic=True))
        wider = random.uniform(0.8, 1.4)
        sheet.widths = [round(width * wider, 2) for width in sheet.widths]
        rows = {row for row, _ in sheet.cells}
        sheet.heights = {row: random.choice((15.75, 18, 24, 31.5)) for row in rows}
    first = report.sheets[0]
    if program == "openpyxl":
        for sheet in report.sheets:
            sheet.heights = {}
    if random.random() < 0.2:
        texts = random.sample(REMARKS, random.randint(1, len(REMARKS)))
        rows = random.sample(range(TABLE + 8, TABLE + 30), len(texts))
        first.comments = [(row, 6, text) for row, text in zip(sorted(rows), texts, strict=True)]
    if random.random() < 0.15:
        first.picture = picture(random)
    if random.random() < 0.3:
        report.sheets.extend(Sheet(f"Sheet{number}") for number in range(1, random.randint(2, 4)))
    if random.random() < 0.15:
        report.sheets.append(notes(random))


def notes(random: Random) -> Sheet:
    """A hidden sheet with some words on it."""
    cells = {(row, 1): Cell(text) for row, text in enumerate(REMARKS, start=2)}
    return Sheet("Ghi chú", cells, widths=[random.uniform(30, 60)], hidden=True)


def picture(random: Random) -> bytes:
    """A small .png of one colour: a stamp, a logo."""
    side = 24
    colour = bytes(random.randrange(256) for _ in range(3))
    lines = (b"\0" + colour * side) * side

    def chunk(kind: bytes, content: bytes) -> bytes:
        checksum = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + head + body
