"""The same sums by python-calamine.

python3 tools/benchmark/sum_calamine.py FOLDER
"""

import sys
from collections import defaultdict
from pathlib import Path

from python_calamine import CalamineWorkbook

sums: dict[tuple[str, int], float] = defaultdict(float)
for path in sorted(Path(sys.argv[1]).glob("*.xlsx")):
    book = CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names:
        for row in book.get_sheet_by_name(name).to_python():
            for column, value in enumerate(row):
                if isinstance(value, int | float):
                    sums[name, column] += value
print(len(sums))
