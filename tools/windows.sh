#!/usr/bin/env bash
# Builds the Windows program on Debian, tries it under wine and packs the folder that an officer
# unzips. Needs Debian's packages and the crate registry; keeps its toolchain in
# ${TONGHOP_WINDOWS:-~/.cache/tonghop-windows}. TONGHOP_PROFILE=dev builds fast what is only tried.
#
#   tools/windows.sh setup          toolchain, standard library for Windows, wine
#   tools/windows.sh build          prints the path of tonghop.exe
#   tools/windows.sh test [ARGS]    cargo test, each test program under wine
#   tools/windows.sh try [EXE]      the sample under wine: dropped, by menu, hidden, locked, killed, full
#   tools/windows.sh pack [DIR]     the portable folder, its .zip and the checksum, of the last commit,
#                                   into DIR (default: dist); the same bytes from the same commit
set -euo pipefail
cd "$(dirname "$0")/.."

home=${TONGHOP_WINDOWS:-$HOME/.cache/tonghop-windows}
target=x86_64-pc-windows-gnu
profile=${TONGHOP_PROFILE:-release}
tree=$home/toolchain/usr
apt=(apt-get -o DPkg::Lock::Timeout=900 -qq)
say() { printf '%s\n' "$*" >&2; }

packages() {
    local wanted=() name
    for name in gcc-mingw-w64-x86-64-posix wine64 libedit2 libffi8 libxml2 libz3-4 libzstd1 zlib1g python3-markdown; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null || true)" = installed ] ||
            wanted+=("$name")
    done
    [ ${#wanted[@]} = 0 ] && return
    say "Installing ${wanted[*]}"
    "${apt[@]}" update
    DEBIAN_FRONTEND=noninteractive "${apt[@]}" install -y --no-install-recommends "${wanted[@]}" >/dev/null
}

# Debian's newer compiler with the sources of its own standard library, unpacked beside the
# system's toolchain and not over it.
compiler() {
    [ -e "$home/compiler.done" ] && return
    local runtime llvm package
    rm -rf "$home/toolchain" "$home/packages"
    mkdir -p "$tree" "$home/packages" "$home/bin"
    "${apt[@]}" update
    runtime=$(apt-cache depends libstd-rust-web-dev | sed -n 's/^ *Depends: \(libstd-rust-web-[0-9.]*\)$/\1/p' | head -1)
    llvm=$(apt-cache depends "$runtime" | sed -n 's/^ *Depends: \(libllvm[0-9]*\)$/\1/p' | head -1)
    say "Unpacking the compiler"
    (cd "$home/packages" && "${apt[@]}" download rustc-web libstd-rust-web-dev "$runtime" "$llvm" rust-web-src 2>/dev/null)
    for package in "$home"/packages/*.deb; do
        case $package in
        */rust-web-src_*)
            dpkg --fsys-tarfile "$package" | tar -x -C "$home/toolchain" --wildcards './usr/src/rustc-*/library/*' ;;
        *) dpkg -x "$package" "$home/toolchain" ;;
        esac
    done
    mkdir -p "$tree/lib/rustlib/src/rust"
    mv "$tree"/src/rustc-*/library "$tree/lib/rustlib/src/rust/library"
    rm -rf "$tree/src" "$tree/share" "$home/packages"
    for package in rustc rustdoc; do
        printf '#!/bin/sh\nLD_LIBRARY_PATH=%s exec %s "$@"\n' \
            "$tree/lib/x86_64-linux-gnu" "$tree/bin/$package" >"$home/bin/$package"
        chmod +x "$home/bin/$package"
    done
    touch "$home/compiler.done"
}

environment() {
    # The linker's flags for this system's programs are not those for Windows'.
    unset RUSTFLAGS
    export RUSTC=$home/bin/rustc RUSTDOC=$home/bin/rustdoc
    export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER=x86_64-w64-mingw32-gcc-posix
    export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER=$home/bin/run
    export CARGO_TARGET_DIR=$home/target
}

