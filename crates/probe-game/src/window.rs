//! The game's window: buffers, drawing, committing.

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, Result};
use smithay_client_toolkit::compositor::CompositorState;
use smithay_client_toolkit::output::OutputState;
use smithay_client_toolkit::reexports::client::globals::GlobalList;
use smithay_client_toolkit::reexports::client::{QueueHandle, protocol::wl_surface::WlSurface};
use smithay_client_toolkit::registry::RegistryState;
use smithay_client_toolkit::seat::SeatState;
use smithay_client_toolkit::seat::pointer_constraints::PointerConstraintsState;
use smithay_client_toolkit::seat::relative_pointer::RelativePointerState;
use smithay_client_toolkit::shell::WaylandSurface as _;
use smithay_client_toolkit::shell::xdg::XdgShell;
use smithay_client_toolkit::shell::xdg::window::{Window, WindowDecorations};
use smithay_client_toolkit::shm::Shm;

use stratus_probe_game::strip::{self, PadEvent, Strip};

use crate::backdrop::Backdrop;
use crate::buffers::{Buffers, DmaBuffers, Offer, ShmBuffers};
use crate::handlers::Hands;
use crate::options::{BufferKind, Dimensions, Options};
use crate::scene::{Camera, Scene};
use crate::schedule::{End, Schedule};

/// The size where the compositor leaves it to the game.
const DEFAULT: Dimensions = Dimensions {
    width: 1280,
    height: 720,
};

/// Everything that belongs to one picture size.
struct Canvas {
    size: Dimensions,
    buffers: Buffers,
    scene: Scene,
}

/// The game.
pub struct Game {
    pub registry: RegistryState,
    pub outputs: OutputState,
    pub seats: SeatState,
    pub shm: Shm,
    pub relative_pointers: RelativePointerState,
    pub pointer_constraints: PointerConstraintsState,
    pub hands: Hands,
    pub options: Options,
    pub schedule: Schedule,
    pub closed: bool,
    /// Why the game cannot go on.
    pub failure: Option<anyhow::Error>,
    /// Where DMA-BUFs are drawn into.
    pub offer: Option<Offer>,
    // Before the window: a sub-surface goes before its parent.
    backdrop: Option<Backdrop>,
    window: Option<Window>,
    canvas: Option<Canvas>,
    frame: u32,
    flipped: bool,
    drawing: Duration,
    slowest: Duration,
}

impl Game {
    pub fn new(
        globals: &GlobalList,
        queue: &QueueHandle<Self>,
        options: Options,
        hands: Hands,
    ) -> Result<Self> {
        let compositor =
            CompositorState::bind(globals, queue).context("the compositor has no wl_compositor")?;
        let shell = XdgShell::bind(globals, queue).context("the compositor has no xdg_wm_base")?;
        let window = (!options.no_window).then(|| {
            let surface = compositor.create_surface(queue);
            let window = shell.create_window(surface, WindowDecorations::None, queue);
            window.set_title("Stratus probe");
            window.set_app_id("stratus-probe-game");
            window.set_fullscreen(None);
            window
        });
        let backdrop = match &window {
            Some(window) if options.subsurface => Some(Backdrop::new(
                &compositor,
                globals,
                queue,
                window.wl_surface(),
            )?),
            _ => None,
        };
        let offer = match &window {
            Some(window) if options.buffers == BufferKind::DmaBuf => {
                let surface = backdrop
                    .as_ref()
                    .map_or(window.wl_surface(), Backdrop::picture);
                Some(Offer::new(globals, queue, surface, &options.udmabuf)?)
            }
            _ => None,
        };
        if let Some(window) = &window {
            window.commit();
        }
        Ok(Self {
            registry: RegistryState::new(globals),
            outputs: OutputState::new(globals, queue),
            seats: SeatState::new(globals, queue),
            shm: Shm::bind(globals, queue).context("the compositor has no wl_shm")?,
            relative_pointers: RelativePointerState::bind(globals, queue),
            pointer_constraints: PointerConstraintsState::bind(globals, queue),
            hands,
            schedule: Schedule::new(&options, Instant::now()),
            options,
            closed: false,
            failure: None,
            offer,
            backdrop,
            window,
            canvas: None,
            frame: 0,
            flipped: false,
            drawing: Duration::ZERO,
            slowest: Duration::ZERO,
        })
    }

    pub fn surface(&self) -> Option<&WlSurface> {
        self.window.as_ref().map(|window| window.wl_surface())
    }

