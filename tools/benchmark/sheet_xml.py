"""A sheet's part as each program writes it."""

from collections import defaultdict
from dataclasses import dataclass
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter
from reports import Cell, Sheet
from styles import Styles

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
EXCEL = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac" '
    'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"'
)
LIBRE = (
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


@dataclass(frozen=True)
class Dialect:
    """How a program spells what all of them say."""

    declared: bool
    """Parts begin with the XML declaration."""
    spaces: str
    """Namespaces of a sheet beside the two that all name."""
    view: str
    """What stands before the columns."""
    column: str
    row: str
    blank: str
    """How an empty cell goes on behind its style."""
    number: str
    """How a cell with a number goes on behind its style."""
    text: str | None
    """How a shared text's element opens; `None` where texts stand in their cells."""
    formula: str
    tail: str


DIALECTS = {
    "openpyxl": Dialect(
        False,
        "",
        '<sheetPr><outlinePr summaryBelow="1" summaryRight="1" /><pageSetUpPr /></sheetPr>'
        '<dimension ref="{area}" /><sheetViews><sheetView workbookViewId="0"><selection '
        'activeCell="A1" sqref="A1" /></sheetView></sheetViews>'
        '<sheetFormatPr baseColWidth="8" defaultRowHeight="15" />',
        '<col width="{width}" customWidth="1" min="{col}" max="{col}" />',
        "",
        ' t="n" />',
        ' t="n">',
        None,
        "<f>",
        '<pageMargins left="0.75" right="0.75" top="1" bottom="1" header="0.5" footer="0.5" />',
    ),
    "xlsxwriter": Dialect(
        True,
        "",
        '<dimension ref="{area}"/><sheetViews><sheetView workbookViewId="0"/></sheetViews>'
        '<sheetFormatPr defaultRowHeight="15"/>',
        '<col min="{col}" max="{col}" width="{width}" customWidth="1"/>',
        ' spans="{spans}" ht="{height}" customHeight="1"',
        "/>",
        ">",
        "<t>",
        "<f>",
        '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>',
    ),
    "excel": Dialect(
        True,
        EXCEL,
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="{area}"/><sheetViews>'
        '<sheetView topLeftCell="A{top}" zoomScale="{zoom}" zoomScaleNormal="{zoom}" '
        'workbookViewId="0"><selection activeCell="F{top}" sqref="F{top}"/></sheetView>'
        '</sheetViews><sheetFormatPr defaultColWidth="9.109375" defaultRowHeight="14.4" '
        'x14ac:dyDescent="0.3"/>',
        '<col min="{col}" max="{col}" width="{width}" style="1" customWidth="1"/>',
        ' spans="{spans}" ht="{height}" customHeight="1" x14ac:dyDescent="0.3"',
        "/>",
        ">",
        "<t>",
        "<f>",
        '<pageMargins left="0.5" right="0.25" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" scale="{zoom}" orientation="landscape"/>',
    ),
    "wps": Dialect(
        True,
        "",
        '<sheetPr/><dimension ref="{area}"/><sheetViews><sheetView zoomScale="{zoom}" '
        'workbookViewId="0"><selection activeCell="A{top}" sqref="A{top}"/></sheetView>'
        '</sheetViews><sheetFormatPr defaultColWidth="9" defaultRowHeight="15"/>',
        '<col min="{col}" max="{col}" width="{width}" customWidth="1"/>',
        ' ht="{height}" customHeight="1" spans="{spans}"',
        "/>",
        ">",
        "<t>",
        "<f>",
        '<pageMargins left="0.75" right="0.75" top="1" bottom="1" header="0.5" footer="0.5"/>'
        "<headerFooter/>",
    ),
    "libreoffice": Dialect(
        True,
        LIBRE,
        '<sheetPr filterMode="false"><pageSetUpPr fitToPage="false"/></sheetPr><dimension '
        'ref="{area}"/><sheetViews><sheetView showFormulas="false" showGridLines="true" '
        'rightToLeft="false" tabSelected="false" view="normal" topLeftCell="A{top}" '
        'zoomScale="{zoom}" workbookViewId="0"><selection pane="topLeft" activeCell="A1" '
        'activeCellId="0" sqref="A1"/></sheetView></sheetViews><sheetFormatPr '
        'defaultColWidth="8.5390625" defaultRowHeight="15" zeroHeight="false"></sheetFormatPr>',
        '<col collapsed="false" customWidth="true" hidden="false" outlineLevel="0" max="{col}" '
        'min="{col}" style="0" width="{width}"/>',
        ' customFormat="false" ht="{height}" hidden="false" customHeight="true" '
        'outlineLevel="0" collapsed="false"',
        "/>",
        ' t="n">',
        '<t xml:space="preserve">',
        '<f aca="false">',
        '<printOptions headings="false" gridLines="false"/><pageMargins left="0.75" right="0.75" '
        'top="1" bottom="1" header="0.511811023622047" footer="0.511811023622047"/>',
    ),
}


def sheet_xml(
    sheet: Sheet, dialect: Dialect, styles: Styles, texts: dict[str, int], view: tuple[int, int]
) -> str:
    """The part, without what comes of comments and pictures at its end."""
    rows: dict[int, list[tuple[int, Cell]]] = defaultdict(list)
    for (row, col), cell in sorted(sheet.cells.items()):
        rows[row].append((col, cell))
    right = max((col for _, col in sheet.cells), default=1)
    area = f"A1:{get_column_letter(right)}{max(rows, default=1)}"
    top, zoom = view
    fill = {"area": area, "top": top, "zoom": zoom}
    columns = "".join(
        dialect.column.format(col=col, width=width) for col, width in enumerate(sheet.widths, 1)
    )
    table = "".join(
        row_xml(row, cells, sheet.heights.get(row, 15), dialect, styles, texts)
        for row, cells in rows.items()
    )
    merges = "".join(
        f'<mergeCell ref="{get_column_letter(left)}{first}:{get_column_letter(last)}{end}"/>'
        for first, left, end, last in sheet.merges
    )
    return "".join(
        (
            DECLARATION if dialect.declared else "",
            f'<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}" {dialect.spaces}>',
            dialect.view.format(**fill),
            f"<cols>{columns}</cols>" if columns else "",
            f"<sheetData>{table}</sheetData>" if table else "<sheetData></sheetData>",
            f'<mergeCells count="{len(sheet.merges)}">{merges}</mergeCells>' if merges else "",
            dialect.tail.format(**fill),
        )
    )


def row_xml(
    row: int,
    cells: list[tuple[int, Cell]],
    height: float,
    dialect: Dialect,
    styles: Styles,
    texts: dict[str, int],
) -> str:
    """A row and its cells."""
    spans = f"{cells[0][0]}:{cells[-1][0]}"
    head = f'<row r="{row}"' + dialect.row.format(spans=spans, height=height) + ">"
    body = "".join(
        f'<c r="{get_column_letter(col)}{row}" s="{styles.number(cell.look)}"'
        + cell_xml(cell, dialect, texts)
        for col, cell in cells
    )
    return f"{head}{body}</row>"


def cell_xml(cell: Cell, dialect: Dialect, texts: dict[str, int]) -> str:
    """What follows a cell's style."""
    value, formula = cell.value, ""
    if cell.formula:
        formula = f"{dialect.formula}{escape(cell.formula)}</f>"
    if value is None:
        return f">{formula}</c>" if formula else dialect.blank
    if not isinstance(value, str):
        return f"{dialect.number}{formula}<v>{value}</v></c>"
    if formula:
        return f' t="e">{formula}<v>{value}</v></c>'
    if dialect.text is None:
        return f' t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f' t="s"><v>{texts.setdefault(value, len(texts))}</v></c>'


def strings_xml(texts: dict[str, int], dialect: Dialect, rich: str | None) -> str:
    """The shared texts; one of them may have two fonts."""
    elements = "".join(
        f"<si>{runs(text)}</si>" if text == rich else f"<si>{dialect.text}{escape(text)}</t></si>"
        for text in texts
    )
    count = len(texts)
    head = f'<sst xmlns="{MAIN}" count="{count * 2}" uniqueCount="{count}">'
    return f"{DECLARATION}{head}{elements}</sst>"


def runs(text: str) -> str:
    """A text in two runs, the first one bold."""
    first, second = text[: len(text) // 2], text[len(text) // 2 :]
    keep = 'xml:space="preserve"'
    return (
        f"<r><rPr><b/><sz val=\"12\"/></rPr><t {keep}>{escape(first)}</t></r>"
        f"<r><t {keep}>{escape(second)}</t></r>"
    )