# No path of the machine that built it stays in the program, and no time.
without_paths() {
    local crates place flags=()
    crates=${CARGO_HOME:-$HOME/.cargo}/registry/src
    flags+=("--remap-path-prefix=$home=tonghop")
    for place in "$crates"/*/; do
        [ ! -d "$place" ] || flags+=("--remap-path-prefix=${place%/}=crates")
    done
    flags+=("--remap-path-prefix=$tree/lib/rustlib/src/rust=rust" "$@")
    export CARGO_ENCODED_RUSTFLAGS CFLAGS_x86_64_pc_windows_gnu
    CARGO_ENCODED_RUSTFLAGS=$(IFS=$'\x1f'; printf '%s' "${flags[*]}")
    CFLAGS_x86_64_pc_windows_gnu="-ffile-prefix-map=$crates=crates -ffile-prefix-map=$home=tonghop"
}

standard_library() {
    local place=$tree/lib/rustlib/$target/lib scratch=$home/std
    [ -e "$place/without-paths" ] && return
    # What was built with another one cannot be used any more.
    rm -rf "$home/target"
    say "Building the standard library for Windows (a few minutes)"
    rm -rf "$scratch" "$place"
    mkdir -p "$scratch/src" "$place"
    printf '[package]\nname = "std-for-windows"\nversion = "0.0.0"\nedition = "2021"\n[workspace]\n' >"$scratch/Cargo.toml"
    : >"$scratch/src/lib.rs"
    (cd "$scratch" && environment && without_paths && RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR=target \
        cargo build -q --release -Zbuild-std=std,panic_abort,proc_macro,test --target $target)
    cp "$scratch/target/$target"/release/deps/*.rlib "$place/"
    rm -rf "$place"/libstd_for_windows-* "$scratch"
    touch "$place/without-paths"
}

wine_prefix() {
    mkdir -p "$home/bin"
    cat >"$home/bin/run" <<RUN
#!/bin/sh
export WINEPREFIX=\${WINEPREFIX:-$home/prefix} WINEARCH=win64 WINEDEBUG=\${WINEDEBUG:--all}
export WINEDLLOVERRIDES='mscoree=;mshtml=;winemenubuilder.exe=' DISPLAY=
exec /usr/lib/wine/wine64 "\$@"
RUN
    chmod +x "$home/bin/run"
    [ -e "$home/prefix/done" ] && return
    say "Making wine's prefix"
    rm -rf "$home/prefix"
    timeout 300 "$home/bin/run" wineboot -i >/dev/null 2>&1
    # Debian's wine lacks bcryptprimitives.dll, from which Rust's programs take ProcessPrng.
    local missing=$home/prefix/drive_c/windows/system32/bcryptprimitives.dll
    if [ ! -e "$missing" ]; then
        cat >"$home/prng.c" <<'C'
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T count) {
    while (count) {
        ULONG step = count > 0x10000000 ? 0x10000000 : (ULONG)count;
        if (!SystemFunction036(bytes, step)) return FALSE;
        bytes += step;
        count -= step;
    }
    return TRUE;
}
C
        x86_64-w64-mingw32-gcc-posix -shared -O2 -s "$home/prng.c" -ladvapi32 -o "$missing"
    fi
    touch "$home/prefix/done"
}

setup() {
    mkdir -p "$home"
    packages
    compiler
    standard_library
    wine_prefix
}

build() {
    (environment && cargo build --profile "$profile" --locked --target $target >&2) || exit
    echo "$home/target/$target/${profile/%dev/debug}/tonghop.exe"
}

# The program as it is delivered, of the sources in $1: icon and manifest, stripped, without paths.
build_release() {
    (
        cd "$1" && environment && without_paths -Clink-arg=-Wl,--no-insert-timestamp
        CARGO_PROFILE_RELEASE_STRIP=symbols cargo build --release --locked --target $target --bin tonghop >&2
    ) || exit
    echo "$home/target/$target/release/tonghop.exe"
}

# The sources of the last commit, at a place that does not depend on who packs. Cargo goes by the
# time of files, and those of a commit may be older than what was built of another.
sources() {
    local place=$home/source
    rm -rf "$place"
    mkdir -p "$place"
    git archive HEAD | tar -x -C "$place"
    find "$place" -type f -exec touch {} +
    echo "$place"
}

# The path as Windows programs see it.
windows_path() { printf 'Z:%s' "${1//\//\\}"; }

# Whether two workbooks hold the same parts: the zip around them names the system it was made on.
same() {
    python3 - "$1" "$2" <<'PY'
import sys, zipfile
one, other = (zipfile.ZipFile(path) for path in sys.argv[1:])
parts = lambda archive: [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
sys.exit(parts(one) != parts(other))
PY
}

# A Windows program that holds files open, sharing them with nobody, until its input ends.
holder() {
    cat >"$scratch/hold.c" <<'C'
#include <windows.h>
#include <stdio.h>
int wmain(int count, wchar_t **paths) {
    for (int at = 1; at < count; at++)
        if (CreateFileW(paths[at], GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL) == INVALID_HANDLE_VALUE)
            return 1;
    puts("held");
    fflush(stdout);
    getchar();
    return 0;
}
C
    x86_64-w64-mingw32-gcc-posix -municode -s "$scratch/hold.c" -o "$scratch/hold.exe"
}

# Runs the program while a file of the results is held open; the exit code it must have, and what
# it must say of the file.
while_held() {
    local file=$1 expected=$2 code=0 answer holding
    coproc held { exec "$run" "$scratch/hold.exe" "$(windows_path "$month/ket-qua/$file")" 2>/dev/null; }
    holding=$held_PID
    read -r answer <&"${held[0]}"
    "$run" "$desk/tonghop.exe" "$(windows_path "$month")" </dev/null >"$scratch/said" 2>&1 || code=$?
    eval "exec ${held[1]}>&-"
    wait "$holding" || true
    [ "$code" = "$expected" ] && grep "${file##*/}: tệp đang mở trong Excel" "$scratch/said" >&2
}

