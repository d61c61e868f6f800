"""Counts what the program says of clean months: errors, and warnings per unit and month.

Run from the repository's root, after a build:

    python3 tools/false_alarms.py [--program PROGRAM] [--months 40] [--seed 1] [--keep FOLDER]

Each month is made afresh from a sample with two or three months before it: organisations grow,
shrink, are founded and dissolved as they plausibly are, so that every error is a false alarm and
so is every warning but of what an office would indeed ask about. Needs openpyxl. Ends with 1 where
there is any error, or more than one warning in ten months of a unit.
"""

import argparse
import calendar
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from clean_water import COLUMNS, FORM, MONTH, NAME, TITLE, _figures, _typed
from figures import DATE, a_year_earlier, read_tsv
from forms import blank_form, filled_form
from make_workbooks import BLANK, LABELS, REFERENCE, figures_of, lists_by_unit
from own_form import Sheet, form
from packs import DATA, EVERY_FIELD, SAMPLES, pack_named
from settings_sheets import rows_of
from workbook_file import save

MOST_WARNINGS = 0.1
FIELDS = {"ds_htx": ("HTX", "Nông nghiệp"), "ds_tht": ("THT", "Nông nghiệp")}
TRADES = ("rau an toàn", "chăn nuôi gà", "trồng sen", "bơm tưới", "làm đất", "đan lát", "nuôi cá")
PLACES = ("Tân Tiến", "Hòa Bình", "Phú Quý", "An Lạc", "Bình Minh", "Thành Công", "Đông Thịnh")


def main() -> None:
    """Makes the months, runs the program on each, and prints what it said."""
    arguments = parse()
    folder = Path(arguments.keep or tempfile.mkdtemp())
    seeds = range(arguments.seed, arguments.seed + arguments.months)
    with ThreadPoolExecutor(arguments.jobs) as pool:
        results = list(pool.map(lambda seed: one(arguments.program, folder / str(seed), seed), seeds))
    if not arguments.keep:
        shutil.rmtree(folder)
    sys.exit(report(results))


