//! Compiles the converter's shader to SPIR-V, once for each kind of source.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use naga::back::spv;
use naga::front::wgsl;
use naga::valid::{Capabilities, ValidationFlags, Validator};

const FOLDER: &str = "src/vulkan/shader";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={FOLDER}");
    println!("cargo::rerun-if-changed=build.rs");
    let folder = Path::new(FOLDER);
    let shared = fs::read_to_string(folder.join("convert.wgsl"))?;
    let mut code = String::new();
    for (name, file) in [
        ("FROM_BUFFER", "from_buffer.wgsl"),
        ("FROM_IMAGE", "from_image.wgsl"),
    ] {
        let text = fs::read_to_string(folder.join(file))? + &shared;
        let words = compile(&text).map_err(|said| format!("{FOLDER}/{file}: {said}"))?;
        writeln!(
            code,
            "/// `{FOLDER}/{file}` and `convert.wgsl` in SPIR-V.\npub(super) const {name}: &[u32] = &{words:?};"
        )?;
    }
    let out = env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?;
    fs::write(Path::new(&out).join("shaders.rs"), code)?;
    Ok(())
}

fn compile(text: &str) -> Result<Vec<u32>, String> {
    let module = wgsl::parse_str(text).map_err(|error| error.emit_to_string(text))?;
    let info = Validator::new(ValidationFlags::all(), Capabilities::IMMEDIATES)
        .validate(&module)
        .map_err(|error| error.emit_to_string(text))?;
    let options = spv::Options {
        lang_version: (1, 3),
        flags: spv::WriterFlags::empty(),
        ..Default::default()
    };
    spv::write_vec(&module, &info, &options, None).map_err(|error| error.to_string())
}