# The sample in a folder with a Vietnamese name: the folder dropped, then by menu, then with
# results held open by another program.
try() {
    local exe desk month run=$home/bin/run
    exe=$(build)
    scratch=$(mktemp -d)
    trap 'rm -rf "$scratch"' EXIT
    desk=$scratch/"Báo cáo kinh tế tập thể"
    mkdir -p "$desk"
    cp -r samples/thap-muoi "$desk/Tháp Mười"
    cp "$exe" "$desk/tonghop.exe"
    month=$desk/Tháp\ Mười/2023-10
    rm -rf "$month/ket-qua"

    say "== Dropped: one argument, with the quote that a trailing backslash keeps"
    "$run" "$desk/tonghop.exe" "$(windows_path "$month")\\\"" </dev/null
    test -s "$month/ket-qua/phu-luc-2023-10.xlsx"
    cp "$month/ket-qua/phu-luc-2023-10.xlsx" "$scratch/dropped.xlsx"

    say "== The same content as on Linux"
    cp -r samples/thap-muoi "$scratch/linux"
    rm -rf "$scratch/linux/2023-10/ket-qua"
    cargo run --profile "$profile" --locked --quiet -- --quiet "$scratch/linux/2023-10"
    same "$scratch/dropped.xlsx" "$scratch/linux/2023-10/ket-qua/phu-luc-2023-10.xlsx"

    say "== By menu, from the folder that it lies in"
    rm -rf "$month/ket-qua"
    (cd "$desk" && printf '3\r\n1\r\n0\r\n' | "$run" tonghop.exe)
    same "$scratch/dropped.xlsx" "$month/ket-qua/phu-luc-2023-10.xlsx"

    say "== What another program holds open is named, and the rest is written"
    holder
    rm -f "$month"/ket-qua/du-thao-thu.txt
    while_held du-thao-thu.eml 0
    test -s "$month/ket-qua/du-thao-thu.txt"
    while_held phu-luc-2023-10.xlsx 1

    say "== What somebody put in the annex's place is kept, and the annex gets the next number"
    printf 'sửa tay' >"$month/ket-qua/phu-luc-2023-10.xlsx"
    "$run" "$desk/tonghop.exe" --quiet "$(windows_path "$month")" </dev/null
    grep -q 'sửa tay' "$month/ket-qua/phu-luc-2023-10.xlsx"
    test -s "$month/ket-qua/phu-luc-2023-10-2.xlsx"
    say "All is well."
}

pack() {
    local out exe version folder
    exe=$(build)
    version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -1)
    out=$(mkdir -p "${1:-dist}" && cd "${1:-dist}" && pwd)
    folder=$out/tonghop-$version
    rm -rf "$folder" "$folder.zip"
    mkdir -p "$folder/Mẫu trắng" "$folder/Ví dụ"
    cp "$exe" "$folder/tonghop.exe"
    cp tools/data/DOC-TRUOC.txt "$folder/ĐỌC TRƯỚC.txt"
    cp LICENSE-APACHE LICENSE-MIT "$folder/"
    python3 -c 'import markdown' 2>/dev/null || python3 -m pip install --quiet markdown
    python3 tools/guide_page.py HUONG-DAN.md "$folder/Hướng dẫn.html"
    for forms in templates/*/bieu-mau-gui-xa; do
        cp -r "$forms" "$folder/Mẫu trắng/$(basename "$(dirname "$forms")")"
    done
    cp -r samples/thap-muoi "$folder/Ví dụ/thap-muoi"
    rm -rf "$folder/Ví dụ/thap-muoi/2023-10/ket-qua"
    (cd "$folder" && find . -type f ! -name SHA256SUMS.txt | LC_ALL=C sort | sed 's#^\./##' |
        tr '\n' '\0' | xargs -0 sha256sum >SHA256SUMS.txt)
    # A zip whose names are Unicode and whose bytes do not depend on the day.
    python3 - "$folder" <<'PY'
import os, sys, zipfile
folder = sys.argv[1]
base = os.path.dirname(folder)
with zipfile.ZipFile(folder + ".zip", "w", zipfile.ZIP_DEFLATED) as archive:
    for root, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            path = os.path.join(root, name)
            entry = zipfile.ZipInfo(os.path.relpath(path, base), (2020, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            with open(path, "rb") as file:
                archive.writestr(entry, file.read())
PY
    echo "$folder.zip"
}

case ${1:-} in
setup) setup ;;
build) setup; build ;;
test) setup; shift; environment; exec cargo test --locked --target $target "$@" ;;
try) setup; try ;;
pack) setup; shift; pack "$@" ;;
*) sed -n '2,11s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
