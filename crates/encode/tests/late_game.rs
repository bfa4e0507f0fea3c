//! A game whose GPU is still at a frame when it is encoded: no back end is blamed for it.
#![allow(clippy::unwrap_used, reason = "a test")]

mod governed {
    pub mod fakes;
}

use std::io::{PipeWriter, Write as _, pipe};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use governed::fakes::{CONFIG, SIZE, frame, patient, request};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use stratus_encode::governor::{Governed, Open, Switch};
use stratus_encode::{
    Backend, EncodeError, Encoder, EncoderConfig, FrameRequest, WholeFrames, open,
};
use stratus_media::{
    DmaBuf, DmaBufPlane, FrameBuffer, FrameEnd, PixelFormat, SliceSink, VideoFrame,
};

/// A device that would wait for the game's, and so looks as if it had stalled.
struct Device(Box<dyn Encoder>);

impl Encoder for Device {
    fn name(&self) -> &'static str {
        "vulkan"
    }

    fn codec(&self) -> &str {
        self.0.codec()
    }

    fn encode(
        &mut self,
        mut read: VideoFrame,
        request: &FrameRequest<'_>,
        sink: &mut dyn SliceSink,
    ) -> Result<FrameEnd, EncodeError> {
        if let FrameBuffer::DmaBuf(buffer) = &read.buffer {
            let mut fds = [PollFd::new(&buffer.planes[0].fd, PollFlags::IN)];
            let now = Timespec {
                tv_sec: 0,
                tv_nsec: 0,
            };
            if poll(&mut fds, Some(&now)).unwrap() == 0 {
                return Err(EncodeError::Deadline {
                    backend: self.name(),
                    action: "convert a picture",
                    limit: Duration::from_millis(60),
                });
            }
            read = frame(read.seq, SIZE);
        }
        self.0.encode(read, request, sink)
    }

    fn repeat(
        &mut self,
        request: &FrameRequest<'_>,
        sink: &mut dyn SliceSink,
    ) -> Result<Option<FrameEnd>, EncodeError> {
        self.0.repeat(request, sink)
    }

    fn set_bitrate(&mut self, bps: u32) -> Result<(), EncodeError> {
        self.0.set_bitrate(bps)
    }

    fn reconfigure(&mut self, config: &EncoderConfig) -> Result<(), EncodeError> {
        self.0.reconfigure(config)
    }

    fn continue_from(&mut self, id: u32) {
        self.0.continue_from(id);
    }
}

/// Opens one of these, and x264.
struct Devices;

impl Open for Devices {
    fn open(
        &self,
        backend: &Backend,
        config: &EncoderConfig,
    ) -> Result<Box<dyn Encoder>, EncodeError> {
        let real = open(config, &Backend::X264)?;
        Ok(match backend {
            Backend::X264 => real,
            _ => Box::new(Device(real)),
        })
    }

    fn may_stall(&self, backend: &Backend) -> bool {
        *backend != Backend::X264
    }
}

/// A frame in a buffer that is written until the other end of it says so.
fn unwritten(seq: u64) -> (VideoFrame, PipeWriter) {
    let (buffer, writer) = pipe().unwrap();
    let plane = DmaBufPlane {
        fd: Arc::new(buffer.into()),
        offset: 0,
        stride: SIZE.width * 4,
    };
    let buffer = DmaBuf::new(SIZE, PixelFormat::Xrgb8888, 0, vec![plane]);
    let late = VideoFrame {
        buffer: FrameBuffer::DmaBuf(Arc::new(buffer)),
        ..frame(seq, SIZE)
    };
    (late, writer)
}

fn session() -> (WholeFrames<Governed>, Arc<Mutex<Vec<Switch>>>) {
    let switches = Arc::<Mutex<Vec<Switch>>>::default();
    let heard = Arc::clone(&switches);
    let governed = Governed::open_with(
        &CONFIG,
        vec![Backend::Vulkan { device: None }, Backend::X264],
        true,
        Arc::new(Devices),
        Box::new(move |switch| heard.lock().unwrap().push(switch.clone())),
        patient(),
    );
    (WholeFrames::new(Box::new(governed.unwrap())), switches)
}

#[test]
fn a_game_that_draws_late_is_not_taken_for_a_driver_that_stalls() {
    let (mut session, switches) = session();
    let mut shown = 0;
    for seq in 0..10 {
        let (late, mut writer) = unwritten(seq);
        let draws = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(20));
            writer.write_all(&[1]).unwrap();
            writer
        });
        match session.encode(late, &request(SIZE)) {
            Ok(_) => shown += 1,
            // On a machine that does ten other things it may be later than that.
            Err(error) => assert!(error.is_the_frames(), "{error}"),
        }
        drop(draws.join().unwrap());
    }
    assert!(shown > 0, "none was waited for");
    assert_eq!(switches.lock().unwrap().len(), 1, "the first alone");
}

#[test]
fn a_frame_that_is_not_drawn_in_time_is_lost_and_the_next_one_is_the_same_back_ends() {
    let (mut session, switches) = session();
    assert!(session.encode(frame(0, SIZE), &request(SIZE)).unwrap().idr);
    let (late, _writer) = unwritten(1);
    let error = session.encode(late, &request(SIZE)).err().unwrap();
    assert!(
        matches!(error, EncodeError::Unfinished { seq: 1, .. }),
        "{error}"
    );
    assert!(error.is_the_frames() && !error.ends_encoder());
    for said in ["frame 1", "still writes", "wl_buffer.release", "wl_shm"] {
        assert!(error.to_string().contains(said), "{error}");
    }
    let (good, mut writer) = unwritten(2);
    writer.write_all(&[1]).unwrap();
    let next = session.encode(good, &request(SIZE)).unwrap();
    assert_eq!((next.id, next.idr), (1, false));
    assert_eq!(session.name(), "vulkan");
    assert_eq!(switches.lock().unwrap().len(), 1, "the first alone");
}
