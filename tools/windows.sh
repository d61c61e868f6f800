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

# Small Windows programs for the try: one holds a file open, sharing it as told, until its input
# ends; one starts a program in a console as told, and says whether it still waits after a while.
helpers() {
    cat >"$scratch/hold.c" <<'C'
#include <windows.h>
#include <stdio.h>
int wmain(int count, wchar_t **words) {
    DWORD share = _wtoi(words[1]);
    if (CreateFileW(words[2], GENERIC_READ, share, NULL, OPEN_EXISTING, 0, NULL) == INVALID_HANDLE_VALUE)
        return 1;
    puts("held");
    fflush(stdout);
    getchar();
    return 0;
}
C
    cat >"$scratch/start.c" <<'C'
#include <windows.h>
#include <stdio.h>
int wmain(int count, wchar_t **words) {
    STARTUPINFOW start = {sizeof start};
    PROCESS_INFORMATION child;
    DWORD flags = 0, code = 0;
    wchar_t line[8192] = L"";
    if (!wcscmp(words[1], L"no-window")) flags = CREATE_NO_WINDOW;
    if (!wcscmp(words[1], L"detached")) flags = DETACHED_PROCESS;
    if (!wcscmp(words[1], L"hidden")) {
        flags = CREATE_NEW_CONSOLE;
        start.dwFlags = STARTF_USESHOWWINDOW;
        start.wShowWindow = SW_HIDE;
    }
    for (int at = 2; at < count; at++) {
        wcscat(line, L"\"");
        wcscat(line, words[at]);
        wcscat(line, L"\" ");
    }
    if (!CreateProcessW(NULL, line, NULL, NULL, FALSE, flags, NULL, NULL, &start, &child)) return 1;
    if (WaitForSingleObject(child.hProcess, 60000) == WAIT_TIMEOUT) {
        TerminateProcess(child.hProcess, 1);
        return 2;
    }
    GetExitCodeProcess(child.hProcess, &code);
    printf("ended with %lu\n", code);
    return 0;
}
C
    x86_64-w64-mingw32-gcc-posix -municode -s "$scratch/hold.c" -o "$scratch/hold.exe"
    x86_64-w64-mingw32-gcc-posix -municode -s "$scratch/start.c" -o "$scratch/start.exe"
}

# Runs the program while a file is held open in a share mode: it ends well, or says that this file is
# open and nothing of wrong settings.
while_held() {
    local file=$1 share=$2 code=0 answer holding
    coproc held { exec "$run" "$scratch/hold.exe" "$share" "$(windows_path "$file")" 2>/dev/null; }
    holding=$held_PID
    read -r answer <&"${held[0]}"
    "$run" "$desk/tonghop.exe" "$(windows_path "$month")" </dev/null >"$scratch/said" 2>&1 || code=$?
    eval "exec ${held[1]}>&-"
    wait "$holding" || true
    if grep -q "Sửa các chỗ" "$scratch/said" || { [ "$code" != 0 ] && ! grep -q "${file##*/}.*đang mở trong" "$scratch/said"; }; then
        cat "$scratch/said" >&2
        return 1
    fi
    say "${file##*/} held with share mode $share: exit $code$(grep -q 'đang mở trong' "$scratch/said" && echo ', told')"
}

# The month as it was delivered.
anew() {
    rm -rf "$month"
    cp -r samples/thap-muoi/2023-10 "$month"
    rm -rf "$month/ket-qua"
}

# Every workbook of a month opens as a package.
whole() {
    python3 - "$month" <<'PY'
import pathlib, sys, zipfile
for path in pathlib.Path(sys.argv[1]).rglob("*.xlsx"):
    assert zipfile.ZipFile(path).testzip() is None, path
PY
}

