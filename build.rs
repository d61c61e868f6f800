//! Gives the Windows program its icon, version, publisher and manifest. Does nothing for other systems.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=tools/windows");
    if std::env::var("CARGO_CFG_TARGET_OS")? != "windows" {
        return Ok(());
    }
    let mut resource = winresource::WindowsResource::new();
    resource
        .set_icon("tools/windows/tonghop.ico")
        .set_manifest_file("tools/windows/tonghop.manifest")
        .set_language(VIETNAMESE)
        .set("ProductName", "tonghop")
        .set("FileDescription", "Tổng hợp báo cáo thành phụ lục Excel")
        .set("CompanyName", "The tonghop contributors")
        .set("LegalCopyright", "Copyright (c) 2026 The tonghop contributors. MIT OR Apache-2.0")
        .set("OriginalFilename", "tonghop.exe")
        .set("InternalName", "tonghop");
    resource.compile()?;
    Ok(())
}

const VIETNAMESE: u16 = 0x042a;
