"""Figures of the sample: the communes' lists, form 01 worked out from them, and September."""

import csv
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

DATE = "%d/%m/%Y"
DECIMAL_COLUMNS = {"thu_nhap"}
SEPTEMBER_END = date(2023, 9, 30)


def read_tsv(path: Path) -> list[dict]:
    """Rows of a tab-separated file, by header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def read_list(path: Path, columns: list[str]) -> dict[str, list[dict]]:
    """Organisations by unit, their values under the list's column codes."""
    units: dict[str, list[dict]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    if len(header) != len(columns) + 1:
        raise ValueError(f"{path.name}: {len(header)} columns, not {len(columns) + 1}")
    for unit, *cells in rows:
        entry = {code: _value(code, text) for code, text in zip(columns, cells, strict=True)}
        units.setdefault(unit, []).append(entry)
    return units


def _value(code: str, text: str) -> str | int | float | None:
    if code in DECIMAL_COLUMNS and text:
        return float(text)
    return int(text) if text.isdigit() else text or None


def form_figures(indicators: list[dict], lists: dict[str, list[dict]], year: int) -> dict:
    """Form 01 of one unit, actual and estimate, as the settings derive it from the lists."""
    figures = {}
    for indicator in indicators:
        for basis in ("", "@uoc"):
            # What no list gives (unions of cooperatives) does not occur in the samples.
            entries = lists.get(indicator["Danh sách"], [])
            figures[indicator["Mã"] + basis] = _figure(indicator, entries, basis, year)
    return figures


def _figure(indicator: dict, entries: list[dict], basis: str, year: int) -> int | float:
    conditions = [indicator[f"Điều kiện {n}"] for n in range(1, 5)]
    met = [e for e in entries if all(_holds(c, e, basis, year) for c in conditions if c)]
    operation = indicator["Phép tính"]
    if operation in ("", "đếm"):
        return len(met)
    if operation == "tổng":
        return sum(_cell(entry, indicator["Cột"], basis) for entry in met)
    by = operation.removeprefix("bình quân").removeprefix(" theo ")
    met = [entry for entry in met if not by or entry[by]]
    values = [Decimal(str(_cell(entry, indicator["Cột"], basis))) for entry in met]
    weights = [entry[by] if by else 1 for entry in met]
    if not met:
        return 0
    total = sum((value * weight for value, weight in zip(values, weights, strict=True)), Decimal())
    mean = (total / sum(weights)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return int(mean) if mean == mean.to_integral() else float(mean)


def _cell(entry: dict, column: str, basis: str) -> str | int | float | None:
    """The basis's own column where the list has one, else the column that serves both."""
    return entry.get(column + basis, entry[column])


def _holds(condition: str, entry: dict, basis: str, year: int) -> bool:
    column, _, test = condition.partition(" ")
    value = _cell(entry, column, basis)
    if test == "có ghi":
        return value is not None
    if test == "trong năm báo cáo":
        return value is not None and _day(value).year == year
    sign, _, wanted = test.partition(" ")
    if sign == "=":
        return value == wanted
    left, right = (_day(value), _day(wanted)) if "/" in wanted else (value, int(wanted))
    return {">": left > right, ">=": left >= right, "<": left < right}[sign]


def _day(text: str) -> date:
    return datetime.strptime(text, DATE).date()


def a_year_earlier(lists: dict[str, list[dict]], year: int) -> dict[str, list[dict]]:
    """The organisations of a year before: who was there, with the members they had."""
    earlier = {}
    for code, entries in lists.items():
        old = [dict(entry) for entry in entries if _day(entry["ngay_thanh_lap"]).year < year]
        for entry in old:
            if entry.get("tinh_trang") == "Giải thể":
                entry["tinh_trang"] = "Ngừng hoạt động"
            if "thanh_vien_moi" in entry:
                entry["thanh_vien"] += entry["thanh_vien_ra"] - entry["thanh_vien_moi"]
                entry["thanh_vien_moi"] = entry["thanh_vien_ra"] = 0
        earlier[code] = old
    return earlier


def september(code: str, entries: list[dict]) -> list[dict]:
    """October's organisations a month earlier: money behind, head counts hardly."""
    return [
        _cooperative_in_september(entry) if code == "ds_htx" else _group_in_september(entry, number)
        for number, entry in enumerate(entries)
        if _day(entry["ngay_thanh_lap"]) <= SEPTEMBER_END
    ]


def _cooperative_in_september(entry: dict) -> dict:
    earlier = dict(entry)
    for column in ("doanh_thu", "doanh_thu_thanh_vien", "lai"):
        earlier[column] = _share(entry[column], 90)
    for column in ("doanh_thu@uoc", "lai@uoc"):
        earlier[column] = _share(entry[column], 99)
    earlier["thu_nhap"] = entry["thu_nhap"] - 0.5
    # Members may only differ by those who joined: opening + in - out = closing in both months.
    joined_in_october = entry["thanh_vien_moi"] // 10
    earlier["thanh_vien"] -= joined_in_october
    earlier["thanh_vien_moi"] -= joined_in_october
    return earlier


def _group_in_september(entry: dict, number: int) -> dict:
    earlier = dict(entry)
    for column in ("doanh_thu", "lai"):
        earlier[column] = _share(entry[column], 90)
    # A group's form does not tell who joined; in one group of four a member more by October.
    earlier["thanh_vien"] -= 1 if number % 4 == 0 else 0
    return earlier


def _share(amount: int, percent: int) -> int:
    return int((Decimal(amount * percent) / 100).quantize(Decimal(1), ROUND_HALF_UP))
