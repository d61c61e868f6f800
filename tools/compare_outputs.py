#!/usr/bin/env python3
"""Shows what two programs say differently of the same workspaces.

    compare_outputs.py OLD NEW WORKSPACE...

OLD and NEW are two builds of tonghop; a WORKSPACE is a folder with khai-bao.xlsx. Each program runs over a
copy: every period from the first on, `check --json`, `template`. Then every text, and every part of every
workbook written (XML broken at its tags), is compared. Prints a diff of at most 20 lines a part; exit 1
where anything differs.
"""
import difflib, re, shutil, subprocess, sys, tempfile, zipfile
from pathlib import Path


def text_of(data):
    text = data.decode("utf-8", "replace")
    return re.sub(r"><", ">\n<", text) if text.lstrip().startswith("<") else text


def outputs(program, workspace):
    """What a program leaves and says: name to text."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve() / "w"
        shutil.copytree(workspace, root)
        subprocess.run(["chmod", "-R", "u+w", root], check=True)
        given = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
        said = {}
        for period in sorted(p for p in root.iterdir() if p.is_dir() and re.match(r"\d{4}", p.name)):
            for name, arguments in (("check", ["check", period, "--json", "-"]), ("run", [period])):
                run = subprocess.run([program, *arguments], capture_output=True)
                text = (run.stdout + run.stderr).decode().replace(str(root), "…")
                broken = text.replace(',"', ',\n"')
                said[f"{period.name}: {name}"] = f"exit {run.returncode}\n{broken}"
        run = subprocess.run([program, "template", root], capture_output=True)
        said["template"] = (run.stdout + run.stderr).decode().replace(str(root), "…")
        for path in sorted(root.rglob("*")):
            if not path.is_file() or given.get(path) == path.read_bytes():
                continue
            shown = str(path.relative_to(root))
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as package:
                    said |= {f"{shown}: {part}": text_of(package.read(part)) for part in package.namelist()}
            else:
                said[shown] = text_of(path.read_bytes())
        return said


def main(old, new, *workspaces):
    differs = False
    for workspace in workspaces:
        before, now = outputs(old, workspace), outputs(new, workspace)
        for name in sorted(before.keys() | now.keys()):
            if before.get(name) == now.get(name):
                continue
            differs = True
            print(f"== {workspace}: {name}")
            lines = difflib.unified_diff(
                before.get(name, "").splitlines(), now.get(name, "").splitlines(), "old", "new", n=0, lineterm="")
            for line in list(lines)[2:22]:
                print(line[:300])
    return differs


if len(sys.argv) < 4:
    sys.exit(__doc__)
sys.exit(main(*[str(Path(a).resolve()) for a in sys.argv[1:3]], *sys.argv[3:]))
