"""The officer's guide as pages for a browser: HUONG-DAN.md in, HTML out, pictures within; the pages that it
links to beside it, in a folder of their own.

Needs the package markdown (Debian: python3-markdown). Used by tools/windows.sh."""

import base64
import re
import sys
from pathlib import Path
from urllib.parse import quote

import markdown

LOOK = """body{font:16px/1.5 'Segoe UI',Arial,sans-serif;max-width:56em;margin:2em auto;padding:0 1em}
table{border-collapse:collapse}td,th{border:1px solid #999;padding:.3em .6em;vertical-align:top;text-align:left}
code{background:#f2f2f2;padding:0 .2em}pre{background:#f2f2f2;padding:.6em;overflow:auto}img{max-width:100%;border:1px solid #ccc}"""


def main(source: Path, page: Path, others: Path) -> None:
    """Writes the guide to `page`, and what it links to into the folder `others`."""
    written: set[Path] = set()

    def linked(target: Path) -> str:
        place = others / target.with_suffix(".html").name
        if target not in written:
            written.add(target)
            others.mkdir(exist_ok=True)
            write(target, place, lambda further: linked(further).split("/")[-1])
        return f"{others.name}/{place.name}"

    write(source, page, linked)


def write(source: Path, page: Path, linked) -> None:
    """Writes one page; `linked` gives the address of another that it links to."""
    text = source.read_text(encoding="utf-8")
    title = text.split("\n", 1)[0].strip("# ")
    body = markdown.markdown(text, extensions=["tables", "fenced_code"])

    def within(match: re.Match) -> str:
        picture = (source.parent / match[1]).read_bytes()
        return f'src="data:image/png;base64,{base64.b64encode(picture).decode()}"'

    def address(match: re.Match) -> str:
        return f'href="{quote(linked(source.parent / match[1]))}{match[2] or ""}"'

    body = re.sub(r'src="([^":]+\.png)"', within, body)
    body = re.sub(r'href="([^":#]+\.md)(#[^"]*)?"', address, body)
    page.write_text(
        f'<!doctype html><html lang="vi"><meta charset="utf-8"><title>{title}</title>'
        f"<style>{LOOK}</style>{body}</html>\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
