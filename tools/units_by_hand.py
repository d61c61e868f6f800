"""Judges every unit a second time, in fractions, and compares it with what the program says.

    python3 tools/units_by_hand.py PROGRAM SAMPLE... [--months 5] [--seed 1]

For each sample a month is made by random changes of its numbers and by leaving reports out; levels are given to
units and groups at random, many of them exactly at a unit's own figure. Verdicts, what units add to gaps, and the
changes that turn verdicts are worked out from the units' figures on Tổng hợp and from the settings alone.
"""

import argparse
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction as F
from pathlib import Path

import openpyxl

OPS = {
    "từ … trở lên": ">=", "từ ... trở lên": ">=", ">=": ">=", "≥": ">=", "trên": ">", ">": ">",
    "không quá": "<=", "<=": "<=", "≤": "<=", "dưới": "<", "<": "<", "bằng": "=", "=": "=",
    "khoảng": "range", "từ … đến …": "strict", "từ ... đến ...": "strict",
}  # fmt: skip
SUFFIXES = {"@uoc": "uoc", "@namtruoc": "namtruoc", "@kehoach": "kehoach", "": "thuchien"}
TERM = re.compile(r"[^\W\d_][\w.]*(?:@\w+)?")
DOCUMENT = "12/QĐ-UBND ngày 05/01/2020"


def fraction(value):
    return None if value is None else F(str(value).replace(",", "."))


def rounded(value, decimals):
    """Half away from zero."""
    scaled = abs(value) * 10**decimals
    whole = scaled.numerator // scaled.denominator
    whole += 2 * (scaled - whole) >= 1
    return F(whole if value >= 0 else -whole, 10**decimals)


def rows(book, name):
    """A settings sheet's rows by header."""
    if name not in book.sheetnames:
        return []
    sheet = book[name]
    heads = [str(cell.value).strip() if cell.value else None for cell in sheet[2]]
    found = []
    for line in sheet.iter_rows(min_row=3, values_only=True):
        row = {head: value for head, value in zip(heads, line) if head and value not in (None, "")}
        if row:
            found.append(row)
    return found


class Settings:
    def __init__(self, path):
        book = openpyxl.load_workbook(path, data_only=True)
        self.units = rows(book, "Đơn vị")
        self.codes = {}
        for row in rows(book, "Số liệu"):
            self.codes[row["Mã"]] = (row["Qua các đơn vị"].strip(), row["Loại"])
        self.items = {}
        for row in rows(book, "Nội dung"):
            terms = TERM.findall(str(row.get("Cách tính", "")))
            # What the office alone has is nothing of a unit.
            of_office = any(term.partition("@")[0] not in self.codes for term in terms)
            if row.get("So sánh") not in OPS or of_office:
                continue
            number = str(row["Nội dung số"]).replace(",", ".")
            self.items[row["Mã bộ"], number, row.get("Phần", "")] = row
        self.levels = rows(book, "Giao chỉ tiêu")

    def level_of(self, unit, key):
        """A unit's level: its own, else its group's, else everybody's."""
        mine = [
            row for row in self.levels
            if (row.get("Mã bộ", key[0]), str(row["Nội dung số"]), row.get("Phần", "")) == key
            and row.get("Văn bản giao (số, ngày)")
        ]  # fmt: skip
        for who in (unit["Tên"], unit.get("Nhóm"), "Tất cả"):
            for row in mine:
                if who and row["Đơn vị, nhóm"] == who:
                    return row
        return None


