//! The session's encoder on a VA-API driver that stalls, loses its device, lies, or cannot read the game's frames: x264
//! goes on with the stream, and nothing is left behind. Alone in its process, because it counts.
#![allow(clippy::unwrap_used, reason = "a test")]

mod clip;
mod driver;
mod governed {
    pub mod fakes;
}

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use clip::config;
use driver::{Canvas, SIZE, until};
use governed::fakes::{patient, request};
use stratus_encode::governor::{BackEnds, Governed, Open, Reason, Rules, Switch};
use stratus_encode::{
    Backend, EncodeError, Encoder, EncoderConfig, FrameRequest, WholeFrames, open,
};
use stratus_media::{EncodedFrame, FrameBuffer, FrameEnd, PixelFormat, SliceSink, VideoFrame};
use stratus_va_soft::host::{self, Host};

/// The real back ends; x264 is given the pixels of what only stands for a DMA-BUF. Linear ones: it reads no other.
struct Readers;

impl Open for Readers {
    fn open(
        &self,
        backend: &Backend,
        config: &EncoderConfig,
    ) -> Result<Box<dyn Encoder>, EncodeError> {
        if *backend != Backend::X264 {
            return BackEnds.open(backend, config);
        }
        Ok(Box::new(FromMemory(open(config, backend)?)))
    }

    fn may_stall(&self, backend: &Backend) -> bool {
        BackEnds.may_stall(backend)
    }
}

struct FromMemory(Box<dyn Encoder>);

