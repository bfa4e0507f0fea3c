//! The device that makes a game's DMA-BUFs where there is no GPU.

use std::fs;
use std::os::linux::fs::MetadataExt as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use rustix::fs::{CWD, FileType, Mode, mknodat};

/// Where the probe finds the device that makes its DMA-BUFs. A game's GPU does so for it, and a sandbox shows of
/// the machine's devices only GPUs: so the device lies with them.
pub const UDMABUF: &str = "/dev/dri/udmabuf";

/// Makes it.
pub fn show() {
    let device = fs::metadata("/dev/udmabuf").unwrap().st_rdev();
    if !Path::new(UDMABUF).exists() {
        mknodat(
            CWD,
            UDMABUF,
            FileType::CharacterDevice,
            Mode::empty(),
            device,
        )
        .unwrap();
    }
    fs::set_permissions(UDMABUF, fs::Permissions::from_mode(0o666)).unwrap();
}