class Figures:
    """What units add, from Tổng hợp: {code: {basis: {unit: (sum, weight, whole)}}}."""

    def __init__(self, annex, settings):
        sheet = openpyxl.load_workbook(annex, data_only=True)["Tổng hợp"]
        self.settings = settings
        head = next(
            line for line in sheet.iter_rows(min_row=1, max_row=12)
            if any(cell.value in settings.codes for cell in line)
        )  # fmt: skip
        first = head[0].row + 1
        columns = {}
        for cell in head:
            if cell.value:
                columns[cell.value] = cell.column
        self.names = [unit["Tên"] for unit in settings.units]
        lines = {}
        for line in range(first, first + len(self.names) + 40):
            name = sheet.cell(line, 2).value
            if name in self.names and name not in lines:
                lines[name] = line
        self.table = {}
        for code in settings.codes:
            for suffix, basis in SUFFIXES.items():
                own = code + suffix
                mean = own + " (tổng)" in columns
                if not mean and own not in columns:
                    continue
                at = columns[own + " (tổng)"] if mean else columns[own]
                by = columns.get(own + " (số chia)")
                whole = columns.get(own + " (1: đủ số liệu)")
                of = self.table.setdefault(code, {}).setdefault(basis, {})
                for name, line in lines.items():
                    total = sheet.cell(line, at).value
                    weight = sheet.cell(line, by).value if by else 1
                    if isinstance(total, (int, float)) and isinstance(weight, (int, float)):
                        is_whole = whole is None or sheet.cell(line, whole).value == 1
                        of[name] = (fraction(total), fraction(weight), is_whole)

    def of(self, code, basis):
        table = self.table.get(code, {})
        if basis == "uoc" and "uoc" not in table:
            basis = "thuchien"
        return table.get(basis, {})

    def total(self, code, basis, units):
        """(value, numerator, divisor, are all there) over some units."""
        rule, _ = self.settings.codes[code]
        if "/" in rule and "=" not in rule:
            above, below = [part.strip() for part in rule.split("/")]
            top, low = self.total(above, basis, units), self.total(below, basis, units)
            value = 100 * top[0] / low[0] if top[0] is not None and low[0] else None
            return value, top[1], low[1], top[3] and low[3]
        of, picks = self.of(code, basis), re.match(r"cộng các đơn vị có (\S+) *(\S+) *(\S+)", rule)
        total, weight, known, complete = F(0), F(0), 0, 0
        for unit in units:
            if unit not in of:
                continue
            known += 1
            own, by, whole = of[unit]
            if picks:
                asked = self.of(picks[1], basis).get(unit)
                if asked is None or not asked[2]:
                    continue
                sign = "==" if picks[2] == "=" else picks[2]
                if not eval(f"a {sign} b", {"a": asked[0], "b": fraction(picks[3])}):
                    own = F(0)
            complete += whole
            total, weight = total + own, weight + by
        is_mean = rule.startswith("bình quân")
        value = None if not known else total if not is_mean else total / weight if weight else None
        if rule == "không cộng" and len(units) > 1:
            value = None
        return value, total, weight if is_mean else None, complete == len(units)


def arithmetic(text, value):
    """The result of arithmetic over terms; None where a term or a division has none."""
    names = {}

    def put(match):
        names[f"t{len(names)}"] = value(match[0])
        return f" t{len(names) - 1} "

    text = TERM.sub(put, text.strip().lstrip("=").replace("×", "*").replace(":", "/"))
    text = re.sub(r"(?<![\w.])(\d+(?:,\d+)?)", lambda m: f"F('{m[1].replace(',', '.')}')", text)
    if any(own is None for own in names.values()):
        return None
    try:
        return eval(text, {"F": F, **names})
    except ZeroDivisionError:
        return None


class Item:
    def __init__(self, row, settings, figures):
        self.row, self.settings, self.figures = row, settings, figures
        self.op = OPS[row["So sánh"]]
        self.text = str(row["Cách tính"])
        self.share = row.get("Đơn vị tính", "") == "%"
        self.basis = "uoc" if str(row.get("Căn cứ", "")).startswith("ước") else "thuchien"
        self.terms = TERM.findall(self.text)

    def decimals(self, printed):
        return int(self.row["Số lẻ"]) if "Số lẻ" in self.row else None

    def at(self, term):
        code, at, suffix = term.partition("@")
        return code, SUFFIXES[at + suffix] if at else self.basis

    def rules(self):
        return [self.settings.codes[self.at(term)[0]] for term in self.terms]

    def only_grows(self):
        adds = lambda rule, kind: rule.startswith(("cộng", "đếm")) and kind == "đếm"
        return "-" not in self.text and "/" not in self.text and all(adds(*r) for r in self.rules())

    def in_per_cent(self):
        return all(kind == "tỷ lệ" for _, kind in self.rules())

    def value(self, units, change=F(0)):
        """(figure, is it whole) over some units; `change` is added to the numerator."""
        whole, known = True, False
        values = {}
        for number, term in enumerate(self.terms):
            value, total, weight, complete = self.figures.total(*self.at(term), units)
            if number == 0 and change and value is not None:
                ratio = "/" in self.settings.codes[self.at(term)[0]][0]
                total += change
                value = (100 if ratio else 1) * total / weight if weight is not None else total
            whole, known = whole and complete and value is not None, known or value is not None
            values[term] = value
        if self.only_grows() and known:
            values = {term: F(0) if value is None else value for term, value in values.items()}
        result = arithmetic(self.text, values.get)
        if result is not None and self.share and not self.in_per_cent():
            result *= 100
        return result, whole

    def holds(self, value, level, upper, decimals):
        exact = self.share and level in (0, 100)
        value = value if exact else rounded(value, decimals)
        return {
            ">=": value >= level, ">": value > level, "<=": value <= level, "<": value < level,
            "=": value == level, "range": value >= level,
            "strict": level <= value <= (upper if upper is not None else value),
        }[self.op], value  # fmt: skip

    def verdict(self, units, level, upper, decimals):
        value, whole = self.value(units)
        if value is None:
            return "no_data"
        holds, judged = self.holds(value, level, upper, decimals)
        sure = {
            ">=": holds, ">": holds, "range": holds, "<=": not holds, "<": not holds,
            "=": judged > level, "strict": judged > (upper or level),
        }[self.op]  # fmt: skip
        if whole or self.only_grows() and sure:
            return "met" if holds else "unmet"
        return "no_data"


