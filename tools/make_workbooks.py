"""Makes the workbooks of the built-in pack and of the sample workspace.

Run from the repository's root: python3 tools/make_workbooks.py
Needs openpyxl. Sources are in tools/data; what it writes is the same on every run.
"""

import shutil
from pathlib import Path

from figures import form_figures, read_list, read_tsv, september
from forms import LISTS, filled_form, marked_template
from settings_sheets import settings_workbook
from workbook_file import save

PACK = "nq47-thap-muoi"
DATA = Path("tools/data")
BLANK = DATA / "mau-bao-cao-xa.xlsx"
LABELS = DATA / PACK / "bieu-01.tsv"
TEMPLATES = Path("templates") / PACK
SAMPLE = Path("samples/thap-muoi")
OFFICE = "Phòng Tài chính - Kế hoạch"

YEAR = 2023
OCTOBER = "Tháng 10 năm 2023 (số liệu tính đến ngày 31/10/2023)"
SEPTEMBER = "Tháng 9 năm 2023 (số liệu tính đến ngày 30/9/2023)"
LIST_FILES = {"ds_htx": "thap-muoi-2023-10-htx.csv", "ds_tht": "thap-muoi-2023-10-tht.csv"}


def main() -> None:
    """Templates first, then the sample workspace that uses them."""
    save(marked_template(BLANK, LABELS), TEMPLATES / "bieu-mau/bao-cao-xa.xlsx", OFFICE)
    save(settings_workbook(DATA / PACK), TEMPLATES / "khai-bao.xlsx", OFFICE)
    (SAMPLE / "bieu-mau").mkdir(parents=True, exist_ok=True)
    for name in ("khai-bao.xlsx", "bieu-mau/bao-cao-xa.xlsx"):
        shutil.copyfile(TEMPLATES / name, SAMPLE / name)
    october = {
        code: read_list(DATA / file, LISTS[code][1]) for code, file in LIST_FILES.items()
    }
    for unit in (row["Tên"] for row in read_tsv(DATA / PACK / "don-vi.tsv")):
        lists = {code: units[unit] for code, units in october.items()}
        write_unit("2023-10", OCTOBER, unit, lists)
        earlier = {code: september(code, entries) for code, entries in lists.items()}
        write_unit("2023-09", SEPTEMBER, unit, earlier)


def write_unit(folder: str, period: str, unit: str, lists: dict[str, list[dict]]) -> None:
    """One commune's workbook for one month."""
    figures = form_figures(read_tsv(DATA / PACK / "so-lieu.tsv"), lists, YEAR)
    book = filled_form(BLANK, LABELS, unit, period, figures, lists)
    save(book, SAMPLE / folder / f"{unit}.xlsx", f"UBND {unit}")


if __name__ == "__main__":
    main()