def parse() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default="target/release/tonghop")
    parser.add_argument("--months", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", help="a folder in which the months stay")
    return parser.parse_args()


def report(results: list[tuple[int, int, list[dict]]]) -> int:
    """Prints the counts and some sentences; what the program is to end with."""
    units = sum(count for _, count, _ in results)
    said = [(seed, finding) for seed, _, findings in results for finding in findings]
    of = Counter((finding["severity"], finding["code"]) for _, finding in said)
    for (severity, code), count in sorted(of.items()):
        print(f"{severity:8} {count:5}  {count / units:.3f} a unit and month  {code}")
    shown: Counter = Counter()
    for seed, finding in said:
        shown[finding["code"]] += 1
        if finding["severity"] != "info" and shown[finding["code"]] <= 6:
            print(f"  {seed}: {finding['code']}: {finding['message'][:330]}")
    errors = sum(count for (severity, _), count in of.items() if severity == "error")
    warnings = sum(count for (severity, _), count in of.items() if severity == "warning")
    print(f"{len(results)} months, {units} units: {errors} errors, {warnings} warnings")
    return int(errors > 0 or warnings > units * MOST_WARNINGS)


def one(program: str, folder: Path, seed: int) -> tuple[int, int, list[dict]]:
    """One month with those before it: its seed, how many units, the findings."""
    randomly = random.Random(seed)
    folder.mkdir(parents=True)
    make = randomly.choice([make_cooperatives, make_cooperatives, make_cooperatives, make_water])
    units, periods = make(randomly, folder)
    for period in periods:
        command = [program, "--quiet", "--json", str(folder / "said.json"), str(folder / period)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"{folder / period}: {done.stderr}{done.stdout}")
    return seed, units, json.loads((folder / "said.json").read_text())["findings"]


def months(randomly: Random, year: int) -> list[date]:
    """The last days of three or four months, now and then across the turn of a year."""
    count = randomly.randint(3, 4)
    last = 12 * year + randomly.randint(0 if randomly.random() < 0.2 else count - 1, 11)
    starts = [divmod(last - back, 12) for back in reversed(range(count))]
    return [date(y, m + 1, calendar.monthrange(y, m + 1)[1]) for y, m in starts]


def words(day: date) -> str:
    """A month as headings name it."""
    return f"Tháng {day.month} năm {day.year} (số liệu tính đến ngày {day.strftime(DATE)})"


# Cooperatives and groups.


def make_cooperatives(randomly: Random, folder: Path) -> tuple[int, list[str]]:
    """A workspace of a pack with its months."""
    sample = randomly.choice([REFERENCE, REFERENCE, *SAMPLES])
    pack = pack_named(sample.pack)
    for name in ("khai-bao.xlsx", "bieu-mau/bao-cao-xa.xlsx"):
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(Path("templates") / pack.name / name, folder / name)
    days = months(randomly, pack.year)
    known = list(lists_by_unit(sample).items())
    units = {unit: begin(randomly, lists, days[0]) for unit, lists in known}
    for day in days:
        for unit, lists in units.items():
            if day != days[0]:
                go_on(randomly, unit, lists, day)
            write(folder, pack, (unit, lists), day)
    return len(units), [f"{day:%Y-%m}" for day in days]


def begin(randomly: Random, lists: dict[str, list[dict]], day: date) -> dict[str, list[dict]]:
    """A unit's organisations as they stood at a month's end."""
    lists = deepcopy(lists)
    size = randomly.choice([0.4, 1, 1, 1.6])
    for entries in lists.values():
        entries[:] = entries[: max(1, round(len(entries) * size))] if entries else []
        for entry in entries:
            entry["_whole"] = entry["doanh_thu"] * randomly.uniform(0.6, 1.6)
            entry["_margin"] = randomly.uniform(0.04, 0.2)
            entry["_pace"] = randomly.uniform(0.8, 1.3)
            if founded(entry) > day:
                entry["ngay_thanh_lap"] = "12/05/2017"
            entry["thanh_vien"] = max(7, round(entry["thanh_vien"] * randomly.uniform(0.5, 1.8)))
            if "thanh_vien_moi" in entry:
                new_year(entry)
                if founded(entry).year == day.year:
                    entry["thanh_vien_moi"] = entry["thanh_vien"]
            earn(randomly, entry, day)
    return lists


def founded(entry: dict) -> date:
    """When an organisation was founded."""
    return datetime.strptime(entry["ngay_thanh_lap"], DATE).date()


def new_year(entry: dict) -> None:
    """What counts from the year's start is nought again."""
    entry["thanh_vien_moi"] = entry["thanh_vien_ra"] = 0


def go_on(randomly: Random, unit: str, lists: dict[str, list[dict]], day: date) -> None:
    """A unit's organisations a month later."""
    for code, entries in lists.items():
        # A group that was dissolved is no longer listed; few are.
        if code == "ds_tht":
            entries[:] = [entry for entry in entries if randomly.random() > 0.001]
        for entry in entries:
            if day.month == 1 and "thanh_vien_moi" in entry:
                new_year(entry)
            if entry.get("tinh_trang") == "Giải thể":
                continue
            members(randomly, entry)
            skills(randomly, entry)
            earn(randomly, entry, day)
            if "tinh_trang" in entry and randomly.random() < 0.01:
                entry["tinh_trang"] = randomly.choice(["Giải thể", "Ngừng hoạt động"])
        if entries and randomly.random() < 0.06:
            entries.append(newcomer(randomly, unit, code, entries, day))


def members(randomly: Random, entry: dict) -> None:
    """Some join, some leave; so do those who work."""
    joined = randomly.choice([0, 0, 0, 1, 2, round(entry["thanh_vien"] * randomly.uniform(0, 0.2))])
    left = randomly.choice([0, 0, 0, 0, 1, round(entry["thanh_vien"] * randomly.uniform(0, 0.08))])
    entry["thanh_vien"] += joined - left
    if "thanh_vien_moi" in entry:
        entry["thanh_vien_moi"] += joined
        entry["thanh_vien_ra"] += left
    if entry["lao_dong"]:
        change = randomly.choice([0, 0, 0, 1, -1, 2])
        entry["lao_dong"] = max(1, entry["lao_dong"] + change)
    if "lao_dong_thanh_vien" in entry:
        entry["lao_dong_thanh_vien"] = min(entry["lao_dong_thanh_vien"], entry["lao_dong"])
        entry["lao_dong_moi"] = min(entry["lao_dong_moi"], entry["lao_dong"])


def skills(randomly: Random, entry: dict) -> None:
    """Now and then somebody is trained."""
    if "cbql" not in entry:
        return
    if randomly.random() < 0.1 and entry["cbql_so_cap"]:
        entry["cbql_so_cap"] -= 1
        entry["cbql_trung_cap"] += 1
    if randomly.random() < 0.1:
        entry["cbql_boi_duong"] = min(entry["cbql"], entry["cbql_boi_duong"] + 1)


def earn(randomly: Random, entry: dict, day: date) -> None:
    """Money from the year's start, not evenly over it; estimates are revised."""
    entry["_whole"] *= randomly.uniform(0.95, 1.06)
    share = min(1, (day.month / 12) ** entry["_pace"] * randomly.uniform(0.96, 1.0))
    amount, margin = entry["_whole"] * share, entry["_margin"]
    if day.month > 1:
        amount = max(amount, entry.get("_earned", 0) if entry.get("_year") == day.year else 0)
    entry["_earned"], entry["_year"] = amount, day.year
    if "doanh_thu@uoc" not in entry:
        # A group tells what it earns in a year.
        entry["doanh_thu"] = round(entry["_whole"])
        entry["lai"] = round(entry["_whole"] * margin)
        return
    whole = max(entry["_whole"], amount)
    entry["doanh_thu"], entry["doanh_thu@uoc"] = round(amount), round(whole)
    entry["doanh_thu_thanh_vien"] = round(amount * 0.8)
    entry["lai"], entry["lai@uoc"] = round(amount * margin), round(whole * margin)
    if entry["thu_nhap"]:
        entry["thu_nhap"] = round(entry["thu_nhap"] * randomly.uniform(0.98, 1.03), 1)


def newcomer(randomly: Random, unit: str, code: str, entries: list[dict], day: date) -> dict:
    """An organisation founded in the month."""
    entry = deepcopy(randomly.choice(entries))
    kind, field = FIELDS[code]
    place = unit.split(maxsplit=1)[-1]
    entry["ten"] = f"{kind} {randomly.choice(TRADES)} {randomly.choice(PLACES)} {place}"
    entry["linh_vuc"] = field
    entry["ngay_thanh_lap"] = (day - timedelta(randomly.randint(1, 27))).strftime(DATE)
    entry["thanh_vien"] = randomly.randint(8, 60)
    entry["_whole"] *= randomly.uniform(0.2, 0.8)
    entry.pop("_earned", None)
    if "tinh_trang" in entry:
        entry["tinh_trang"] = "Đang hoạt động"
        entry["thanh_vien_moi"], entry["thanh_vien_ra"] = entry["thanh_vien"], 0
        entry["lao_dong_thanh_vien"] = min(entry["lao_dong_thanh_vien"], entry["thanh_vien"])
    earn(randomly, entry, day)
    return entry


def write(folder: Path, pack: object, of_unit: tuple[str, dict], day: date) -> None:
    """A unit's workbook for a month."""
    unit, lists = of_unit
    earlier = figures_of(a_year_earlier(lists, day.year), day.year - 1)
    prior = {f"{code}@namtruoc": value for code, value in earlier.items() if "@" not in code}
    blank = blank_form(BLANK, (pack.heading[0], unit.upper()), day.year)
    book = filled_form(blank, LABELS, words(day), figures_of(lists, day.year) | prior, lists)
    save(book, folder / f"{day:%Y-%m}" / f"{unit}.xlsx", f"UBND {unit}")


# Clean water.


def make_water(randomly: Random, folder: Path) -> tuple[int, list[str]]:
    """A workspace of the other field with its months."""
    own, sample = DATA / NAME, Path("samples") / NAME
    for name in ("khai-bao.xlsx", f"bieu-mau/{FORM}"):
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(sample / name, folder / name)
    rows, works = read_tsv(own / f"{MONTH}-bieu-01.tsv"), read_tsv(own / f"{MONTH}-cong-trinh.tsv")
    units = [row["Tên"] for row in rows_of((EVERY_FIELD, own), "don-vi")]
    entries = {unit: [_typed(e) for e in works if e["Đơn vị"] == unit] for unit in units}
    days = months(randomly, 2025)
    for day in days:
        for unit in units:
            mine = [row for row in rows if row["Đơn vị"] == unit]
            more_water(randomly, mine, entries[unit])
            figures = _figures(mine, unit, entries[unit])
            book = form(own, TITLE, Sheet(unit.upper(), words(day)), figures, entries[unit])
            save(book, folder / f"{day:%Y-%m}" / f"{unit}.xlsx", f"UBND {unit}")
    return len(units), [f"{day:%Y-%m}" for day in days]


def more_water(randomly: Random, rows: list[dict], entries: list[dict]) -> None:
    """Households are joined to a work; what they lose of it changes a little."""
    by_code = {row["Mã"]: row for row in rows}
    actual, estimate = COLUMNS[""], COLUMNS["@uoc"]
    for entry in entries:
        joined = randomly.choice([0, 0, 2, 5, 12])
        room = int(by_code["ho.tong"][actual]) - int(by_code["ho.nuoc_sach"][actual])
        joined = max(0, min(joined, room))
        entry["ho_dau_noi"] += joined
        entry["that_thoat"] = round(entry["that_thoat"] * randomly.uniform(0.95, 1.05), 1)
        for code in ("ho.nuoc_sach", "ho.hop_ve_sinh", "ho.dau_noi_moi"):
            total = int(by_code["ho.tong"][actual])
            value = int(by_code[code][actual]) + joined
            by_code[code][actual] = str(value if code == "ho.dau_noi_moi" else min(value, total))
            if int(by_code[code][estimate]) < int(by_code[code][actual]):
                by_code[code][estimate] = by_code[code][actual]


if __name__ == "__main__":
    main()