class Comparison:
    def __init__(self, settings, figures, said, label):
        self.settings, self.figures, self.said, self.label = settings, figures, said, label
        self.compared, self.wrong = 0, 0

    def same(self, what, mine, theirs):
        self.compared += 1
        if mine != theirs:
            self.wrong += 1
            print(f"{self.label}: {what}: by hand {mine}, program {theirs}", file=sys.stderr)

    def unit_items(self):
        of_unit = {unit["Tên"]: unit for unit in self.settings.units}
        for unit in self.said["units"]:
            for own in unit["items"]:
                key = (own["set"], own["item"], own.get("part", ""))
                if own.get("status") == "not_checked" or key not in self.settings.items:
                    continue
                item = Item(self.settings.items[key], self.settings, self.figures)
                decimals = len(own.get("printed", "0").partition(".")[2])
                decimals = item.decimals(0) if item.decimals(0) is not None else max(decimals, 2 if item.share else 1)
                value, _ = item.value([unit["name"]])
                what = f"{unit['name']} {key[1]} {key[2]}"
                level = self.settings.level_of(of_unit[unit["name"]], key)
                self.same(what + " against", level is not None, own["against"] == "assigned")
                if "value" in own:
                    self.same(what + " value", rounded(value, 6), fraction(own["value"]))
                if level is not None:
                    number, upper = fraction(level["Mức"]), fraction(level.get("Mức trên"))
                elif own["against"] == "common" and "level" in own:
                    number, upper = fraction(own["level"]), fraction(own.get("upper"))
                else:
                    continue
                verdict = item.verdict([unit["name"]], number, upper, decimals)
                self.same(what + " verdict", verdict, own["status"])
                if "turning" in own:
                    self.turn(what, item, [unit["name"]], (number, upper, decimals), own)

    def turn(self, what, item, units, level, own):
        """The change turns the verdict and no smaller one does."""
        turn, status = own["turning"], own["status"]
        if any(rule.startswith("cộng các") for rule, _ in item.rules()):
            return
        sign = 1 if turn["direction"] == "up" else -1
        step = F(1) if turn["whole"] else F(1, 10**9)
        change = fraction(turn["change"])
        met = lambda delta: item.holds(item.value(units, sign * delta)[0], *level)[0]
        inside = change + (step if turn["open"] else 0) * (1 if status == "unmet" else -1)
        outside = inside - step if status == "unmet" else inside + step
        self.same(what + " turns", (True, False), (met(inside), met(outside)))

    def whole_items(self):
        for own in self.said["items"]:
            for part in own.get("parts", [own]):
                key = (own["set"], own["item"], part.get("part", ""))
                if key not in self.settings.items:
                    continue
                item = Item(self.settings.items[key], self.settings, self.figures)
                what = f"whole {key[1]} {key[2]}"
                if "gap" in part and part["gap"]["split"] in ("assigned", "common"):
                    self.gap(what, key, item, part)
                if "turning" in part and part.get("threshold") is not None:
                    decimals = item.decimals(0)
                    decimals = decimals if decimals is not None else 2 if item.share else 1
                    level = (fraction(part["threshold"]), fraction(part.get("upper")), decimals)
                    self.turn(what, item, self.figures.names, level, part)

    def gap(self, what, key, item, part):
        gap = part["gap"]
        parts = {own["unit"]: fraction(own["part"]) for own in part["contributions"]}
        total = sum(parts.values()) + fraction(gap["remainder"])
        self.same(what + " adds up", total, fraction(gap["value"]))
        sign = 1 if gap["direction"] == "up" else -1
        level = fraction(part["threshold"])
        for unit in self.settings.units:
            name, mine = unit["Tên"], None
            tops, lows = self.sides(item, [name])
            if tops is None:
                continue
            if gap["split"] == "assigned":
                given = self.settings.level_of(unit, key)
                mine = given and sign * (fraction(given["Mức"]) - tops)
            elif name in parts or lows:
                mine = sign * (level * lows / (100 if item.share else 1) - tops)
            self.same(f"{what} part of {name}", mine, parts.get(name))

    def sides(self, item, units):
        """Numerator and divisor over some units; none where they have no figure at all."""
        if not any(units[0] in self.figures.of(*item.at(term)) for term in item.terms):
            rules = [rule for rule, _ in item.rules()]
            if not any("/" in rule for rule in rules):
                return None, None
        if len(item.terms) == 1:
            _, top, low, _ = self.figures.total(*item.at(item.terms[0]), units)
            return top, low
        zero = lambda text: arithmetic(
            text, lambda term: self.figures.total(*item.at(term), units)[1]
        )
        text = item.text
        depth, split = 0, None
        for place, letter in enumerate(text):
            depth += (letter == "(") - (letter == ")")
            if letter in "/:" and depth == 0:
                split = place
        if split is None:
            return zero(text), None
        return zero(text[:split]), zero(text[split + 1 :])


