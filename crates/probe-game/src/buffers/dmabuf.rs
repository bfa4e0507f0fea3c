//! Buffers of `zwp_linux_dmabuf_v1`.

use std::fs::File;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use smithay_client_toolkit::delegate_dmabuf;
use smithay_client_toolkit::dmabuf::{DmabufFeedback, DmabufFormat, DmabufHandler, DmabufState};
use smithay_client_toolkit::reexports::client::globals::GlobalList;
use smithay_client_toolkit::reexports::client::protocol::wl_buffer::WlBuffer;
use smithay_client_toolkit::reexports::client::protocol::wl_surface::WlSurface;
use smithay_client_toolkit::reexports::client::{Connection, QueueHandle};
use smithay_client_toolkit::reexports::protocols::wp::linux_dmabuf::zv1::client::{
    zwp_linux_buffer_params_v1::{Flags, ZwpLinuxBufferParamsV1},
    zwp_linux_dmabuf_feedback_v1::ZwpLinuxDmabufFeedbackV1,
};
use stratus_probe_game::strip::POISON;

use super::udmabuf::{self, Udmabuf};
use super::{FIRST, MOST};
use crate::options::Dimensions;
use crate::window::Game;

/// `DRM_FORMAT_XRGB8888` of `drm_fourcc.h`.
const XRGB8888: u32 = u32::from_le_bytes(*b"XR24");
/// `DRM_FORMAT_MOD_LINEAR`.
const LINEAR: u64 = 0;
/// Rows start at a multiple of so many bytes, as graphics hardware wants it.
const ALIGNMENT: usize = 256;

/// What the compositor takes, and the device that makes it.
pub struct Offer {
    device: File,
    state: DmabufState,
    /// From version 4 on; before it, the state has a plain list.
    feedback: Option<ZwpLinuxDmabufFeedbackV1>,
    /// Whether linear XRGB8888 is taken, once the feedback is there.
    linear: Option<bool>,
}

impl Offer {
    /// Asks what the compositor takes for pictures of `surface`.
    pub fn new(
        globals: &GlobalList,
        queue: &QueueHandle<Game>,
        surface: &WlSurface,
        device: &Path,
    ) -> Result<Self> {
        let state = DmabufState::new(globals, queue);
        let Some(version) = state.version() else {
            bail!(
                "the compositor takes no DMA-BUFs (it has no zwp_linux_dmabuf_v1 of version 3 or newer): use --buffers shm"
            );
        };
        let device = udmabuf::open(device)?;
        let feedback = (version >= 4)
            .then(|| state.get_surface_feedback(surface, queue))
            .transpose()
            .context("cannot ask which DMA-BUFs the compositor takes")?;
        Ok(Self {
            device,
            state,
            feedback,
            linear: None,
        })
    }

    /// Whether the compositor has said what it takes.
    pub fn is_answered(&self) -> bool {
        self.takes_linear().is_some()
    }

    /// Whether linear XRGB8888 is taken; `None` while the compositor has not said.
    fn takes_linear(&self) -> Option<bool> {
        match self.feedback {
            Some(_) => self.linear,
            // Listed at binding, long before there is a window to draw into.
            None => Some(self.state.modifiers().iter().any(is_linear)),
        }
    }
}

fn is_linear(format: &DmabufFormat) -> bool {
    format.format == XRGB8888 && format.modifier == LINEAR
}

/// One buffer and the memory behind it.
struct DmaBuffer {
    memory: Udmabuf,
    state: State,
}

enum State {
    /// The compositor has not answered.
    Asked(ZwpLinuxBufferParamsV1),
    Free(WlBuffer),
    /// The compositor has it.
    Shown(WlBuffer),
}

/// All of one size, each in a DMA-BUF of its own.
pub struct DmaBuffers {
    size: Dimensions,
    stride: usize,
    buffers: Vec<DmaBuffer>,
}

impl DmaBuffers {
    pub fn new(size: Dimensions) -> Self {
        Self {
            size,
            stride: (size.width as usize * 4).next_multiple_of(ALIGNMENT),
            buffers: Vec::with_capacity(MOST),
        }
    }

    fn position(&self, wanted: impl Fn(&State) -> bool) -> Option<usize> {
        self.buffers.iter().position(|buffer| wanted(&buffer.state))
    }

    fn free_one(&self) -> Option<usize> {
        self.position(|state| matches!(state, State::Free(_)))
    }

    fn is_waiting(&self) -> bool {
        self.position(|state| matches!(state, State::Asked(_)))
            .is_some()
    }

    pub fn has_free(&self) -> bool {
        self.free_one().is_some() || (self.buffers.len() < MOST && !self.is_waiting())
    }

    pub fn free(&mut self, offer: &mut Offer, queue: &QueueHandle<Game>) -> Result<Option<usize>> {
        let free = self.free_one();
        if free.is_some() || self.buffers.len() == MOST || self.is_waiting() {
            return Ok(free);
        }
        match offer.takes_linear() {
            None => return Ok(None),
            Some(false) => bail!(
                "the compositor's list of DMA-BUF formats has no linear XRGB8888, the only one that this game can draw: \
                 use --buffers shm"
            ),
            Some(true) => {}
        }
        // All that a game needs at once, then one by one.
        let missing = FIRST.saturating_sub(self.buffers.len()).max(1);
        for _ in 0..missing {
            self.ask(offer, queue)?;
        }
        Ok(None)
    }

