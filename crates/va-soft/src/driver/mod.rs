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
pub mod settings;
mod surface;
mod video_proc;

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use self::buffer::Buffer;
use self::config::Config;
use self::encode::{Around, CodedFrame, Encoder};
use self::failure::{Failure, Outcome, complain, demand, injected, refuse, wrong};
use self::frame::Frame;
use self::image::Image;
use self::journal::{Calls, Journal};
use self::settings::{GarbageKind, Settings};
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

    fn begin_picture(&mut self, context: u32, target: u32) -> Outcome {
        self.surface(target)?;
        let context = self.context(context)?;
        demand(context.frame.is_none(), || {
            "two pictures are begun at once".into()
        })?;
        context.frame = Some(Frame::new(target));
        if !context.config.converts() {
            self.control();
        }
        Ok(())
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

    fn render_picture(&mut self, context: u32, buffers: &[u32]) -> Outcome {
        let quirks = self.settings.quirks;
        for &id in buffers {
            let buffer = self.buffers.get(&id);
            let buffer = buffer.ok_or_else(|| missing(&self.gone, id, BUFFER))?;
            demand(buffer.context == Some(context), || {
                format!("buffer {id} belongs to another context")
            })?;
            let gone = &self.gone;
            let found = self.contexts.get_mut(&context);
            let context = found.ok_or_else(|| missing(gone, context, CONTEXT))?;
            let packed = context.config.packed;
            let frame = context.frame.as_mut();
            let frame = frame.ok_or_else(|| wrong("a buffer is rendered outside of a picture"))?;
            frame
                .render(buffer, packed, quirks)
                .inspect_err(|failure| frame.spoilt = Some(failure.status))?;
        }
        Ok(())
    }

    /// A picture that could not be ended is no more.
    fn forget_picture(&mut self, context: u32) {
        if let Some(context) = self.contexts.get_mut(&context) {
            context.frame = None;
        }
    }

    /// Ends a picture; how long the call has to block is returned.
    fn end_picture(&mut self, id: u32) -> Outcome<Duration> {
        let context = self.context(id)?;
        let frame = context.frame.take();
        let frame = frame.ok_or_else(|| wrong("a picture is ended that was not begun"))?;
        if let Some(status) = frame.spoilt {
            return Err(refuse(
                status as u32,
                "what was rendered is refused already",
            ));
        }
        if context.config.converts() {
            self.convert(&frame)?;
            return Ok(Duration::ZERO);
        }
        let number = self.frame_number();
        self.frames += 1;
        if let Some((_, status)) = self.settings.lose.filter(|(from, _)| number >= *from) {
            self.lost = Some(status);
            return Err(injected(
                status,
                format!("frame {number} lost, and the device"),
            ));
        }
        let (coded_buffer, coded) = self.encode(id, &frame)?;
        let now = Instant::now();
        let stall = self
            .settings
            .stalls
            .iter()
            .find(|stall| stall.frame == number)
            .copied();
        let (late, block) = match stall {
            Some(stall) if stall.at_end => (Duration::ZERO, stall.time),
            Some(stall) => (stall.time, Duration::ZERO),
            None => (Duration::ZERO, Duration::ZERO),
        };
        let ready = now + self.settings.latency + late + block;
        self.finish(&frame, coded_buffer, coded, ready, number)?;
        Ok(block)
    }

    fn convert(&mut self, frame: &Frame) -> Outcome {
        let pipeline = frame.pipeline;
        let pipeline = pipeline.ok_or_else(|| wrong("a conversion without its parameters"))?;
        let source = self.surfaces.get(&pipeline.surface);
        let source = source.ok_or_else(|| missing(&self.gone, pipeline.surface, SURFACE))?;
        let target = self.surfaces.get(&frame.target);
        let target = target.ok_or_else(|| missing(&self.gone, frame.target, SURFACE))?;
        demand(pipeline.surface != frame.target, || {
            "a conversion of a surface into itself".into()
        })?;
        if !self.settings.encode_off {
            let picture = pipeline.run(source, target)?;
            self.surface(frame.target)?.pixels = Pixels::Nv12(picture);
        }
        self.surface(frame.target)?.generation += 1;
        self.journal.counts.conversions += 1;
        Ok(())
    }

    /// Codes a frame; the coded buffer comes with it.
    fn encode(&mut self, context: u32, frame: &Frame) -> Outcome<(u32, CodedFrame)> {
        let parameters = frame.picture.as_deref();
        let parameters = parameters.ok_or_else(|| wrong("a frame without picture parameters"))?;
        let id = parameters.coded_buf;
        let buffer = self.buffer(id)?;
        let coded = buffer.coded.as_ref();
        let coded = coded.ok_or_else(|| {
            complain(
                VA_STATUS_ERROR_INVALID_BUFFER,
                format!("coded_buf {id} is no coded buffer"),
            )
        })?;
        demand(!buffer.mapped, || format!("coded_buf {id} is mapped"))?;
        demand(!coded.unread, || {
            format!("coded_buf {id} is coded into again before anybody waited for it or mapped it")
        })?;
        let room = buffer.size;
        let gone = &self.gone;
        let found = self.contexts.get_mut(&context);
        let context = found.ok_or_else(|| missing(gone, context, CONTEXT))?;
        let around = Around {
            config: &context.config,
            surfaces: &self.surfaces,
            settings: &self.settings,
            room,
        };
        let coded = context.encoder.encode(frame, &around)?;
        Ok((id, coded))
    }

    /// Puts a coded frame where the application finds it.
    fn finish(
        &mut self,
        frame: &Frame,
        coded_buffer: u32,
        coded: CodedFrame,
        ready: Instant,
        number: u64,
    ) -> Outcome {
        let mut stream = coded.units.concat();
        let counts = &mut self.journal.counts;
        counts.frames += 1;
        counts.idr += u64::from(coded.idr);
        counts.bytes += stream.len() as u64;
        let mut end = 0;
        let mut ends: Vec<usize> = coded
            .units
            .iter()
            .map(|unit| {
                end += unit.len();
                end
            })
            .collect();
        if !self.settings.quirks.segments {
            ends = vec![end];
        }
        if let Some(parameters) = frame.picture.as_deref() {
            let surface = self.surface(parameters.CurrPic.picture_id)?;
            surface.pixels = Pixels::Nv12(coded.picture);
            surface.generation += 1;
            surface.ready = Some(ready);
        }
        self.surface(frame.target)?.ready = Some(ready);
        let garbage = self.settings.garbage.iter().find(|garbage| {
            number == garbage.frame || (garbage.all_later && number > garbage.frame)
        });
        let garbage = garbage.map(|garbage| garbage.kind);
        if garbage == Some(GarbageKind::NoStartCode) {
            for (index, byte) in stream.iter_mut().enumerate() {
                *byte = (index as u8).wrapping_mul(151) | 0x81;
            }
        }
        let buffer = self.buffer(coded_buffer)?;
        let room = buffer.size as u32;
        let Some(into) = &mut buffer.coded else {
            return Err(wrong("the coded buffer is none"));
        };
        into.fill(stream, &ends, 0);
        into.ready = Some(ready);
        into.unread = true;
        if let (Some(kind), Some(segment)) = (garbage, into.segments.last_mut()) {
            match kind {
                GarbageKind::PastEnd => segment.size = room + 4096,
                GarbageKind::Zero => segment.size = 0,
                GarbageKind::NoStartCode => {}
                GarbageKind::Null => segment.buf = std::ptr::null_mut(),
                GarbageKind::Loop => into.knot(),
                GarbageKind::Overflow => segment.status |= VA_CODED_BUF_STATUS_SLICE_OVERFLOW_MASK,
            }
            self.journal.line(&format!(
                "injected vaEndPicture: frame {number} is garbage: {kind:?}"
            ));
        }
        Ok(())
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
