"""The licences of everything that is within the Windows program: one text file, the same each time.

Reads what cargo knows of the crates that are compiled into the program for Windows, and the licence files
in their sources. Used by tools/windows.sh."""

import json
import subprocess
import sys
from pathlib import Path

TARGET = "x86_64-pc-windows-gnu"
# What is within every program that Rust and MinGW-w64 make, and no crate.
ALSO = """Ngoài các thư viện trên, chương trình có trong nó:
- Thư viện chuẩn của Rust (The Rust Standard Library), MIT OR Apache-2.0, The Rust Project Contributors.
- Phần khởi động và winpthreads của MinGW-w64, giấy phép Zope Public License 2.1 và MIT, mingw-w64 project.
- Phần hỗ trợ của GCC (libgcc), GPL-3.0 kèm GCC Runtime Library Exception, Free Software Foundation.
"""


def compiled_in(metadata: dict) -> list[dict]:
    """The packages reached from the program by ordinary dependencies, not its own ones."""
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    reached, next_ones = set(), [metadata["resolve"]["root"]]
    while next_ones:
        name = next_ones.pop()
        if name in reached:
            continue
        reached.add(name)
        for other in nodes[name]["deps"]:
            if any(kind["kind"] is None for kind in other["dep_kinds"]):
                next_ones.append(other["pkg"])
    packages = [package for package in metadata["packages"] if package["id"] in reached and package["source"]]
    return sorted(packages, key=lambda package: (package["name"], package["version"]))


def licence_texts(package: dict) -> list[str]:
    folder = Path(package["manifest_path"]).parent
    names = ("licen", "copying", "notice", "unlicense")
    def is_licence(path: Path) -> bool:
        return path.is_file() and path.name.lower().startswith(names) and path.suffix in ("", ".txt", ".md")

    # Beneath, too: the allocator is C in a folder of its own.
    files = sorted(path for path in folder.rglob("*") if is_licence(path))
    return [path.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n").strip() for path in files]


def main(page: Path) -> None:
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", TARGET]
    packages = compiled_in(json.loads(subprocess.run(command, check=True, capture_output=True).stdout))
    texts: dict[str, list[str]] = {}
    lines = ["GIẤY PHÉP CỦA CÁC THƯ VIỆN TRONG CHƯƠNG TRÌNH (THIRD-PARTY LICENCES)", ""]
    for package in packages:
        name = f"{package['name']} {package['version']}"
        authors = ", ".join(author.split(" <")[0] for author in package["authors"])
        lines.append(f"- {name}: {package['license'] or 'xem bên dưới'}{f' ({authors})' if authors else ''}")
        for text in licence_texts(package):
            texts.setdefault(text, []).append(name)
    lines += ["", ALSO]
    for text, names in texts.items():
        lines += ["=" * 78, ", ".join(names), "=" * 78, text, ""]
    page.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
