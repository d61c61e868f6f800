"""Makes the workbooks of the built-in packs and of the sample workspaces.

Run from the repository's root: python3 tools/make_workbooks.py
Needs openpyxl. Sources are in tools/data; what it writes is the same on every run. Review workbooks
hold the officer's entries alone: tools/samples.sh then lets the program fill in the rest.
"""

import shutil
from pathlib import Path

from clean_water import write_clean_water
from figures import a_year_earlier, form_figures, read_list, read_tsv, september
from forms import LISTS, blank_form, filled_form, marked_template
from packs import COMMON, DATA, EVERY_FIELD, PACKS, SAMPLES, Month, Pack, Sample, pack_named
from review import review_workbook
from settings_sheets import rows_of, settings_workbook
from workbook_file import save

BLANK = COMMON / "mau-bao-cao-xa.xlsx"
LABELS = COMMON / "bieu-01.tsv"
FORM = "bao-cao-xa.xlsx"
TEMPLATES = Path("templates")
SAMPLE_FOLDER = Path("samples")
OFFICE = "Phòng Tài chính - Kế hoạch"

REFERENCE = Sample(
    "thap-muoi", "nq47-thap-muoi",
    Month("2023-10", "Tháng 10 năm 2023 (số liệu tính đến ngày 31/10/2023)"),
)  # fmt: skip
SEPTEMBER = Month("2023-09", "Tháng 9 năm 2023 (số liệu tính đến ngày 30/9/2023)")
LIST_FILES = {"ds_htx": "htx", "ds_tht": "tht"}


def main() -> None:
    """Templates first, then the sample workspaces that use them."""
    for pack in PACKS:
        write_pack(pack)
    write_reference()
    for sample in SAMPLES:
        write_sample(sample)
    write_clean_water(DATA, EVERY_FIELD, SAMPLE_FOLDER)


def write_pack(pack: Pack) -> None:
    """Settings, the marked template, and the blank form to send out."""
    folder = TEMPLATES / pack.name
    save(settings_workbook(pack.sources(), pack.empty), folder / "khai-bao.xlsx", OFFICE)
    if pack.empty:
        return
    save(marked_template(BLANK, LABELS), folder / "bieu-mau" / FORM, OFFICE)
    save(blank_form(BLANK, pack.heading, pack.year), folder / "bieu-mau-gui-xa" / FORM, OFFICE)


def write_reference() -> None:
    """October as the office reported it, and September worked back from it."""
    copy_pack(REFERENCE)
    for unit, lists in lists_by_unit(REFERENCE).items():
        write_unit(REFERENCE, REFERENCE.month, unit, lists, {})
        earlier = {code: september(code, entries) for code, entries in lists.items()}
        write_unit(REFERENCE, SEPTEMBER, unit, earlier, {})
    for month in (SEPTEMBER, REFERENCE.month):
        write_review(REFERENCE, month)


def write_sample(sample: Sample) -> None:
    """One month, with last year's column worked out from the same organisations."""
    copy_pack(sample)
    year = pack_named(sample.pack).year
    for unit, lists in lists_by_unit(sample).items():
        earlier = figures_of(a_year_earlier(lists, year), year - 1)
        prior = {f"{code}@namtruoc": value for code, value in earlier.items() if "@" not in code}
        write_unit(sample, sample.month, unit, lists, prior)
    write_review(sample, sample.month)


def write_review(sample: Sample, month: Month) -> None:
    """What the office entered for a month."""
    review = review_workbook(DATA / sample.name, month.folder)
    save(review, SAMPLE_FOLDER / sample.name / month.folder / "ra-soat.xlsx", OFFICE)


def copy_pack(sample: Sample) -> None:
    """A sample's settings and marked template are its pack's."""
    source, target = TEMPLATES / sample.pack, SAMPLE_FOLDER / sample.name
    (target / "bieu-mau").mkdir(parents=True, exist_ok=True)
    for name in ("khai-bao.xlsx", f"bieu-mau/{FORM}"):
        shutil.copyfile(source / name, target / name)


def lists_by_unit(sample: Sample) -> dict[str, dict[str, list[dict]]]:
    """Every unit's organisations, by list; a unit may have none."""
    lists = {
        code: read_list(DATA / sample.name / f"{sample.month.folder}-{file}.csv", LISTS[code][1])
        for code, file in LIST_FILES.items()
    }
    units = [row["Tên"] for row in rows_of(pack_named(sample.pack).sources(), "don-vi")]
    unknown = {name for by_unit in lists.values() for name in by_unit} - set(units)
    if unknown:
        raise ValueError(f"{sample.name}: no such units: {sorted(unknown)}")
    return {
        unit: {code: by_unit.get(unit, []) for code, by_unit in lists.items()} for unit in units
    }


def figures_of(lists: dict[str, list[dict]], year: int) -> dict:
    """Form 01 of one unit: what is on the form is what all packs share."""
    return form_figures(read_tsv(COMMON / "so-lieu.tsv"), lists, year)


def write_unit(
    sample: Sample, month: Month, unit: str, lists: dict[str, list[dict]], prior: dict
) -> None:
    """One unit's workbook for one month."""
    pack = pack_named(sample.pack)
    blank = blank_form(BLANK, (pack.heading[0], unit.upper()), pack.year)
    figures = figures_of(lists, pack.year) | prior
    book = filled_form(blank, LABELS, month.words, figures, lists)
    save(book, SAMPLE_FOLDER / sample.name / month.folder / f"{unit}.xlsx", f"UBND {unit}")


if __name__ == "__main__":
    main()
