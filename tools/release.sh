#!/usr/bin/env bash
# What a maintainer runs before a release, on a Debian machine; about an hour. `.ci/run` alone does not
# build the Windows program: it would take longer than a change may wait.
#   tools/release.sh
# Then: move what is under "Not yet released" in CHANGELOG.md below a heading "## VERSION – DAY", commit
# "release: VERSION", tag it vVERSION, run `tools/windows.sh pack`, deliver the .zip with its .sha256.
set -euo pipefail
cd "$(dirname "$0")/.."

.ci/run
tools/faults.sh
tools/windows.sh test
tools/windows.sh try

echo "Packing twice, from two clones with toolchains at two places: the same bytes"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for copy in one two; do
    git clone --quiet . "$work/$copy"
    (cd "$work/$copy" && TONGHOP_WINDOWS=$work/toolchain-$copy tools/windows.sh pack "$work/$copy-packed")
done
cmp "$work"/one-packed/*.zip "$work"/two-packed/*.zip
cat "$work"/one-packed/*.sha256