impl Encoder for FromMemory {
    fn name(&self) -> &'static str {
        self.0.name()
    }

    fn codec(&self) -> &str {
        self.0.codec()
    }

    fn encode(
        &mut self,
        mut frame: VideoFrame,
        request: &FrameRequest<'_>,
        sink: &mut dyn SliceSink,
    ) -> Result<FrameEnd, EncodeError> {
        if let FrameBuffer::DmaBuf(buffer) = &frame.buffer
            && buffer.modifier == 0
        {
            let plane = &buffer.planes[0];
            let mut bytes = vec![0; plane.stride as usize * buffer.size.height as usize];
            rustix::io::pread(&plane.fd, &mut bytes, plane.offset.into()).unwrap();
            frame.buffer = FrameBuffer::Shm {
                stride: plane.stride,
                pixels: Arc::new(clip::Memory(bytes)),
            };
        }
        self.0.encode(frame, request, sink)
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

/// A session on VA-API, which goes back to it at once.
struct Session {
    encoder: WholeFrames<Governed>,
    switches: Arc<Mutex<Vec<Switch>>>,
    canvas: Canvas,
    seq: u64,
}

impl Session {
    fn open(host: &Host, back_off: Duration) -> Self {
        let switches = Arc::<Mutex<Vec<Switch>>>::default();
        let seen = Arc::clone(&switches);
        let encoder = Governed::open_with(
            &EncoderConfig {
                threads: 1,
                ..config(SIZE)
            },
            vec![
                Backend::VaApi {
                    device: Some(host.node.clone()),
                },
                Backend::X264,
            ],
            false,
            Arc::new(Readers),
            Box::new(move |switch| seen.lock().unwrap().push(switch.clone())),
            Rules {
                back_off,
                back_off_most: back_off,
                ..patient()
            },
        )
        .unwrap();
        assert_eq!(encoder.name(), "vaapi");
        Self {
            encoder: WholeFrames::new(Box::new(encoder)),
            switches,
            canvas: Canvas::new(SIZE),
            seq: 0,
        }
    }

    fn encode(&mut self, canvas: &Canvas) -> Result<EncodedFrame, EncodeError> {
        self.seq += 1;
        self.encoder.encode(canvas.commit(self.seq), &request(SIZE))
    }

    fn picture(&mut self) -> EncodedFrame {
        let canvas = self.canvas.clone();
        self.encode(&canvas).unwrap()
    }

    /// Plays until VA-API has made some pictures in a row.
    fn settle(&mut self) {
        let begun = Instant::now();
        let mut in_a_row = 0;
        while in_a_row < 3 {
            self.picture();
            let at_work = self.encoder.name() == "vaapi";
            in_a_row = if at_work { in_a_row + 1 } else { 0 };
            assert!(
                begun.elapsed() < Duration::from_secs(30),
                "VA-API was not taken back"
            );
        }
    }

    fn last(&self) -> Switch {
        self.switches.lock().unwrap().last().unwrap().clone()
    }
}

/// Has the driver do something from its next picture on.
fn order(setting: &str) {
    let path = std::env::var("STRATUS_VA_SOFT_CONTROL").unwrap();
    std::fs::write(format!("{path}.new"), setting).unwrap();
    std::fs::rename(format!("{path}.new"), path).unwrap();
}

fn with_control(inner: impl FnOnce(&[(&str, &str)])) {
    let folder = tempfile::tempdir().unwrap();
    let control = folder.path().join("control").display().to_string();
    inner(&[
        ("STRATUS_VA_SOFT_CONTROL", &control),
        ("STRATUS_VA_SOFT_ENCODE", "off"),
    ]);
}

/// Threads, files, mappings and resident KiB of this process.
fn held() -> [usize; 4] {
    let count = |path: &str| std::fs::read_dir(path).unwrap().count();
    let read = |path: &str| std::fs::read_to_string(path).unwrap();
    let status = read("/proc/self/status");
    let resident = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .unwrap();
    [
        count("/proc/self/task"),
        count("/proc/self/fd"),
        read("/proc/self/maps").lines().count(),
        resident.split_whitespace().next().unwrap().parse().unwrap(),
    ]
}

#[test]
fn twenty_switches_from_a_driver_that_stalls_or_loses_its_device_leak_nothing() {
    with_control(|settings| {
        let report = host::run(settings, |host| {
            let mut session = Session::open(host, Duration::ZERO);
            let mut faults = 0;
            let mut play = |session: &mut Session, more: usize| {
                for _ in 0..more {
                    session.settle();
                    order(["STALL=0:400", "LOSE=0", "STALL=0:400:end"][faults % 3]);
                    faults += 1;
                    let picture = session.picture();
                    assert!(picture.idr, "decoding begins anew");
                    assert!(picture.payload.starts_with(&[0, 0, 0, 1, 0x67]));
                    let switch = session.last();
                    assert_eq!(switch.to, Backend::X264);
                    assert!(
                        [Reason::Stalled, Reason::DeviceLost].contains(&switch.reason),
                        "{switch}"
                    );
                }
                session.settle();
            };
            play(&mut session, 3);
            // The drivers that stalled return, and what they held goes with them.
            let returned = |most: usize| until("threads are left", || held()[0] <= most);
            returned(3);
            let before = held();
            play(&mut session, 20);
            returned(before[0]);
            until("files are left", || held()[1] <= before[1]);
            let after = held();
            assert!(
                after[2] <= before[2] + 16,
                "mappings: {before:?}, {after:?}"
            );
            assert!(
                after[3] < before[3] + 20_000,
                "memory: {before:?}, {after:?}"
            );
            drop(session);
            until("all displays are closed", || host.report().displays() >= 24);
        });
        report.clean();
    });
}

#[test]
fn a_driver_that_had_no_memory_for_a_buffer_is_taken_back() {
    with_control(|settings| {
        host::run(settings, |host| {
            let mut session = Session::open(host, Duration::from_millis(50));
            session.settle();
            order("FAIL=vaCreateSurfaces:1:ALLOCATION_FAILED");
            session.picture();
            // A buffer that the driver has not seen yet.
            let other = Canvas::new(SIZE);
            assert!(session.encode(&other).unwrap().idr);
            let switch = session.last();
            assert_eq!((switch.to, switch.reason), (Backend::X264, Reason::Failed));
            session.settle();
            session.encode(&other).unwrap();
            assert_eq!(session.encoder.name(), "vaapi");
        })
        .clean();
    });
}

#[test]
fn a_driver_that_returns_garbage_is_dropped_and_the_picture_goes_on() {
    for kind in [
        "past-end",
        "zero",
        "no-start-code",
        "null",
        "loop",
        "overflow",
    ] {
        with_control(|settings| {
            host::run(settings, |host| {
                let mut session = Session::open(host, Duration::from_secs(60));
                session.settle();
                order(&format!("GARBAGE={kind}:0+"));
                let picture = session.picture();
                assert!(picture.idr);
                let switch = session.last();
                assert_eq!((switch.to, switch.reason), (Backend::X264, Reason::Failed));
                assert_eq!(session.encoder.name(), "x264");
            })
            .clean();
        });
    }
}

#[test]
fn a_modifier_that_nobody_can_import_loses_its_frames_alone_and_one_that_the_cpu_reads_goes_there()
{
    let settings = [
        ("STRATUS_VA_SOFT_ENCODE", "off"),
        ("STRATUS_VA_SOFT_QUIRKS", "no-modifiers"),
    ];
    host::run(&settings, |host| {
        let mut session = Session::open(host, Duration::from_secs(60));
        // A linear buffer, which this driver does not take by its modifier: the next path reads it, and it is said.
        let picture = session.picture();
        assert!(picture.idr);
        let switch = session.last();
        assert_eq!(
            (switch.to, switch.reason),
            (Backend::X264, Reason::FrameKind)
        );
        assert!(
            switch
                .detail
                .contains("it cannot read the game's frames (DMA-BUF XR24"),
            "{}",
            switch.detail
        );
        // A layout of a GPU that is not here: the frame is lost, and the reason is the buffer's.
        let tiled = Canvas::with(
            SIZE,
            PixelFormat::Xrgb8888,
            0x0200_0000_0000_0001,
            0,
            SIZE.width * 4,
        );
        let error = session.encode(&tiled).err().unwrap();
        assert!(error.is_the_frames() && !error.ends_encoder(), "{error}");
        assert!(error.to_string().contains("0x200000000000001"), "{error}");
        let next = session.picture();
        assert_eq!((next.id, next.idr), (picture.id + 1, false));
    })
    .clean();
}
