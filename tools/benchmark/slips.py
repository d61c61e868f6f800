"""What is wrong in a report: slips of the usual kinds, each good for a finding or two."""

from collections.abc import Callable
from random import Random

from reports import Cell, Report

COUNTS = ("thanh_vien", "lao_dong", "lao_dong_thanh_vien", "cbql", "khau_dich_vu")
MONEY = ("doanh_thu", "doanh_thu@uoc", "doanh_thu_thanh_vien", "lai", "lai@uoc")


def slip(random: Random, report: Report, count: int) -> None:
    """So many slips; two may fall on one cell, as they do."""
    for _ in range(count):
        random.choice(KINDS)(random, report)


def cooperative(random: Random, report: Report, columns: tuple[str, ...]) -> Cell:
    """A cell of one of these columns, of any cooperative."""
    entry = random.randrange(report.entries["ds_htx"])
    return report.field("ds_htx", entry, random.choice(columns))


def group(random: Random, report: Report, column: str) -> Cell:
    """A column's cell, of any group."""
    return report.field("ds_tht", random.randrange(report.entries["ds_tht"]), column)


def figure(random: Random, report: Report) -> Cell:
    """Any figure on the form that counts something."""
    return report.figure(random.choice([code for code in report.rows if "_bq" not in code]))


def number_as_text(random: Random, report: Report) -> None:
    """42 người; 1.623,5; an apostrophe's number."""
    cell = cooperative(random, report, COUNTS)
    cell.value = random.choice(("{} người", "{} ", "'{}")).format(cell.value)


def thousands(random: Random, report: Report) -> None:
    """A dot for thousands that Excel took for a decimal point."""
    cell = cooperative(random, report, MONEY)
    if isinstance(cell.value, int):
        cell.value /= 1_000


def another_unit(random: Random, report: Report) -> None:
    """Money in đồng where millions are asked for."""
    cell = cooperative(random, report, MONEY)
    if isinstance(cell.value, int):
        cell.value *= 1_000_000


def figure_off(random: Random, report: Report) -> None:
    """A figure that is not what the list and the other figures say."""
    cell = figure(random, report)
    if isinstance(cell.value, int):
        cell.value, cell.formula = cell.value + random.randint(1, 9), None


def part_above_whole(random: Random, report: Report) -> None:
    """More of a part than of the whole."""
    part, whole = random.choice(
        (("htx.cbql_boi_duong", "htx.cbql"), ("htx.lao_dong_moi", "htx.lao_dong"))
    )
    most = report.figure(whole).value
    if isinstance(most, int):
        report.figure(part).value = most + random.randint(1, 5)


def left_out(random: Random, report: Report) -> None:
    """A figure that was not filled in."""
    cell = figure(random, report)
    cell.value, cell.formula = None, None


def words(random: Random, report: Report) -> None:
    """Words where a number is asked for."""
    cell = figure(random, report)
    cell.value, cell.formula = random.choice(("chưa có", "đang tổng hợp", "xem danh sách")), None


def unknown_word(random: Random, report: Report) -> None:
    """A word that the form does not offer."""
    cooperative(random, report, ("linh_vuc", "xep_loai")).value = random.choice(
        ("Chăn nuôi", "Đang xét", "A", "Sản xuất")
    )


def odd_day(random: Random, report: Report) -> None:
    """A day that the calendar does not have."""
    group(random, report, "ngay_thanh_lap").value = f"31/{random.choice((2, 4, 6, 9))}/2019"


def odd_tick(random: Random, report: Report) -> None:
    """A tick that is none."""
    group(random, report, "chung_thuc").value = random.choice(("?", "chờ", "đang làm"))


def part_of_a_person(random: Random, report: Report) -> None:
    """A count with a half."""
    cell = cooperative(random, report, COUNTS)
    if isinstance(cell.value, int):
        cell.value += 0.5


def named_twice(random: Random, report: Report) -> None:
    """An organisation's name twice."""
    first = report.field("ds_tht", 0, "ten").value
    report.field("ds_tht", report.entries["ds_tht"] - 1, "ten").value = first


def error(random: Random, report: Report) -> None:
    """A formula that lost its cell."""
    cell = figure(random, report)
    cell.value, cell.formula = "#REF!", "#REF!+1"


def beside_the_form(random: Random, report: Report) -> None:
    """A number where the form has none."""
    report.sheets[0].cells[random.randint(11, 40), 10] = Cell(random.randint(10, 99))


KINDS: tuple[Callable[[Random, Report], None], ...] = (
    number_as_text, thousands, another_unit, figure_off, part_above_whole, left_out, words,
    unknown_word, odd_day, odd_tick, part_of_a_person, named_twice, error, beside_the_form,
)  # fmt: skip
