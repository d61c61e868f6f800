"""The script that an office might have instead: openpyxl, read-only, one sum a column.

python3 tools/benchmark/sum_openpyxl.py FOLDER
"""

import sys
from collections import defaultdict
from pathlib import Path

from openpyxl import load_workbook

sums: dict[tuple[str, int], float] = defaultdict(float)
for path in sorted(Path(sys.argv[1]).glob("*.xlsx")):
    book = load_workbook(path, read_only=True, data_only=True)
    for sheet in book:
        for row in sheet.iter_rows(values_only=True):
            for column, value in enumerate(row):
                if isinstance(value, int | float):
                    sums[sheet.title, column] += value
    book.close()
print(len(sums))
