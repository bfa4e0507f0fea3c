//! Which GPU a game draws with.

use std::os::linux::fs::MetadataExt as _;

/// The device number of the first render node in `/dev/dri`; `None` where there is no GPU.
#[must_use]
pub fn first() -> Option<u64> {
    let mut nodes: Vec<_> = std::fs::read_dir("/dev/dri")
        .ok()?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| {
            let name = path.file_name().and_then(|name| name.to_str());
            name.is_some_and(|name| name.starts_with("renderD"))
        })
        .collect();
    nodes.sort();
    let node = nodes.first()?;
    Some(std::fs::metadata(node).ok()?.st_rdev())
}
