//! The game's window: buffers, drawing, committing.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, Result};
use smithay_client_toolkit::compositor::CompositorState;
use smithay_client_toolkit::output::OutputState;
use smithay_client_toolkit::reexports::client::globals::GlobalList;
use smithay_client_toolkit::reexports::client::protocol::wl_shm;
use smithay_client_toolkit::reexports::client::{QueueHandle, protocol::wl_surface::WlSurface};
use smithay_client_toolkit::registry::RegistryState;
use smithay_client_toolkit::seat::SeatState;
use smithay_client_toolkit::seat::pointer_constraints::PointerConstraintsState;
use smithay_client_toolkit::seat::relative_pointer::RelativePointerState;
use smithay_client_toolkit::shell::WaylandSurface as _;
use smithay_client_toolkit::shell::xdg::XdgShell;
use smithay_client_toolkit::shell::xdg::window::{Window, WindowDecorations};
use smithay_client_toolkit::shm::Shm;
use smithay_client_toolkit::shm::slot::{Buffer, SlotPool};

use stratus_probe_game::strip::{self, Strip};

use crate::handlers::Hands;
use crate::options::{Dimensions, Options};
use crate::scene::{Camera, Scene};
use crate::schedule::{End, Schedule};

/// Buffers at first: one on screen, one on its way, one to draw into.
const BUFFERS: usize = 3;
/// Buffers at most, for a compositor that keeps them long.
const MOST_BUFFERS: usize = 6;
/// The size where the compositor leaves it to the game.
const DEFAULT: Dimensions = Dimensions {
    width: 1280,
    height: 720,
};

/// Everything that belongs to one picture size.
struct Canvas {
    size: Dimensions,
    pool: SlotPool,
    buffers: Vec<Buffer>,
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
        presses: Arc<AtomicU32>,
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
            window.commit();
            window
        });
        Ok(Self {
            registry: RegistryState::new(globals),
            outputs: OutputState::new(globals, queue),
            seats: SeatState::new(globals, queue),
            shm: Shm::bind(globals, queue).context("the compositor has no wl_shm")?,
            relative_pointers: RelativePointerState::bind(globals, queue),
            pointer_constraints: PointerConstraintsState::bind(globals, queue),
            hands: Hands::new(presses),
            schedule: Schedule::new(&options, Instant::now()),
            options,
            closed: false,
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
        let bytes = size.width as usize * size.height as usize * 4;
        let pool = SlotPool::new(bytes * BUFFERS, &self.shm)
            .with_context(|| format!("cannot make {BUFFERS} buffers of {bytes} bytes"))?;
        eprintln!("probe: {}x{}", size.width, size.height);
        self.canvas = Some(Canvas {
            size,
            pool,
            buffers: Vec::with_capacity(MOST_BUFFERS),
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
        let free = self.canvas.as_ref().is_some_and(Canvas::has_free_buffer);
        self.schedule.wake(free)
    }

    /// Draws and commits a picture, if one is due and a buffer is free.
    pub fn draw(&mut self, queue: &QueueHandle<Self>, now: Instant) -> Result<()> {
        let (Some(window), Some(canvas)) = (&self.window, &mut self.canvas) else {
            return Ok(());
        };
        if !self.schedule.is_due(now) {
            return Ok(());
        }
        let Some(n) = canvas.free_buffer()? else {
            // A release wakes the loop.
            return Ok(());
        };
        let began = Instant::now();
        let presses = self.hands.presses.load(Ordering::Relaxed);
        let camera = self.hands.camera(self.frame, self.options.still, presses);
        let strip = Strip {
            frame: self.frame,
            drawn_unix_us: unix_us() as u32,
            presses,
        };
        let Dimensions { width, height } = canvas.size;
        let whole_changed =
            !self.options.still || self.flipped != camera.flipped || self.frame == 0;
        let buffer = &canvas.buffers[n];
        if let Some(pixels) = canvas.pool.canvas(buffer) {
            let pixels = &mut pixels[..width as usize * height as usize * 4];
            canvas.scene.draw(pixels, camera);
            strip.paint(pixels, width as usize * 4, width);
        }
        let took = began.elapsed();
        let surface = window.wl_surface();
        let (damaged_width, damaged_height) = if whole_changed {
            (width, height)
        } else {
            let block = strip::block(width);
            (strip::COLUMNS * block, strip::ROWS * block)
        };
        surface.damage_buffer(0, 0, damaged_width as i32, damaged_height as i32);
        surface.frame(queue, surface.clone());
        buffer
            .attach_to(surface)
            .context("cannot attach a free buffer")?;
        window.commit();
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

impl Canvas {
    fn has_free_buffer(&self) -> bool {
        self.buffers.len() < MOST_BUFFERS
            || self.buffers.iter().any(|b| !b.slot().has_active_buffers())
    }

    /// A buffer that the compositor does not read; `None` where it holds all of them.
    fn free_buffer(&mut self) -> Result<Option<usize>> {
        let free = self
            .buffers
            .iter()
            .position(|buffer| !buffer.slot().has_active_buffers());
        if free.is_some() || self.buffers.len() == MOST_BUFFERS {
            return Ok(free);
        }
        let Dimensions { width, height } = self.size;
        let (buffer, _) = self
            .pool
            .create_buffer(
                width as i32,
                height as i32,
                width as i32 * 4,
                wl_shm::Format::Xrgb8888,
            )
            .with_context(|| format!("cannot make a buffer of {width}x{height} pixels"))?;
        self.buffers.push(buffer);
        Ok(Some(self.buffers.len() - 1))
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
