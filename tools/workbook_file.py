"""Saving workbooks so that the same content is the same bytes, on any day and machine."""

import io
import re
import zipfile
from pathlib import Path

from openpyxl import Workbook

ZIP_DATE = (2024, 1, 1, 0, 0, 0)
DOCUMENT_DATE = "2024-01-01T00:00:00Z"
FONT_ORDER = (
    "b i strike condense extend outline shadow u vertAlign sz color name family charset scheme"
).split()
APP_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><Application>Microsoft Excel</Application></Properties>'
)


def save(book: Workbook, path: Path, author: str) -> None:
    """Write the workbook with a fixed date and the given author."""
    book.properties.creator = author
    book.properties.lastModifiedBy = author
    raw = io.BytesIO()
    book.save(raw)
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            target.writestr(info, _steady(name, source.read(name)))


def _steady(name: str, content: bytes) -> bytes:
    """One part without what changes from run to run: dates, library versions, set order."""
    if name == "docProps/app.xml":
        return APP_PROPERTIES.encode()
    if name == "docProps/core.xml":
        dated = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", DOCUMENT_DATE, content.decode())
        return dated.encode()
    if name == "xl/styles.xml":
        return re.sub(rb"(?s)<font>(.*?)</font>", _in_order, content)
    if name.startswith("xl/worksheets/sheet"):
        # openpyxl keeps merged ranges in a set, so their order differs between runs.
        return re.sub(rb"(?:<mergeCell [^>]*>)+", _sorted_merges, content)
    return content


def _in_order(font: re.Match) -> bytes:
    """A font whose properties stand in the schema's order; openpyxl has its own."""
    parts = re.findall(rb"<(\w+)[^>]*/>", font.group(1))
    whole = re.findall(rb"<\w+[^>]*/>", font.group(1))
    ordered = sorted(zip(parts, whole), key=lambda part: FONT_ORDER.index(part[0].decode()))
    return b"<font>" + b"".join(xml for _, xml in ordered) + b"</font>"


def _sorted_merges(found: re.Match) -> bytes:
    return b"".join(sorted(re.findall(rb"<mergeCell [^>]*>", found.group())))
