"""A report as a package: the parts that its program would write."""

from random import Random
from xml.sax.saxutils import escape

from cloned import Parts
from looks import Dress
from openpyxl.utils import get_column_letter
from reports import Report, Sheet
from sheet_xml import DECLARATION, DIALECTS, MAIN, RELATIONS, sheet_xml, strings_xml
from styles import Styles, theme

OFFICE = "application/vnd.openxmlformats-officedocument"
SPREADSHEET = f"{OFFICE}.spreadsheetml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
SAVED_BY = {
    "openpyxl": "Microsoft Excel",
    "xlsxwriter": "Microsoft Excel",
    "excel": "Microsoft Excel",
    "wps": "WPS Office",
    "libreoffice": "LibreOffice/7.4.7.2$Linux_X86_64 LibreOffice_project/40$Build-2",
}


class Package:
    """Parts with what says of each what it is, and to whom it belongs."""

    def __init__(self) -> None:
        self.parts: Parts = []
        self.types: list[str] = []
        self.relations: dict[str, list[str]] = {}

    def add(self, name: str, kind: str | None, content: str | bytes) -> None:
        """A part; one without a kind is known by its extension."""
        self.parts.append((name, content.encode() if isinstance(content, str) else content))
        if kind:
            self.types.append(f'<Override PartName="/{name}" ContentType="{kind}"/>')

    def relate(self, owner: str, kind: str, target: str) -> str:
        """A part's tie to another; its id."""
        own = self.relations.setdefault(owner, [])
        base = kind if kind.startswith("http") else f"{RELATIONS}/{kind}"
        own.append(f'<Relationship Id="rId{len(own) + 1}" Type="{base}" Target="{target}"/>')
        return f"rId{len(own)}"

    def finished(self) -> Parts:
        """All parts, those that every package has among them."""
        for owner, ties in self.relations.items():
            folder, _, name = owner.rpartition("/")
            path = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
            content = f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(ties)}'
            self.add(path, None, f"{DECLARATION}{content}</Relationships>")
        defaults = "".join(
            f'<Default Extension="{extension}" ContentType="{kind}"/>'
            for extension, kind in (
                ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
                ("xml", "application/xml"),
                ("png", "image/png"),
                ("vml", f"{OFFICE}.vmlDrawing"),
                ("bin", f"{SPREADSHEET}.printerSettings"),
            )
        )
        types = f'<Types xmlns="{PACKAGE}/content-types">{defaults}{"".join(self.types)}</Types>'
        return [("[Content_Types].xml", (DECLARATION + types).encode()), *self.parts]


def package(random: Random, report: Report, dress: Dress) -> Parts:
    """The parts of a file."""
    made = Package()
    dialect = DIALECTS[dress.program]
    styles, texts = Styles(random, dress), {}
    book = "xl/workbook.xml"
    ids = []
    for number, sheet in enumerate(report.sheets, start=1):
        view = (random.randint(1, 9), random.choice((70, 85, 90, 100)))
        xml = sheet_xml(sheet, dialect, styles, texts, view)
        name = f"xl/worksheets/sheet{number}.xml"
        made.add(name, f"{SPREADSHEET}.worksheet+xml", xml + extras(made, name, sheet, random))
        ids.append(made.relate(book, "worksheet", f"worksheets/sheet{number}.xml"))
    if dress.program != "libreoffice":
        made.add("xl/theme/theme1.xml", f"{OFFICE}.theme+xml", theme(dress))
        made.relate(book, "theme", "theme/theme1.xml")
    made.add("xl/styles.xml", f"{SPREADSHEET}.styles+xml", styles.xml())
    made.relate(book, "styles", "styles.xml")
    if texts:
        rich = random.choice(list(texts)[8:20]) if dress.rich else None
        content = strings_xml(texts, dialect, rich)
        made.add("xl/sharedStrings.xml", f"{SPREADSHEET}.sharedStrings+xml", content)
        made.relate(book, "sharedStrings", "sharedStrings.xml")
    made.add(book, f"{SPREADSHEET}.sheet.main+xml", workbook(report, dress, ids))
    made.relate("", "officeDocument", book)
    properties(made, report.unit, dress)
    return made.finished()


