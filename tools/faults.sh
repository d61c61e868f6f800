#!/bin/sh
# Runs the program on the sample and kills it at random moments, fills the disk under it, and lets
# several runs meet in one folder; after each, what stands must be whole and the next run must end
# as an undisturbed one does. Takes minutes: for a maintainer, not for each change.
#   tools/faults.sh [program [rounds]]
# The full disk needs the right to mount a small tmpfs (root); else that part is left out.
set -eu
cd "$(dirname "$0")/.."
program=$(realpath "${1:-target/release/tonghop}")
rounds=${2:-100}
work=$(mktemp -d)
trap 'umount "$work/full" 2>/dev/null || true; rm -rf "$work"' EXIT INT TERM

fresh() { # a copy of the sample without results
    mkdir -p "$1"
    cp -r samples/thap-muoi/. "$1"
    rm -rf "$1/2023-10/ket-qua" "$1/2023-10/ra-soat"*
}
sums() { (cd "$1/2023-10" && find . -type f -print0 | sort -z | xargs -0 sha256sum); }
whole() { # every workbook that stands opens as a package
    find "$1/2023-10" -name '*.xlsx' -exec sh -c 'unzip -tq "$1" >/dev/null' _ {} \; -print |
        grep -c . >/dev/null
    for book in "$1"/2023-10/*.xlsx "$1"/2023-10/ket-qua/*.xlsx; do
        [ ! -e "$book" ] || unzip -tqq "$book" >/dev/null || { echo "damaged: $book"; exit 1; }
    done
}
fail() { echo "FAILED: $1"; exit 1; }

fresh "$work/calm"
"$program" "$work/calm/2023-10" >/dev/null
sums "$work/calm" >"$work/expected"
from=$(date +%s%N)
"$program" "$work/calm/2023-10" >/dev/null
length=$(( ($(date +%s%N) - from) / 1000000 + 50 ))
sums "$work/calm" | cmp -s - "$work/expected" || fail "a second run changed something"

echo "killing $rounds runs of about $length ms"
fresh "$work/killed"
round=0
while [ "$round" -lt "$rounds" ]; do
    [ $((round % 5)) -ne 0 ] || rm -rf "$work/killed/2023-10/ket-qua" "$work/killed/2023-10/ra-soat"*
    "$program" "$work/killed/2023-10" >/dev/null 2>&1 &
    victim=$!
    pause=$(awk -v n="$length" -v s="$round$$" 'BEGIN { srand(s); printf "%.3f", rand() * n / 1000 }')
    sleep "$pause"
    kill -9 "$victim" 2>/dev/null || true
    wait "$victim" 2>/dev/null || true
    whole "$work/killed"
    round=$((round + 1))
done
rm -rf "$work/killed/2023-10/ket-qua" "$work/killed/2023-10/ra-soat"*
"$program" "$work/killed/2023-10" >/dev/null
sums "$work/killed" | cmp -s - "$work/expected" || fail "after kills the end is another"

echo "five runs at once"
fresh "$work/together"
for _ in 1 2 3 4 5; do "$program" "$work/together/2023-10" >/dev/null & done
wait
sums "$work/together" | cmp -s - "$work/expected" || fail "runs at once end otherwise"

mkdir "$work/full"
if mount -t tmpfs -o size=2m tmpfs "$work/full" 2>/dev/null; then
    echo "a full disk"
    fresh "$work/full/w"
    "$program" "$work/full/w/2023-10" >/dev/null
    sums "$work/full/w" >"$work/before"
    rm "$work/full/w/2023-10/Xã Mỹ An.xlsx"
    dd if=/dev/zero of="$work/full/filler" bs=4k 2>/dev/null || true
    if "$program" "$work/full/w/2023-10" >"$work/said" 2>&1; then fail "a full disk was not said"; fi
    grep -q "đã đầy" "$work/said" || { cat "$work/said"; fail "the reason is missing"; }
    grep -v "Xã Mỹ An.xlsx" "$work/before" >"$work/kept"
    sums "$work/full/w" | grep -v "Xã Mỹ An.xlsx" | cmp -s - "$work/kept" ||
        fail "a full disk cost earlier results, or left litter"
    rm "$work/full/filler"
    "$program" "$work/full/w/2023-10" >/dev/null || fail "with room again it does not run"
else
    echo "a full disk: left out, no right to mount"
fi
echo "all whole"