# The sample in a folder with a Vietnamese name, as an officer and as programs run it.
try() {
    local exe desk month file share mode round run=$home/bin/run
    exe=${1:-$(build)}
    scratch=$(mktemp -d)
    trap 'umount "$scratch/full" 2>/dev/null || true; rm -rf "$scratch"' EXIT
    desk=$scratch/"Báo cáo kinh tế tập thể"
    mkdir -p "$desk"
    cp -r samples/thap-muoi "$desk/Tháp Mười"
    cp "$exe" "$desk/tonghop.exe"
    month=$desk/Tháp\ Mười/2023-10
    rm -rf "$month/ket-qua"
    helpers

    say "== Dropped: one argument, with the quote that a trailing backslash keeps"
    "$run" "$desk/tonghop.exe" "$(windows_path "$month")\\\"" </dev/null
    test -s "$month/ket-qua/phu-luc-2023-10.xlsx"
    cp "$month/ket-qua/phu-luc-2023-10.xlsx" "$scratch/dropped.xlsx"

    say "== The same content as on Linux"
    cp -r samples/thap-muoi "$scratch/linux"
    rm -rf "$scratch/linux/2023-10/ket-qua"
    cargo run --profile "$profile" --locked --quiet -- --quiet "$scratch/linux/2023-10"
    same "$scratch/dropped.xlsx" "$scratch/linux/2023-10/ket-qua/phu-luc-2023-10.xlsx"

    say "== By menu, from the folder that it lies in; results dropped onto the window mean their period"
    rm -rf "$month/ket-qua"
    (cd "$desk" && printf '3\r\n1\r\n"%s"\r\n0\r\n' "$(windows_path "$month/ket-qua")" | "$run" tonghop.exe) >"$scratch/said"
    same "$scratch/dropped.xlsx" "$month/ket-qua/phu-luc-2023-10.xlsx"
    grep -q "không có gì thay đổi" "$scratch/said"

    say "== What cmd sends into a file is UTF-8"
    (cd "$month" && "$run" cmd /c '..\..\tonghop.exe . > ..\..\man-hinh.txt')
    grep -q "Phụ lục:" "$desk/man-hinh.txt"

    say "== Started by a program, without a window: never waits"
    cp "$scratch/start.exe" "$desk/explorer.exe"
    cp "$scratch/start.exe" "$desk/lập lịch.exe"
    mkdir "$desk/trống"
    for file in explorer "lập lịch"; do
        for mode in no-window detached hidden; do
            "$run" "$desk/$file.exe" $mode "$desk/tonghop.exe" "$(windows_path "$month")" </dev/null
            (cd "$desk/trống" && "$run" "$desk/$file.exe" $mode "$desk/tonghop.exe" </dev/null)
        done
    done

    say "== What another program holds open is named"
    for file in "$desk/Tháp Mười/khai-bao.xlsx" "$desk/Tháp Mười/bieu-mau/bao-cao-xa.xlsx" "$month/ra-soat.xlsx" \
        "$month/ket-qua/phu-luc-2023-10.xlsx" "$month/ket-qua/du-thao-thu.eml"; do
        for share in 0 1 2 3 4 5 6 7; do
            # One report less or more: everything has to be written anew.
            if [ -e "$scratch/report.xlsx" ]; then
                mv "$scratch/report.xlsx" "$month/Xã Mỹ An.xlsx"
            else
                mv "$month/Xã Mỹ An.xlsx" "$scratch/report.xlsx"
            fi
            while_held "$file" $share
        done
    done

    say "== Killed at any moment: what stands is whole, and the next run ends as always"
    for round in 1 2 3 4 5 6 7 8; do
        anew
        "$run" "$desk/tonghop.exe" --quiet "$(windows_path "$month")" </dev/null &
        sleep "0.$((round * 7))"
        kill -9 $! 2>/dev/null || true
        wait $! 2>/dev/null || true
        whole
    done
    anew
    "$run" "$desk/tonghop.exe" --quiet "$(windows_path "$month")" </dev/null
    same "$scratch/dropped.xlsx" "$month/ket-qua/phu-luc-2023-10.xlsx"
    test -z "$(find "$month" -name '~tonghop*.tmp' -o -name '~tonghop.lock')"

    mkdir "$scratch/full"
    if mount -t tmpfs -o size=1500k tmpfs "$scratch/full" 2>/dev/null; then
        say "== A full disk is told, and costs nothing that was there"
        cp -r "$desk/Tháp Mười" "$scratch/full/w"
        rm -rf "$scratch/full/w/2023-10/ket-qua"
        dd if=/dev/zero of="$scratch/full/filler" bs=4k 2>/dev/null || true
        ! "$run" "$desk/tonghop.exe" "$(windows_path "$scratch/full/w/2023-10")" </dev/null >"$scratch/said" 2>&1
        grep "đã đầy" "$scratch/said" >&2
        umount "$scratch/full"
    else
        say "== A full disk: left out, no right to mount"
    fi

    say "== What somebody put in the annex's place is kept, and the annex gets the next number"
    printf 'sửa tay' >"$month/ket-qua/phu-luc-2023-10.xlsx"
    "$run" "$desk/tonghop.exe" --quiet "$(windows_path "$month")" </dev/null
    grep -q 'sửa tay' "$month/ket-qua/phu-luc-2023-10.xlsx"
    test -s "$month/ket-qua/phu-luc-2023-10-2.xlsx"
    say "All is well."
}

