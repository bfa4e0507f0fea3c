//! The driver behind libva's entry points.

mod buffer;
mod check;
mod config;
mod cpu;
mod encode;
mod entry;
mod export;
mod failure;
mod frame;
mod image;
mod journal;
mod pictures;
pub mod settings;
mod surface;
mod video_proc;

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use self::buffer::Buffer;
use self::config::Config;
use self::encode::Encoder;
use self::failure::{Failure, Outcome, complain, demand, injected};
use self::frame::Frame;
use self::image::Image;
use self::journal::{Calls, Journal};
use self::settings::Settings;
use self::surface::{Pixels, Surface, Wish};
use crate::va::*;

/// Entry points that work on a lost device too.
const WITHOUT_DEVICE: [&str; 8] = [
    "vaTerminate",
    "vaDestroyConfig",
    "vaDestroyContext",
    "vaDestroySurfaces",
    "vaDestroyBuffer",
    "vaDestroyImage",
    "vaUnmapBuffer",
    "vaQueryConfigProfiles",
];

/// A context.
struct Context {
    config: Config,
    frame: Option<Frame>,
    encoder: Encoder,
}

/// A display's driver.
pub struct Driver {
    settings: Settings,
    journal: Journal,
    last_id: u32,
    configs: BTreeMap<u32, Config>,
    surfaces: BTreeMap<u32, Surface>,
    contexts: BTreeMap<u32, Context>,
    buffers: BTreeMap<u32, Buffer>,
    images: BTreeMap<u32, Image>,
    /// Identifiers of what was destroyed.
    gone: BTreeSet<u32>,
    /// Encoded frames, and those when the settings were set.
    frames: u64,
    frames_before: u64,
    calls_before: BTreeMap<&'static str, u64>,
    lost: Option<u32>,
}

/// What settings call it: libva has two calls of one name.
fn plain(name: &str) -> &str {
    match name {
        "vaCreateSurfaces2" => "vaCreateSurfaces",
        other => other,
    }
}

/// What destroying something takes.
fn take<T>(
    from: &mut BTreeMap<u32, T>,
    gone: &mut BTreeSet<u32>,
    id: u32,
    (status, kind): (u32, &str),
) -> Outcome<T> {
    let taken = from
        .remove(&id)
        .ok_or_else(|| missing(gone, id, (status, kind)))?;
    gone.insert(id);
    Ok(taken)
}

fn missing(gone: &BTreeSet<u32>, id: u32, (status, kind): (u32, &str)) -> Failure {
    let was = if gone.contains(&id) {
        "was destroyed"
    } else {
        "is not there"
    };
    complain(status, format!("{kind} {id} {was}"))
}

const CONFIG: (u32, &str) = (VA_STATUS_ERROR_INVALID_CONFIG, "config");
const CONTEXT: (u32, &str) = (VA_STATUS_ERROR_INVALID_CONTEXT, "context");
const SURFACE: (u32, &str) = (VA_STATUS_ERROR_INVALID_SURFACE, "surface");
const BUFFER: (u32, &str) = (VA_STATUS_ERROR_INVALID_BUFFER, "buffer");
const IMAGE: (u32, &str) = (VA_STATUS_ERROR_INVALID_IMAGE, "image");

impl Driver {
    /// A driver with the environment's settings.
    pub fn new() -> Self {
        let (settings, bad) = Settings::from_environment();
        let mut journal = Journal::open(settings.report.as_deref());
        for text in bad {
            journal.complain("vaInitialize", &text);
        }
        Self {
            settings,
            journal,
            last_id: 0x100,
            configs: BTreeMap::new(),
            surfaces: BTreeMap::new(),
            contexts: BTreeMap::new(),
            buffers: BTreeMap::new(),
            images: BTreeMap::new(),
            gone: BTreeSet::new(),
            frames: 0,
            frames_before: 0,
            calls_before: BTreeMap::new(),
            lost: None,
        }
    }

    /// Counts a call; fails it where a setting says so.
    fn called(&mut self, name: &'static str) -> Outcome {
        let calls = self.journal.calls.entry(name).or_default();
        calls.count += 1;
        let number = calls.count - self.calls_before.get(name).unwrap_or(&0);
        for fail in &self.settings.fails {
            if fail.call == plain(name) && fail.number.is_none_or(|n| n == number) {
                return Err(injected(fail.status, format!("call {number} fails")));
            }
        }
        match self.lost {
            Some(status) if !WITHOUT_DEVICE.contains(&name) => {
                Err(injected(status, "the device is lost"))
            }
            _ => Ok(()),
        }
    }

    fn id(&mut self) -> u32 {
        self.last_id += 1;
        self.last_id
    }

    fn context(&mut self, id: u32) -> Outcome<&mut Context> {
        let gone = &self.gone;
        let found = self.contexts.get_mut(&id);
        found.ok_or_else(|| missing(gone, id, CONTEXT))
    }

