"""Pictures for README.md and HUONG-DAN.md, made from the sample: what the screen says, the page
that is signed, the charts, the review workbook.

    python3 tools/pictures.py target/release/tonghop

Needs LibreOffice (soffice), pdftoppm of poppler-utils, and the packages pillow and openpyxl."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl
from PIL import Image, ImageChops, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
MONTH = "thap-muoi/2023-10"
WIDTH = 1400
FONT = "DejaVuSansMono.ttf"


def main(program: Path) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        desk = Path(scratch)
        shutil.copytree(ROOT / "samples/thap-muoi", desk / "thap-muoi")
        shutil.rmtree(desk / MONTH / "ket-qua", ignore_errors=True)
        said = run(program, desk / MONTH).decode().replace(f"{desk}/", "D:/").replace("/2023-10/", "\\2023-10\\")
        said = said.replace("D:/", "D:\\").replace("ket-qua/", "ket-qua\\")
        screen(["D:\\> tonghop thap-muoi\\2023-10", *said.splitlines()], "man-hinh.png")
        annex = desk / MONTH / "ket-qua" / "phu-luc-2023-10.xlsx"
        sheet(annex, "Phụ lục", "phu-luc.png")
        sheet(annex, "Xem nhanh", "xem-nhanh.png")
        sheet(annex, "Biểu đồ", "bieu-do.png")
        slip_in(desk / MONTH)
        run(program, desk / MONTH)
        sheet(desk / MONTH / "ra-soat.xlsx", "Cần kiểm tra", "ra-soat.png")


        own_office(program, desk)


def own_office(program: Path, desk: Path) -> None:
    """An office begun from the reports of a month and its own annex, in which three cells are wrong."""
    month, annex = desk / "thang-10", desk / "phu-luc-thang-10.xlsx"
    shutil.copytree(ROOT / "samples/thap-muoi/2023-10", month, ignore=shutil.ignore_patterns("ra-soat*", "ket-qua"))
    shutil.copytree(ROOT / "samples/thap-muoi", desk / "mau")
    run(program, desk / "mau/2023-10")
    book = openpyxl.load_workbook(desk / "mau/2023-10/ket-qua/phu-luc-2023-10.xlsx", data_only=True)
    for name in book.sheetnames:
        if name not in ("Tổng hợp", "Biểu 01"):
            del book[name]
    whole = book["Tổng hợp"]
    whole["S21"] = whole["S21"].value - whole["S12"].value
    whole["D9"] = whole["D9"].value + 2
    book["Biểu 01"]["F53"] = book["Biểu 01"]["F53"].value + whole["BH8"].value
    book.save(annex)
    run(program, "init", desk / "co-quan", "--reports", month, "--period", "2023-10", "--annex", annex)
    sheet(desk / "co-quan/doi-chieu-phu-luc.xlsx", "Đối chiếu", "doi-chieu.png")
    sheet(desk / "co-quan/khai-bao.xlsx", "Cần xác nhận", "can-xac-nhan.png")


def slip_in(month: Path) -> None:
    """Three slips of the kind that communes make, so that there is something to review."""
    for unit, cell, typed in [
        ("Xã Hưng Thạnh", "F53", 0.255),
        ("Xã Láng Biển", "F27", "1.2OO người"),
        ("Xã Trường Xuân", "F55", "#REF!"),
    ]:
        file = month / f"{unit}.xlsx"
        book = openpyxl.load_workbook(file)
        book.worksheets[0][cell] = typed
        book.save(file)


def screen(lines: list[str], name: str) -> None:
    """The words as a console shows them."""
    font = ImageFont.truetype(FONT, 17)
    wide = [part for line in lines for part in wrapped(line, 118)]
    step = 25
    picture = Image.new("RGB", (WIDTH, step * len(wide) + 40), "#1b1b1b")
    draw = ImageDraw.Draw(picture)
    for row, line in enumerate(wide):
        draw.text((24, 20 + row * step), line, font=font, fill="#e8e8e8")
    save(picture, name)


def wrapped(line: str, width: int) -> list[str]:
    parts = []
    while len(line) > width:
        cut = line.rfind(" ", 0, width)
        cut = cut if cut > 0 else width
        parts.append(line[:cut])
        line = "    " + line[cut:].strip()
    return [*parts, line]


def sheet(workbook: Path, name: str, picture: str) -> None:
    """The first page of one sheet, as it prints: the page that has the sheet's first words."""
    book = openpyxl.load_workbook(workbook, data_only=True)
    if name not in book.sheetnames:
        return
    cells = (str(cell) for row in book[name].iter_rows(values_only=True) for cell in row if cell)
    first = next(cells)
    with tempfile.TemporaryDirectory() as scratch:
        desk = Path(scratch)
        pdf = as_pdf(workbook, desk)
        texts = run("pdftotext", "-layout", pdf, "-").decode().split("\f")
        begin = " ".join(first.split())[:30]
        # Every sheet before it has a page at least; several may begin with the same words.
        pages = list(enumerate(texts, 1))[book.sheetnames.index(name) :]
        page = next(at for at, text in pages if begin in " ".join(text.split()))
        run("pdftoppm", "-r", "130", "-f", page, "-l", page, "-singlefile", "-png", pdf, desk / "page")
        save(trimmed(Image.open(desk / "page.png").convert("RGB")), picture)


def as_pdf(workbook: Path, desk: Path) -> Path:
    profile = f"-env:UserInstallation=file://{desk}/profile"
    vietnamese(desk / "profile")
    run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", desk, workbook)
    return desk / f"{workbook.stem}.pdf"


def vietnamese(profile: Path) -> None:
    """Figures with the separators that a Vietnamese Windows shows."""
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        '<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">'
        "<value>vi-VN</value></prop></item></oor:items>",
        encoding="utf-8",
    )


def run(*words: object) -> bytes:
    return subprocess.run([str(word) for word in words], check=True, capture_output=True).stdout


def trimmed(page: Image.Image) -> Image.Image:
    """Without the paper's empty edges and the line at its foot."""
    page = page.crop((0, 0, page.width, page.height * 93 // 100))
    white = Image.new("RGB", page.size, "white")
    left, top, right, bottom = ImageChops.difference(page, white).getbbox()
    edge = 24
    return page.crop(
        (max(left - edge, 0), max(top - edge, 0), min(right + edge, page.width), min(bottom + edge, page.height))
    )


def save(picture: Image.Image, name: str) -> None:
    """Small enough for a repository: the pages have few colours."""
    if picture.width > WIDTH:
        height = round(picture.height * WIDTH / picture.width)
        picture = picture.resize((WIDTH, height), Image.Resampling.LANCZOS)
    picture.quantize(48).save(PICTURES / name, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
