//! What is said where libva is missing, and that it loads where it is not.

use std::ffi::CStr;
use std::path::Path;

use stratus_vaapi_sys::{LIBVA, LIBVA_DRM, Libraries, VA_STATUS_ERROR_HW_BUSY};

/// The C library has none of libva's functions, and is there on every machine.
const NOT_LIBVA: &str = "libc.so.6";

fn refusal(libva: &str, libva_drm: &str) -> String {
    // SAFETY: libva's own files, files that are not there, or the C library, which has none of libva's functions.
    let loaded = unsafe { Libraries::load_from(Path::new(libva), Path::new(libva_drm)) };
    let Err(error) = loaded else {
        panic!("{libva} and {libva_drm} are libva");
    };
    error.to_string()
}

#[test]
fn libva_loads_and_answers() {
    // SAFETY: the system's libva.
    let libraries = unsafe { Libraries::load() }.expect("packages libva2 and libva-drm2");
    // SAFETY: the function takes any number, and its answer is a constant string.
    let said = unsafe { CStr::from_ptr(libraries.va.vaErrorStr(VA_STATUS_ERROR_HW_BUSY)) };
    assert_eq!(said.to_str(), Ok("HW busy now"));
    // SAFETY: any number may be given for a descriptor; one that is none gives no display.
    let display = unsafe { libraries.drm.vaGetDisplayDRM(-1) };
    assert!(display.is_null());
}

#[test]
fn a_missing_library_is_named_with_its_package() {
    let said = refusal("libva-of-nobody.so.2", LIBVA_DRM);
    assert!(
        said.starts_with("cannot load libva-of-nobody.so.2: ") && said.contains("Debian: libva2;"),
        "{said}"
    );
    let said = refusal(LIBVA, "libva-drm-of-nobody.so.2");
    assert!(
        said.starts_with("cannot load libva-drm-of-nobody.so.2: ")
            && said.contains("Debian: libva-drm2;"),
        "{said}"
    );
}

#[test]
fn a_missing_function_is_named() {
    let said = refusal(NOT_LIBVA, LIBVA_DRM);
    assert!(
        said.starts_with("libc.so.6 is too old or not libva: ")
            && said.contains("undefined symbol: va"),
        "{said}"
    );
    let said = refusal(LIBVA, NOT_LIBVA);
    assert!(said.contains("vaGetDisplayDRM"), "{said}");
}
