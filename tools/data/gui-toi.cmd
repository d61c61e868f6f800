@echo off
rem Adds the program to the menu "Send to" of this user: a .cmd file that runs it and keeps the window open.
chcp 65001 >nul
set "muc=%APPDATA%\Microsoft\Windows\SendTo"
if not exist "%~dp0tonghop.exe" (
    echo Không thấy tonghop.exe cạnh tệp này. Giải nén cả thư mục rồi chạy lại.
    pause
    exit /b 1
)
if not exist "%muc%" mkdir "%muc%"
(
    echo @chcp 65001 ^>nul
    echo @"%~dp0tonghop.exe" %%*
    echo @pause
) > "%muc%\Tong hop bao cao.cmd"
if exist "%muc%\Tong hop bao cao.cmd" (
    echo Đã thêm. Nháy phải vào thư mục của kỳ, chọn Gửi tới ^(Send to^), Tong hop bao cao.
) else (
    echo Không ghi được vào %muc%.
)
pause
