//! Pictures: begun, rendered, and ended as a conversion or as a coded frame.

use std::time::{Duration, Instant};

use super::encode::{Around, CodedFrame};
use super::failure::{Outcome, complain, demand, injected, refuse, wrong};
use super::frame::Frame;
use super::settings::GarbageKind;
use super::surface::Pixels;
use super::{BUFFER, CONTEXT, Driver, SURFACE, missing};
use crate::va::*;

impl Driver {
    pub(super) fn begin_picture(&mut self, context: u32, target: u32) -> Outcome {
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

    pub(super) fn render_picture(&mut self, context: u32, buffers: &[u32]) -> Outcome {
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
    pub(super) fn forget_picture(&mut self, context: u32) {
        if let Some(context) = self.contexts.get_mut(&context) {
            context.frame = None;
        }
    }

    /// Ends a picture; how long the call has to block is returned.
    pub(super) fn end_picture(&mut self, id: u32) -> Outcome<Duration> {
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
}
