"""The sample of another field: rural clean water, set up by settings and a marked form alone."""

from pathlib import Path

from figures import read_tsv
from own_form import BASES, Sheet, form, marked
from review import review_workbook
from settings_sheets import rows_of, settings_workbook
from workbook_file import save

NAME = "nuoc-sach"
MONTH = "2025-05"
PERIOD = "Tháng 5 năm 2025 (số liệu tính đến ngày 31/5/2025)"
TITLE = "BÁO CÁO TÌNH HÌNH CẤP NƯỚC SẠCH NÔNG THÔN"
FORM = "bao-cao-nuoc-sach.xlsx"
OFFICE = "Phòng Nông nghiệp và Môi trường"
COLUMNS = {"@namtruoc": "Năm trước", "": "Thực hiện", "@uoc": "Ước cả năm"}
# What form 01 counts of the list: (figure, column, its values); None counts every row.
COUNTS = (
    ("ct.tong", None, ()),
    ("ct.ben_vung", "tinh_trang", ("Bền vững",)),
    ("ct.kem", "tinh_trang", ("Kém bền vững", "Không hoạt động")),
    ("ct.kiem_tra", "kiem_tra", ("x",)),
)


def write_clean_water(data: Path, every_field: Path, samples: Path) -> None:
    """Settings, the marked form, and a month filled in by every unit."""
    own, workspace = data / NAME, samples / NAME
    folders = (every_field, own)
    save(settings_workbook(folders), workspace / "khai-bao.xlsx", OFFICE)
    blank = Sheet("XÃ ...................", "Tháng ..... năm .........")
    save(marked(own, TITLE, blank), workspace / "bieu-mau" / FORM, OFFICE)
    figures, works = read_tsv(own / f"{MONTH}-bieu-01.tsv"), read_tsv(own / f"{MONTH}-cong-trinh.tsv")
    for row in rows_of(folders, "don-vi"):
        unit = row["Tên"]
        entries = [_typed(entry) for entry in works if entry["Đơn vị"] == unit]
        book = form(own, TITLE, Sheet(unit.upper(), PERIOD), _figures(figures, unit, entries), entries)
        save(book, workspace / MONTH / f"{unit}.xlsx", f"UBND {unit}")
    save(review_workbook(own, MONTH), workspace / MONTH / "ra-soat.xlsx", OFFICE)


def _figures(rows: list[dict], unit: str, entries: list[dict]) -> dict:
    """Form 01: what the unit counted itself, and what it counts of its list."""
    own = [row for row in rows if row["Đơn vị"] == unit]
    figures = {
        row["Mã"] + basis: int(row[COLUMNS[basis]]) for row in own for basis in BASES.values()
    }
    for code, column, values in COUNTS:
        count = sum(1 for entry in entries if column is None or entry[column] in values)
        figures |= {code: count, f"{code}@uoc": count}
    new = sum(1 for entry in entries if int(entry["ngay_su_dung"][-4:]) >= 2021)
    joined = sum(entry["ho_dau_noi"] for entry in entries)
    for code, value in (("ct.moi", new), ("ct.ho_dau_noi", joined)):
        figures |= {code: value, f"{code}@uoc": value}
    return figures


def _typed(entry: dict) -> dict:
    numbers = {name: int(entry[name]) for name in ("cong_suat", "ho_dau_noi")}
    decimals = {name: float(entry[name]) for name in ("gia_nuoc", "that_thoat")}
    return entry | numbers | decimals