    /// Takes the size that the compositor asks for, where it asks for one.
    pub fn configure(&mut self, width: Option<u32>, height: Option<u32>) -> Result<()> {
        let size = self.options.ignore_size.unwrap_or(Dimensions {
            width: width.unwrap_or(DEFAULT.width),
            height: height.unwrap_or(DEFAULT.height),
        });
        if self.canvas.as_ref().is_some_and(|c| c.size == size) {
            return Ok(());
        }
        eprintln!("probe: {}x{}", size.width, size.height);
        let buffers = match self.options.buffers {
            BufferKind::Shm => Buffers::Shm(ShmBuffers::new(&self.shm, size)?),
            BufferKind::DmaBuf => Buffers::DmaBuf(DmaBuffers::new(size)),
        };
        if let (Some(backdrop), Some(window)) = (&mut self.backdrop, &self.window) {
            backdrop.fill(window.wl_surface(), &self.shm, size)?;
        }
        self.canvas = Some(Canvas {
            size,
            buffers,
            scene: Scene::new(size.width, size.height),
        });
        // The first picture of a size does not wait for a callback of the one before.
        self.schedule.frame_callback();
        Ok(())
    }

    pub fn end(&self, now: Instant) -> Option<End> {
        if self.closed {
            return Some(End::Exit);
        }
        self.schedule.end(now)
    }

    /// When to look again without the compositor.
    pub fn wake(&self) -> Option<Instant> {
        let may_draw = self.offer.as_ref().is_none_or(Offer::is_answered);
        let free = may_draw && self.canvas.as_ref().is_some_and(|c| c.buffers.has_free());
        self.schedule.wake(free)
    }

    /// The buffers, where they are DMA-BUFs.
    pub fn dmabuffers(&mut self) -> Option<&mut DmaBuffers> {
        match self.canvas.as_mut().map(|canvas| &mut canvas.buffers) {
            Some(Buffers::DmaBuf(buffers)) => Some(buffers),
            _ => None,
        }
    }

    /// Spoils the shared memory that came back, where that was asked for.
    pub fn poison_released(&mut self) {
        if self.options.poison
            && let Some(Buffers::Shm(buffers)) =
                self.canvas.as_mut().map(|canvas| &mut canvas.buffers)
        {
            buffers.poison_released();
        }
    }

    /// Draws and commits a picture, if one is due and a buffer is free.
    pub fn draw(&mut self, queue: &QueueHandle<Self>, now: Instant) -> Result<()> {
        let (Some(window), Some(canvas)) = (&self.window, &mut self.canvas) else {
            return Ok(());
        };
        if !self.schedule.is_due(now) {
            return Ok(());
        }
        let Some(n) = canvas.buffers.free(self.offer.as_mut(), queue)? else {
            // A release, or a buffer that is made, wakes the loop.
            return Ok(());
        };
        let began = Instant::now();
        // A press of a pad comes with its event.
        let presses = self.hands.presses.load(Ordering::Acquire);
        let pad_event = self.hands.pad_event.load(Ordering::Relaxed);
        let camera = self.hands.camera(self.frame, self.options.still, presses);
        let strip = Strip {
            frame: self.frame,
            drawn_unix_us: unix_us() as u32,
            presses,
        };
        let Dimensions { width, height } = canvas.size;
        let whole_changed =
            !self.options.still || self.flipped != camera.flipped || self.frame == 0;
        let still = self.options.still;
        let Canvas { buffers, scene, .. } = canvas;
        buffers.draw(n, |pixels, stride| {
            scene.draw(pixels, stride, camera);
            strip.paint(pixels, stride, width);
            PadEvent::paint(pad_event, pixels, stride, width);
            if !still {
                strip.paint_bands(pixels, stride, width, height);
            }
        })?;
        let took = began.elapsed();
        let surface = match &self.backdrop {
            Some(backdrop) => backdrop.picture(),
            None => window.wl_surface(),
        };
        if whole_changed {
            surface.damage_buffer(0, 0, width as i32, height as i32);
        } else {
            let block = strip::block(width);
            let rows = strip::ROWS + 1;
            let (right, bottom) = (strip::COLUMNS * block, rows * block);
            surface.damage_buffer(0, 0, right as i32, bottom as i32);
        }
        surface.frame(queue, surface.clone());
        buffers.attach(n, surface)?;
        surface.commit();
        self.drawing += took;
        self.slowest = self.slowest.max(took);
        self.flipped = camera.flipped;
        self.frame = self.frame.wrapping_add(1);
        self.schedule.drawn(now);
        Ok(())
    }

    /// What happened, in a line.
    pub fn summary(&self) -> String {
        let mean = self.drawing / self.frame.max(1);
        format!(
            "probe: {} pictures, {} presses, drawing {:.2} ms (slowest {:.2})",
            self.frame,
            self.hands.presses.load(Ordering::Relaxed),
            mean.as_secs_f64() * 1e3,
            self.slowest.as_secs_f64() * 1e3,
        )
    }
}

fn unix_us() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
        .as_micros() as u64
}

impl Hands {
    /// Where the scene is at picture `frame`.
    fn camera(&self, frame: u32, still: bool, presses: u32) -> Camera {
        let step = if still { 0 } else { frame };
        Camera {
            x: i64::from(step) * 4 + self.turned.0 as i64,
            y: i64::from(step) + self.turned.1 as i64,
            step,
            flipped: presses % 2 == 1,
        }
    }
}
