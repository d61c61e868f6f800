"""Styles and theme of a file."""

import re
from random import Random
from xml.sax.saxutils import quoteattr

from looks import Dress
from openpyxl.styles.numbers import BUILTIN_FORMATS_REVERSE
from openpyxl.writer.theme import theme_xml
from reports import Look

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NO_BORDER = "<border><left/><right/><top/><bottom/><diagonal/></border>"
SIDES = "".join(f'<{side} style="thin"/>' for side in ("left", "right", "top", "bottom"))
FRAME = f"<border>{SIDES}<diagonal/></border>"
WHOLE = "#,##0"
FORMATS = ("0.0", "#,##0.00", "dd/mm/yyyy", "0%", "#,##0.0", "@", "General", WHOLE)
OWN_FORMATS = 164
"""From this number on formats are a file's own."""


class Styles:
    """A file's cell styles, numbered as they come, with those between that no cell has."""

    def __init__(self, random: Random, dress: Dress) -> None:
        self.random, self.dress = random, dress
        self.numbers: dict[Look, int] = {}
        self.fonts: dict[str, int] = {}
        self.formats: dict[str, int] = {}
        self.styles = [self.style(Look())]
        self.spare = dress.spare

    def number(self, look: Look) -> int:
        """The number of a look."""
        if look not in self.numbers:
            leap = self.random.randint(0, min(self.spare, 30))
            self.spare -= leap
            self.styles.extend(self.any_style() for _ in range(leap))
            self.numbers[look] = len(self.styles)
            self.styles.append(self.style(look))
        return self.numbers[look]

    def any_style(self) -> str:
        """A style left over from another year."""
        flag = lambda: self.random.random() < 0.5  # noqa: E731
        number = self.random.choice(FORMATS)
        size = self.random.randint(8, 16)
        return self.style(Look(flag(), flag(), size, flag(), flag(), flag(), number))

    def style(self, look: Look) -> str:
        """A cell style's element."""
        number = self.dress.whole if look.number == WHOLE else look.number
        font = "".join(
            (
                "<b/>" if look.bold else "",
                "<i/>" if look.italic else "",
                f'<sz val="{look.size + self.dress.larger}"/><color theme="1"/>',
                f'<name val="{self.dress.font}"/><family val="1"/>',
            )
        )
        align = ' horizontal="center"' if look.centred else ""
        wrap = ' wrapText="1"' if look.wrapped else ""
        return (
            f'<xf numFmtId="{self.format(number)}" '
            f'fontId="{self.fonts.setdefault(font, len(self.fonts))}" fillId="0" '
            f'borderId="{int(look.framed)}" xfId="0" applyNumberFormat="1" applyFont="1" '
            f'applyBorder="1" applyAlignment="1"><alignment{align} vertical="center"{wrap}/></xf>'
        )

    def format(self, code: str) -> int:
        """The number of a number format."""
        if code in BUILTIN_FORMATS_REVERSE:
            return BUILTIN_FORMATS_REVERSE[code]
        return self.formats.setdefault(code, OWN_FORMATS + len(self.formats))

    def xml(self) -> str:
        """The part, once every cell has its number."""
        self.styles.extend(self.any_style() for _ in range(self.spare))
        formats = "".join(
            f'<numFmt numFmtId="{number}" formatCode={quoteattr(code)}/>'
            for code, number in self.formats.items()
        )
        named = [f"Normal {number}" for number in range(2, 2 + self.dress.spare // 3)]
        names = "".join(
            f'<cellStyle name="{name}" xfId="{place}"/>' for place, name in enumerate(named, 1)
        )
        plain = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        return (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="{MAIN}">'
            + (f'<numFmts count="{len(self.formats)}">{formats}</numFmts>' if formats else "")
            + counted("fonts", [f"<font>{font}</font>" for font in self.fonts])
            + counted("fills", [f'<fill><patternFill patternType="{kind}"/></fill>'
                                for kind in ("none", "gray125")])
            + counted("borders", [NO_BORDER, FRAME])
            + counted("cellStyleXfs", [plain] * (1 + len(named)))
            + counted("cellXfs", self.styles)
            + f'<cellStyles count="{len(named) + 1}"><cellStyle name="Normal" xfId="0" '
            + f'builtinId="0"/>{names}</cellStyles><dxfs count="0"/></styleSheet>'
        )  # fmt: skip


def counted(name: str, elements: list[str]) -> str:
    """Elements in one that says how many they are."""
    return f'<{name} count="{len(elements)}">{"".join(elements)}</{name}>'


def theme(dress: Dress) -> str:
    """Office's theme in the file's colours."""
    colours = iter(dress.colours)

    def own(accent: re.Match) -> str:
        return f'{accent.group(1)}<a:srgbClr val="{next(colours)}"/>'

    return re.sub(r'(<a:accent\d>\s*)<a:srgbClr val="\w{6}"/>', own, theme_xml)