def workbook(report: Report, dress: Dress, ids: list[str]) -> str:
    """The list of sheets, and the defined names."""
    sheets = "".join(
        f'<sheet name="{escape(sheet.name)}" sheetId="{number}" '
        f'state="{"hidden" if sheet.hidden else "visible"}" r:id="{own}"/>'
        for number, (sheet, own) in enumerate(zip(report.sheets, ids, strict=True), start=1)
    )
    names = ""
    if dress.prints:
        areas = "".join(
            f'<definedName name="_xlnm.Print_Area" localSheetId="{place}">'
            f"'{escape(sheet.name)}'!$A$1:${corner(sheet)}</definedName>"
            for place, sheet in enumerate(report.sheets)
            if sheet.cells
        )
        names = f"<definedNames>{areas}</definedNames>"
    return (
        f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><workbookPr/><bookViews>'
        '<workbookView xWindow="0" yWindow="0" windowWidth="16384" windowHeight="8192"/>'
        f'</bookViews><sheets>{sheets}</sheets>{names}<calcPr calcId="191029"/></workbook>'
    )


def corner(sheet: Sheet) -> str:
    """The last row and column, as a defined name has them."""
    right, last = max(col for _, col in sheet.cells), max(row for row, _ in sheet.cells)
    return f"{get_column_letter(right)}${last}"


def properties(made: Package, unit: str, dress: Dress) -> None:
    """Who saved the file, when and with what."""
    core, app = "docProps/core.xml", "docProps/app.xml"
    made.add(
        core,
        "application/vnd.openxmlformats-package.core-properties+xml",
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:creator>UBND {escape(unit)}</dc:creator>"
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{dress.saved}</dcterms:modified>'
        "</cp:coreProperties>",
    )
    made.relate("", f"{PACKAGE}/relationships/metadata/core-properties", core)
    made.add(
        app,
        f"{OFFICE}.extended-properties+xml",
        f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'extended-properties"><Application>{SAVED_BY[dress.program]}</Application></Properties>',
    )
    made.relate("", "extended-properties", app)


def extras(made: Package, owner: str, sheet: Sheet, random: Random) -> str:
    """A sheet's picture, comments and printer, each in parts of its own; the sheet's end."""
    end = ""
    if sheet.picture:
        made.add("xl/media/image1.png", None, sheet.picture)
        place = "xl/drawings/drawing1.xml"
        picture = made.relate(place, "image", "../media/image1.png")
        made.add(place, f"{OFFICE}.drawing+xml", drawing(picture))
        end += f'<drawing r:id="{made.relate(owner, "drawing", "../drawings/drawing1.xml")}"/>'
    if sheet.comments:
        made.add("xl/comments1.xml", f"{SPREADSHEET}.comments+xml", comments(sheet))
        made.relate(owner, "comments", "../comments1.xml")
        made.add("xl/drawings/vmlDrawing1.vml", None, boxes(sheet))
        tie = made.relate(owner, "vmlDrawing", "../drawings/vmlDrawing1.vml")
        end += f'<legacyDrawing r:id="{tie}"/>'
    return f"{end}</worksheet>"


def drawing(picture: str) -> str:
    """A picture at the sheet's top."""
    box = '<a:xfrm><a:off x="0" y="0"/><a:ext cx="228600" cy="228600"/></a:xfrm>'
    return (
        f'{DECLARATION}<xdr:wsDr xmlns:xdr="{DRAWING}/spreadsheetDrawing" xmlns:a="{DRAWING}/main">'
        "<xdr:oneCellAnchor><xdr:from><xdr:col>3</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>0"
        '</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="228600" cy="228600"/><xdr:pic>'
        '<xdr:nvPicPr><xdr:cNvPr id="2" name="Picture 1"/><xdr:cNvPicPr/></xdr:nvPicPr>'
        f'<xdr:blipFill><a:blip xmlns:r="{RELATIONS}" r:embed="{picture}"/><a:stretch>'
        f"<a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr>{box}"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/>'
        "</xdr:oneCellAnchor></xdr:wsDr>"
    )


def comments(sheet: Sheet) -> str:
    """What was noted at cells."""
    notes = "".join(
        f'<comment ref="{get_column_letter(col)}{row}" authorId="0"><text><t>{escape(text)}</t>'
        "</text></comment>"
        for row, col, text in sheet.comments
    )
    head = f'<comments xmlns="{MAIN}"><authors><author>UBND</author></authors>'
    return f"{DECLARATION}{head}<commentList>{notes}</commentList></comments>"


def boxes(sheet: Sheet) -> str:
    """The boxes in which the notes show."""
    shapes = "".join(
        f'<v:shape id="_x0000_s{1025 + place}" type="#_x0000_t202" style="visibility:hidden">'
        f'<x:ClientData ObjectType="Note"><x:Row>{row - 1}</x:Row><x:Column>{col - 1}</x:Column>'
        "</x:ClientData></v:shape>"
        for place, (row, col, _) in enumerate(sheet.comments)
    )
    return (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:'
        f'office" xmlns:x="urn:schemas-microsoft-com:office:excel">{shapes}</xml>'
    )
