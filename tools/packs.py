"""The built-in packs, and the samples that show them at work."""

from dataclasses import dataclass
from pathlib import Path

DATA = Path("tools/data")
EVERY_FIELD = DATA / "moi-linh-vuc"
COMMON = DATA / "chung"


@dataclass(frozen=True)
class Pack:
    """A plan and its office: where their rows stand, and how their blank form is headed."""

    name: str
    folders: tuple[str, ...]
    heading: tuple[str, str]
    year: int
    # Of no field: no figures, no form.
    empty: bool = False

    def sources(self) -> tuple[Path, ...]:
        """Folders of rows: what every field and then what all packs share first."""
        if self.empty:
            return (EVERY_FIELD, *(DATA / folder for folder in self.folders))
        return (EVERY_FIELD, COMMON, *(DATA / folder for folder in self.folders))


@dataclass(frozen=True)
class Month:
    """A month of a sample: its folder and how its heading is worded."""

    folder: str
    words: str


@dataclass(frozen=True)
class Sample:
    """A workspace made from a pack, with a month filled in by every unit."""

    name: str
    pack: str
    month: Month


COMMUNE = ("ỦY BAN NHÂN DÂN", "XÃ ...................")
HAMLET = ("ỦY BAN NHÂN DÂN XÃ TÂN LỢI", "ẤP (SÓC) ...................")

PACKS = (
    Pack("nq47-thap-muoi", ("thap-muoi", "nq47-thap-muoi"), COMMUNE, 2023),
    Pack("kh-thap-muoi-2021-2026", ("thap-muoi", "kh-thap-muoi-2021-2026"), COMMUNE, 2023),
    Pack("kh-ba-to-2025", ("kh-ba-to-2025",), COMMUNE, 2025),
    Pack("kh-tan-loi-2024", ("kh-tan-loi-2024",), HAMLET, 2024),
    Pack("ct-huyen-2030-2045", ("ct-huyen-2030-2045",), COMMUNE, 2024),
    Pack("trong", ("trong",), COMMUNE, 2025, empty=True),
)

SAMPLES = (
    Sample(
        "ba-to", "kh-ba-to-2025",
        Month("2025-01", "Tháng 1 năm 2025 (số liệu tính đến ngày 31/01/2025)"),
    ),
    Sample(
        "tan-loi", "kh-tan-loi-2024",
        Month("2024-10", "Tháng 10 năm 2024 (số liệu tính đến ngày 31/10/2024)"),
    ),
    Sample(
        "ct-huyen", "ct-huyen-2030-2045",
        Month("2024-06", "Tháng 6 năm 2024 (số liệu tính đến ngày 30/6/2024)"),
    ),
)  # fmt: skip


def pack_named(name: str) -> Pack:
    """One of the packs."""
    return next(pack for pack in PACKS if pack.name == name)
