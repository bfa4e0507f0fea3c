//! Which GPU a game draws with, and who reads what it drew.

use std::os::linux::fs::MetadataExt as _;
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use stratus_encode::{Backend, EncodeError, LinearImporter, VaApiImporter, VulkanImporter};
use stratus_media::DmaBufImporter;
use tokio::sync::oneshot;

/// How long a driver may take to say what it reads.
const DRIVER: Duration = Duration::from_secs(3);

/// Who reads a game's DMA-BUFs; `None` on a machine where no game can draw into one.
///
/// Linear ones are read by every back end, so that one can go on where another fails. A GPU's own layouts are
/// offered only where `encoder` is that GPU's.
pub async fn importer(encoder: &Backend) -> Option<Arc<dyn DmaBufImporter>> {
    let of_the_driver = match encoder.clone() {
        Backend::VaApi { device } => Some(
            asked("VA-API", move || {
                VaApiImporter::open(device.as_deref()).map(shared)
            })
            .await,
        ),
        Backend::Vulkan { device } => Some(
            asked("Vulkan", move || {
                VulkanImporter::open(device.as_deref()).map(shared)
            })
            .await,
        ),
        Backend::Auto | Backend::X264 => None,
    };
    match of_the_driver {
        Some(Ok(importer)) => return Some(importer),
        Some(Err(reason)) => {
            tracing::warn!("games are offered linear buffers only: {reason}");
        }
        None => {}
    }
    let device = encoder.device().and_then(number).or_else(first)?;
    Some(Arc::new(LinearImporter::new(device)))
}

fn shared(importer: impl DmaBufImporter + 'static) -> Arc<dyn DmaBufImporter> {
    Arc::new(importer)
}

/// What the driver says, if it comes back.
async fn asked<T: Send + 'static>(
    driver: &'static str,
    question: impl FnOnce() -> Result<T, EncodeError> + Send + 'static,
) -> Result<T, String> {
    let (say, said) = oneshot::channel();
    // A thread of its own: a driver that does not come back would hold up the runtime's end.
    thread::Builder::new()
        .name("importer".into())
        .spawn(move || {
            // Where it took too long, nobody listens any more.
            let _ = say.send(question());
        })
        .map_err(|error| format!("no thread for the {driver} driver: {error}"))?;
    match tokio::time::timeout(DRIVER, said).await {
        Ok(Ok(opened)) => opened.map_err(|error| error.to_string()),
        Ok(Err(_)) => Err(format!("the {driver} driver panicked")),
        Err(_) => Err(format!(
            "the {driver} driver did not open within {} s",
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
