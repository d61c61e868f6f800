#!/usr/bin/env bash
# Remakes templates/ and samples/: the workbooks from tools/data, then what the program itself
# leaves in a sample workspace, so that a run on the sample changes no file that is kept here.
# To be run after every change of what the program writes. Needs python3 with openpyxl.
#
#   tools/samples.sh [PROGRAM]      PROGRAM: one that is built already
set -euo pipefail
cd "$(dirname "$0")/.."

program=${1:-target/release/tonghop}
[ -n "${1:-}" ] || cargo build --release --locked
python3 tools/make_workbooks.py
# Months in their order: the annex of one is the next one's history.
for month in samples/*/[0-9]*/; do
    # As in a workspace that is new: what an earlier run said is nobody's business.
    rm -rf "${month}ket-qua"
    "$program" --quiet "$month"
    rm "${month}ra-soat (bản trước).xlsx"
done
# What a run leaves and nobody keeps here.
git clean -fdXq samples
git status --short samples templates