# A text as Notepad of every Windows shows it.
for_notepad() {
    printf '\xef\xbb\xbf' >"$2"
    sed 's/$/\r/' "$1" >>"$2"
}

pack() {
    local out exe version folder place python=/usr/bin/python3
    if [ -n "$(git status --porcelain --untracked-files=no)" ]; then
        say "Changes that are not committed are left out: what is packed is the last commit."
    fi
    out=$(mkdir -p "${1:-dist}" && cd "${1:-dist}" && pwd)
    place=$(sources)
    exe=$(build_release "$place")
    cd "$place"
    version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -1)
    folder=$out/tonghop-$version
    rm -rf "$folder" "$folder.zip" "$folder.zip.sha256"
    mkdir -p "$folder/Mẫu trắng" "$folder/Ví dụ"
    cp "$exe" "$folder/tonghop.exe"
    for_notepad tools/data/DOC-TRUOC.txt "$folder/ĐỌC TRƯỚC.txt"
    for_notepad tools/data/CHO-CNTT.txt "$folder/Dành cho cán bộ CNTT.txt"
    for_notepad CHANGELOG.md "$folder/Thay đổi.txt"
    # cmd takes no mark at the beginning.
    sed 's/$/\r/' tools/data/gui-toi.cmd >"$folder/Thêm vào Gửi tới.cmd"
    cp LICENSE-APACHE LICENSE-MIT "$folder/"
    "$python" tools/licences.py "$home/licences.txt"
    for_notepad "$home/licences.txt" "$folder/Giấy phép thư viện.txt"
    "$python" tools/guide_page.py HUONG-DAN.md "$folder/Hướng dẫn.html" "$folder/Tài liệu"
    for forms in templates/*/bieu-mau-gui-xa; do
        cp -r "$forms" "$folder/Mẫu trắng/$(basename "$(dirname "$forms")")"
    done
    cp -r samples/thap-muoi "$folder/Ví dụ/thap-muoi"
    rm -rf "$folder/Ví dụ/thap-muoi/2023-10/ket-qua"
    (cd "$folder" && find . -type f ! -name SHA256SUMS.txt | LC_ALL=C sort | sed 's#^\./##' |
        tr '\n' '\0' | xargs -0 sha256sum >SHA256SUMS.txt)
    # A zip whose names are Unicode and whose bytes do not depend on the day.
    "$python" - "$folder" <<'PY'
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
    (cd "$out" && sha256sum "tonghop-$version.zip" >"tonghop-$version.zip.sha256")
    echo "$folder.zip"
}

case ${1:-} in
setup) setup ;;
build) setup; build ;;
test) setup; shift; environment; exec cargo test --locked --target $target "$@" ;;
try) setup; shift; try "$@" ;;
pack) setup; shift; pack "$@" ;;
*) sed -n '2,11s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
