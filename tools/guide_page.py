"""The officer's guide as one page for a browser: HUONG-DAN.md in, HTML out, pictures within.

Needs the package markdown (pip install markdown). Used by tools/windows.sh."""

import base64
import re
import sys
from pathlib import Path

import markdown

LOOK = """body{font:16px/1.5 'Segoe UI',Arial,sans-serif;max-width:56em;margin:2em auto;padding:0 1em}
table{border-collapse:collapse}td,th{border:1px solid #999;padding:.3em .6em;vertical-align:top;text-align:left}
code{background:#f2f2f2;padding:0 .2em}pre{background:#f2f2f2;padding:.6em;overflow:auto}img{max-width:100%;border:1px solid #ccc}"""


def main(source: Path, page: Path) -> None:
    text = source.read_text(encoding="utf-8")
    body = markdown.markdown(text, extensions=["tables", "fenced_code"])

    def within(match: re.Match) -> str:
        picture = (source.parent / match[1]).read_bytes()
        return f'src="data:image/png;base64,{base64.b64encode(picture).decode()}"'

    body = re.sub(r'src="([^":]+\.png)"', within, body)
    page.write_text(
        f'<!doctype html><html lang="vi"><meta charset="utf-8"><title>Hướng dẫn tonghop</title>'
        f"<style>{LOOK}</style>{body}</html>\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
