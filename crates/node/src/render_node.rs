//! Which GPU a game draws with, and who reads what it drew.

use std::os::linux::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use stratus_encode::{Backend, LinearImporter, VaApiImporter};
use stratus_media::DmaBufImporter;
use tokio::sync::oneshot;

/// How long a VA-API driver may take to say what it reads.
const DRIVER: Duration = Duration::from_secs(3);

/// Who reads a game's DMA-BUFs; `None` on a machine where no game can draw into one.
///
/// Linear ones are read by every back end, so that one can go on where another fails. A GPU's own layouts are
/// offered only where `encoder` is that GPU's.
pub async fn importer(encoder: &Backend) -> Option<Arc<dyn DmaBufImporter>> {
    if let Backend::VaApi { device } = encoder {
        match of_the_driver(device.clone()).await {
            Ok(importer) => return Some(Arc::new(importer)),
            Err(reason) => {
                tracing::warn!("games are offered linear buffers only: {reason}");
            }
        }
    }
    let device = encoder.device().and_then(number).or_else(first)?;
    Some(Arc::new(LinearImporter::new(device)))
}

async fn of_the_driver(device: Option<PathBuf>) -> Result<VaApiImporter, String> {
    let (say, said) = oneshot::channel();
    // A thread of its own: a driver that does not come back would hold up the runtime's end.
    thread::Builder::new()
        .name("va-api".into())
        .spawn(move || {
            // Where it took too long, nobody listens any more.
            let _ = say.send(VaApiImporter::open(device.as_deref()));
        })
        .map_err(|error| format!("no thread for the VA-API driver: {error}"))?;
    match tokio::time::timeout(DRIVER, said).await {
        Ok(Ok(opened)) => opened.map_err(|error| error.to_string()),
        Ok(Err(_)) => Err("the VA-API driver panicked".into()),
        Err(_) => Err(format!(
            "the VA-API driver did not open within {} s",
            DRIVER.as_secs()
        )),
    }
}

/// The device number of the first render node in `/dev/dri`; `None` where there is no GPU.
fn first() -> Option<u64> {
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
    number(nodes.first()?)
}

fn number(node: &Path) -> Option<u64> {
    Some(std::fs::metadata(node).ok()?.st_rdev())
}