def change_reports(folder, dice):
    """Random numbers in the month's workbooks; some reports are left out."""
    for path in sorted(folder.glob("*.xls*")):
        if path.name in ("ra-soat.xlsx", "khai-bao.xlsx"):
            continue
        if dice.random() < 0.12:
            path.unlink()
            continue
        try:
            book = openpyxl.load_workbook(path)
        except Exception:
            continue
        for sheet in book.worksheets:
            for line in sheet.iter_rows(min_row=8):
                for cell in line[2:]:
                    if isinstance(cell.value, int) and cell.value > 3 and dice.random() < 0.04:
                        cell.value = max(1, cell.value + dice.randint(-3, 3))
        book.save(path)


def give_levels(path, said, settings, dice):
    """Groups, and levels drawn from units' own figures, so that many are ties."""
    book = openpyxl.load_workbook(path)
    units = book["Đơn vị"]
    heads = [cell.value for cell in units[2]]
    col = heads.index("Nhóm") + 1 if "Nhóm" in heads else len(heads) + 1
    units.cell(2, col, "Nhóm")
    for line in range(3, units.max_row + 1):
        if units.cell(line, 2).value:
            units.cell(line, col, dice.choice(["Nhóm 1", "Nhóm 2"]))
    if "Giao chỉ tiêu" in book.sheetnames:
        del book["Giao chỉ tiêu"]
    sheet = book.create_sheet("Giao chỉ tiêu")
    sheet.append(["GIAO CHỈ TIÊU"])
    sheet.append(["Mã bộ", "Nội dung số", "Phần", "Đơn vị, nhóm", "Mức", "Mức trên", "Văn bản giao (số, ngày)"])
    for (of, number, part), row in settings.items.items():
        printed = [
            (unit["name"], own["printed"]) for unit in said["units"] for own in unit["items"]
            if (own["set"], own["item"], own.get("part", "")) == (of, number, part) and "printed" in own
        ]  # fmt: skip
        if not printed or dice.random() < 0.3:
            continue
        top = lambda level: float(Decimal(level) + 2) if OPS[row["So sánh"]] == "strict" else None
        for who in ["Nhóm 1"] + [name for name, _ in printed if dice.random() < 0.5]:
            level = dict(printed).get(who, dice.choice(printed)[1])
            if dice.random() < 0.5:
                level = dice.choice(printed)[1]
            if "-" in level or row.get("Đơn vị tính") == "%" and Decimal(level) > 100:
                continue
            document = DOCUMENT if dice.random() < 0.9 else None
            sheet.append([of, number, part or None, who, float(level), top(level), document])
    book.save(path)


def run(program, workspace):
    out = workspace / "out.json"
    done = subprocess.run([program, str(workspace), "--json", str(out), "--quiet"], capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return json.loads(out.read_text())


def month(program, sample, dice, label):
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "w"
        shutil.copytree(sample, workspace, ignore=shutil.ignore_patterns("ket-qua", "ra-soat.xlsx"))
        latest = sorted(path for path in workspace.iterdir() if re.match(r"\d{4}", path.name))[-1]
        change_reports(latest, dice)
        path = workspace / "khai-bao.xlsx"
        said = run(program, workspace)
        give_levels(path, said, Settings(path), dice)
        said = run(program, workspace)
        settings = Settings(path)
        annex = sorted((latest / "ket-qua").glob("phu-luc-*.xlsx"))[-1]
        comparison = Comparison(settings, Figures(annex, settings), said, label)
        comparison.unit_items()
        comparison.whole_items()
        return comparison.compared, comparison.wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("samples", nargs="+")
    parser.add_argument("--months", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    compared = wrong = 0
    for sample in given.samples:
        for number in range(given.months):
            dice = random.Random(f"{given.seed} {sample} {number}")
            label = f"{Path(sample).name} {number}"
            own = month(given.program, sample, dice, label)
            compared, wrong = compared + own[0], wrong + own[1]
            print(f"{label}: {own[0]} compared, {own[1]} differ")
    print(f"{compared} compared, {wrong} differ")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