    fn surface(&mut self, id: u32) -> Outcome<&mut Surface> {
        let gone = &self.gone;
        let found = self.surfaces.get_mut(&id);
        found.ok_or_else(|| missing(gone, id, SURFACE))
    }

    fn buffer(&mut self, id: u32) -> Outcome<&mut Buffer> {
        let gone = &self.gone;
        let found = self.buffers.get_mut(&id);
        found.ok_or_else(|| missing(gone, id, BUFFER))
    }

    /// The frame that is coded now, from when the settings were set.
    fn frame_number(&self) -> u64 {
        self.frames - self.frames_before
    }

    fn create_surfaces(
        &mut self,
        (width, height): (u32, u32),
        wish: &Wish<'_>,
        count: usize,
    ) -> Outcome<Vec<u32>> {
        demand(wish.import.is_none() || count == 1, || {
            format!("{count} surfaces of one descriptor")
        })?;
        let mut made = Vec::new();
        for _ in 0..count {
            let surface = Surface::new(width, height, wish, &self.settings)?;
            if let Pixels::Imported(import) = &surface.pixels {
                self.journal.counts.imports += 1;
                self.journal.counts.dma_bufs += u64::from(import.is_dma_buf);
            }
            let id = self.id();
            self.surfaces.insert(id, surface);
            made.push(id);
        }
        Ok(made)
    }

    fn create_context(
        &mut self,
        config: u32,
        (width, height): (i32, i32),
        targets: &[u32],
    ) -> Outcome<u32> {
        let found = self.configs.get(&config).copied();
        let config = found.ok_or_else(|| missing(&self.gone, config, CONFIG))?;
        // Conversion has no size of its own.
        let sized = width > 0 && height > 0;
        demand(
            sized || (config.converts() && width >= 0 && height >= 0),
            || format!("a context of {width}×{height}"),
        )?;
        for &target in targets {
            self.surface(target)?;
        }
        let id = self.id();
        self.contexts.insert(
            id,
            Context {
                config,
                frame: None,
                encoder: Encoder::default(),
            },
        );
        Ok(id)
    }

    fn destroy_context(&mut self, id: u32) -> Outcome {
        // Within a picture too: that is how a failed one may end.
        take(&mut self.contexts, &mut self.gone, id, CONTEXT).map(|_| ())
    }

    /// Reads new settings from the control file, where there is one.
    fn control(&mut self) {
        let Some(path) = self.settings.control.clone() else {
            return;
        };
        let Ok(text) = std::fs::read_to_string(&path) else {
            return;
        };
        if let Err(error) = std::fs::remove_file(&path) {
            eprintln!("va-soft: {}: {error}", path.display());
        }
        for line in text.lines().filter(|line| !line.is_empty()) {
            let set = match line.split_once('=') {
                Some((name, value)) => self.settings.set(name, value),
                None => Err("it is not NAME=VALUE".into()),
            };
            if let Err(why) = set {
                self.journal.complain("control", &format!("{line}: {why}"));
            }
        }
        self.frames_before = self.frames;
        let calls = self.journal.calls.iter();
        self.calls_before = calls.map(|(&name, calls)| (name, calls.count)).collect();
    }

    /// When a surface is ready, and marks what was coded into as waited for.
    fn surface_ready(&mut self, id: u32) -> Outcome<Option<Instant>> {
        Ok(self.surface(id)?.ready)
    }

    /// When a coded buffer is ready.
    fn buffer_ready(&mut self, id: u32) -> Outcome<Option<Instant>> {
        Ok(self
            .buffer(id)?
            .coded
            .as_ref()
            .and_then(|coded| coded.ready))
    }

    /// Somebody waited until `ready`: all that was coded by then may be coded into again.
    fn waited(&mut self, ready: Option<Instant>) {
        for coded in self
            .buffers
            .values_mut()
            .filter_map(|buffer| buffer.coded.as_mut())
        {
            if coded.ready <= ready {
                coded.unread = false;
            }
        }
    }

    /// Writes the report's end.
    fn terminate(&mut self) {
        // What images are read through is the driver's own.
        let images: Vec<u32> = self.images.values().map(|image| image.buffer).collect();
        let buffers = self
            .buffers
            .keys()
            .filter(|id| !images.contains(id))
            .count();
        self.journal.end(&[
            ("surfaces_alive", self.surfaces.len()),
            ("buffers_alive", buffers),
            ("configs_alive", self.configs.len()),
            ("contexts_alive", self.contexts.len()),
            ("images_alive", self.images.len()),
        ]);
    }

    fn count_time(&mut self, name: &'static str, time: Duration) {
        let calls: &mut Calls = self.journal.calls.entry(name).or_default();
        calls.time += time;
    }
}