    /// Makes a buffer and shows it to the compositor, which answers later.
    fn ask(&mut self, offer: &Offer, queue: &QueueHandle<Game>) -> Result<()> {
        let Dimensions { width, height } = self.size;
        let memory = Udmabuf::create(&offer.device, self.stride * height as usize)?;
        let params = offer
            .state
            .create_params(queue)
            .context("the compositor takes no DMA-BUFs any more")?;
        params.add(memory.as_fd(), 0, 0, self.stride as u32, LINEAR);
        let params = params.create(width as i32, height as i32, XRGB8888, Flags::empty());
        self.buffers.push(DmaBuffer {
            memory,
            state: State::Asked(params),
        });
        Ok(())
    }

    pub fn draw(&mut self, n: usize, paint: impl FnOnce(&mut [u8], usize)) -> Result<()> {
        let bytes = self.stride * self.size.height as usize;
        self.buffers[n]
            .memory
            .write(|pixels| paint(&mut pixels[..bytes], self.stride))
    }

    pub fn attach(&mut self, n: usize, surface: &WlSurface) {
        let state = &mut self.buffers[n].state;
        if let State::Free(buffer) = state {
            surface.attach(Some(buffer), 0, 0);
            *state = State::Shown(buffer.clone());
        }
    }

    /// Takes the buffer that the compositor made of what it was asked; gives it back where nobody asked.
    fn created(&mut self, params: &ZwpLinuxBufferParamsV1, buffer: WlBuffer) -> Option<WlBuffer> {
        match self.position(|state| matches!(state, State::Asked(asked) if asked == params)) {
            Some(n) => {
                self.buffers[n].state = State::Free(buffer);
                None
            }
            None => Some(buffer),
        }
    }

    /// What to say where the compositor refused what it was asked.
    fn failed(&self, params: &ZwpLinuxBufferParamsV1) -> Option<String> {
        self.position(|state| matches!(state, State::Asked(asked) if asked == params))?;
        let Dimensions { width, height } = self.size;
        Some(format!(
            "the compositor refused a linear XRGB8888 DMA-BUF of {width}x{height} pixels, {} bytes a row: its log may \
             say why; use --buffers shm",
            self.stride
        ))
    }

    /// The compositor needs the buffer no more, and says so truly: whoever still reads it sees white.
    fn released(&mut self, released: &WlBuffer) -> Result<()> {
        let shown = |state: &State| matches!(state, State::Shown(buffer) if buffer == released);
        let Some(n) = self.position(shown) else {
            return Ok(());
        };
        let buffer = &mut self.buffers[n];
        buffer.memory.write(|pixels| pixels.fill(POISON))?;
        buffer.state = State::Free(released.clone());
        Ok(())
    }
}

impl Drop for DmaBuffers {
    fn drop(&mut self) {
        for buffer in &self.buffers {
            match &buffer.state {
                // Destroyed when it comes.
                State::Asked(_) => {}
                State::Free(buffer) | State::Shown(buffer) => buffer.destroy(),
            }
        }
    }
}

impl DmabufHandler for Game {
    fn dmabuf_state(&mut self) -> &mut DmabufState {
        #[allow(
            clippy::expect_used,
            reason = "only the global that an offer bound has events"
        )]
        &mut self.offer.as_mut().expect("an offer").state
    }

    fn dmabuf_feedback(
        &mut self,
        _: &Connection,
        _: &QueueHandle<Self>,
        _: &ZwpLinuxDmabufFeedbackV1,
        feedback: DmabufFeedback,
    ) {
        let Some(offer) = &mut self.offer else {
            return;
        };
        let table = feedback.format_table();
        let mut indices = feedback.tranches().iter().flat_map(|t| &t.formats);
        offer.linear = Some(indices.any(|&at| table.get(usize::from(at)).is_some_and(is_linear)));
    }

    fn created(
        &mut self,
        _: &Connection,
        _: &QueueHandle<Self>,
        params: &ZwpLinuxBufferParamsV1,
        buffer: WlBuffer,
    ) {
        let stray = match self.dmabuffers() {
            Some(buffers) => buffers.created(params, buffer),
            None => Some(buffer),
        };
        if let Some(buffer) = stray {
            // Of a size before this one.
            buffer.destroy();
        }
        params.destroy();
    }

    fn failed(&mut self, _: &Connection, _: &QueueHandle<Self>, params: &ZwpLinuxBufferParamsV1) {
        let refused = self.dmabuffers().and_then(|buffers| buffers.failed(params));
        params.destroy();
        if let Some(said) = refused {
            self.failure = Some(anyhow::Error::msg(said));
        }
    }

    fn released(&mut self, _: &Connection, _: &QueueHandle<Self>, buffer: &WlBuffer) {
        if let Some(Err(error)) = self.dmabuffers().map(|buffers| buffers.released(buffer)) {
            self.failure = Some(error);
        }
    }
}

delegate_dmabuf!(Game);
