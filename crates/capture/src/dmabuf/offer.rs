//! What a session offers: formats, modifiers, and the device to allocate on.

use std::io;
use std::os::fd::OwnedFd;
use std::rc::Rc;
use std::sync::Arc;

use rustix::fs::{MemfdFlags, SealFlags, fcntl_add_seals, memfd_create};
use stratus_media::{DmaBufFormat, DmaBufImporter};
use wl_proxy::object::ObjectCoreApi;
use wl_proxy::protocols::linux_dmabuf_v1::zwp_linux_dmabuf_feedback_v1::{
    ZwpLinuxDmabufFeedbackV1, ZwpLinuxDmabufFeedbackV1Handler,
    ZwpLinuxDmabufFeedbackV1TrancheFlags as TrancheFlags,
};
use wl_proxy::protocols::linux_dmabuf_v1::zwp_linux_dmabuf_v1::ZwpLinuxDmabufV1;

/// `DRM_FORMAT_MOD_LINEAR` and `DRM_FORMAT_MOD_INVALID` (`drm_fourcc.h`): all that a client knows which is
/// told no modifiers.
const IMPLICIT: [u64; 2] = [0, 0x00ff_ffff_ffff_ffff];
/// What the list of a tranche may hold: a message has 4096 bytes, an index has two.
const MOST_FORMATS: usize = 1024;

/// An importer, and its offer as the protocol puts it. Made once a session.
pub(crate) struct Offer {
    pub(crate) importer: Arc<dyn DmaBufImporter>,
    /// Each pair once, best first.
    pub(crate) formats: Vec<DmaBufFormat>,
    table: Rc<OwnedFd>,
    table_bytes: u32,
    indices: Vec<u8>,
    device: [u8; 8],
}

impl Offer {
    /// # Errors
    /// The kernel gives no memory file.
    pub(crate) fn new(importer: Arc<dyn DmaBufImporter>) -> io::Result<Self> {
        let mut formats = Vec::new();
        for pair in importer.formats() {
            if !formats.contains(pair) && formats.len() < MOST_FORMATS {
                formats.push(*pair);
            }
        }
        let table = table(&formats);
        let indices = (0..formats.len()).flat_map(|index| (index as u16).to_ne_bytes());
        Ok(Self {
            device: importer.device().to_ne_bytes(),
            importer,
            indices: indices.collect(),
            table: Rc::new(sealed(&table)?),
            table_bytes: table.len() as u32,
            formats,
        })
    }

    /// To a client that has just bound the global. Since version 4 it asks for feedback instead.
    pub(crate) fn announce(&self, global: &ZwpLinuxDmabufV1) {
        let version = global.version();
        if version >= ZwpLinuxDmabufV1::MSG__MODIFIER__DEPRECATED_SINCE {
            return;
        }
        for DmaBufFormat { format, modifier } in &self.formats {
            let code = format.fourcc();
            if version >= ZwpLinuxDmabufV1::MSG__MODIFIER__SINCE {
                global.send_modifier(code, (modifier >> 32) as u32, *modifier as u32);
            } else if IMPLICIT.contains(modifier) {
                global.send_format(code);
            }
        }
    }

    /// One tranche with everything. It never changes, whatever surface it is for.
    pub(crate) fn feedback(&self, feedback: &ZwpLinuxDmabufFeedbackV1) {
        feedback.set_handler(FeedbackHandler);
        feedback.send_format_table(&self.table, self.table_bytes);
        feedback.send_main_device(&self.device);
        feedback.send_tranche_target_device(&self.device);
        feedback.send_tranche_flags(TrancheFlags::empty());
        feedback.send_tranche_formats(&self.indices);
        feedback.send_tranche_done();
        feedback.send_done();
    }
}

/// The table of `format_table`: 4 bytes format, 4 of padding, 8 modifier.
fn table(formats: &[DmaBufFormat]) -> Vec<u8> {
    let mut table = Vec::with_capacity(formats.len() * 16);
    for DmaBufFormat { format, modifier } in formats {
        table.extend_from_slice(&format.fourcc().to_ne_bytes());
        table.extend_from_slice(&[0; 4]);
        table.extend_from_slice(&modifier.to_ne_bytes());
    }
    table
}

/// A memory file that all clients share, so none may change it.
fn sealed(bytes: &[u8]) -> io::Result<OwnedFd> {
    let file = memfd_create(
        "dmabuf-formats",
        MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING,
    )?;
    if rustix::io::pwrite(&file, bytes, 0)? != bytes.len() {
        return Err(io::ErrorKind::WriteZero.into());
    }
    let seals = SealFlags::SEAL | SealFlags::SHRINK | SealFlags::GROW | SealFlags::WRITE;
    fcntl_add_seals(&file, seals)?;
    Ok(file)
}

struct FeedbackHandler;

impl ZwpLinuxDmabufFeedbackV1Handler for FeedbackHandler {
    fn handle_destroy(&mut self, slf: &Rc<ZwpLinuxDmabufFeedbackV1>) {
        slf.delete_id();
    }
}
