//! The system functions of Windows, each called in one documented place.
#![expect(unsafe_code, reason = "the system's functions have no safe form")]

use std::ffi::c_void;
use std::mem::size_of;
use std::ptr::{from_mut, null_mut};

use windows_sys::Win32::Foundation::HWND;
use windows_sys::Win32::System::Console::{GetConsoleProcessList, GetConsoleWindow};
use windows_sys::Win32::System::StationsAndDesktops::{
    GetProcessWindowStation, GetUserObjectInformationW, UOI_FLAGS, USEROBJECTFLAGS,
};
use windows_sys::Win32::System::Threading::{GetStartupInfoW, STARTF_USESHOWWINDOW, STARTUPINFOW};
use windows_sys::Win32::UI::WindowsAndMessaging::{
    GetClassNameW, IsIconic, IsWindowVisible, SW_HIDE,
};

/// The window of the system's own console.
const CONSOLE_CLASS: &str = "ConsoleWindowClass";
/// The stand-in of a terminal program, which is never shown itself.
const TERMINAL_CLASS: &str = "PseudoConsoleWindow";

/// The flag of a window station that has a screen.
const STATION_IS_SEEN: u32 = 1;

/// How many processes use this console; 0 where there is none. From three on it says at least three.
pub(crate) fn processes_in_console() -> usize {
    let mut list = [0_u32; 3];
    // SAFETY: the list is valid for writing as many numbers as its length says. Where there are more
    // processes, the function writes none and returns how many there are.
    let count = unsafe { GetConsoleProcessList(list.as_mut_ptr(), list.len() as u32) };
    (count as usize).min(list.len())
}

/// There is a window, on a screen, and it is neither hidden nor minimised, as macros start programs.
pub(crate) fn is_seen() -> bool {
    // SAFETY: takes nothing, and returns a handle or null.
    let window = unsafe { GetConsoleWindow() };
    if window.is_null() || is_started_hidden() || !station_has_screen() {
        return false;
    }
    // SAFETY: takes any value; of what is no window it says no.
    let is_shown = || unsafe { IsWindowVisible(window) } != 0;
    // SAFETY: as above.
    let is_minimised = || unsafe { IsIconic(window) } != 0;
    match class_of(window).as_str() {
        TERMINAL_CLASS => true,
        CONSOLE_CLASS => is_shown() && !is_minimised(),
        _ => !is_minimised(),
    }
}

/// Did the parent ask for a hidden window?
fn is_started_hidden() -> bool {
    let mut start = STARTUPINFOW::default();
    // SAFETY: the struct is valid for writing; all of it is numbers and pointers, which are not followed.
    unsafe { GetStartupInfoW(&raw mut start) };
    start.dwFlags & STARTF_USESHOWWINDOW != 0 && i32::from(start.wShowWindow) == SW_HIDE
}

/// The class of a window; empty where it has none.
fn class_of(window: HWND) -> String {
    let mut name = [0_u16; 64];
    // SAFETY: the buffer is valid for writing as many characters as its length says, the last zero
    // included; of what is no window the function says 0.
    let length = unsafe { GetClassNameW(window, name.as_mut_ptr(), name.len() as i32) };
    String::from_utf16_lossy(&name[..usize::try_from(length).unwrap_or(0).min(name.len())])
}

/// Services and tasks that run whether or not anybody is logged on have no screen. What the system
/// does not say is taken for yes: a person then sees the answer.
fn station_has_screen() -> bool {
    let mut flags = USEROBJECTFLAGS { fInherit: 0, fReserved: 0, dwFlags: 0 };
    // SAFETY: takes nothing; the handle must not be closed.
    let station = unsafe { GetProcessWindowStation() };
    // SAFETY: the handle is this process's own, and the struct is valid for writing its own size,
    // which is what the function is told; it may be told nothing of the size needed.
    let told = unsafe {
        GetUserObjectInformationW(
            station,
            UOI_FLAGS,
            from_mut(&mut flags).cast::<c_void>(),
            size_of::<USEROBJECTFLAGS>() as u32,
            null_mut(),
        )
    };
    told == 0 || flags.dwFlags & STATION_IS_SEEN != 0
}
