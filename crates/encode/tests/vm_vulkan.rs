//! DMA-BUFs of the kernel's own exporters, converted by a Vulkan device. Mesa's software driver imports them from 24.3 on;
//! an older one has to say that it does not.
#![allow(clippy::unwrap_used, reason = "a test")]

mod clip;
mod counting;
mod dma_buf;

use std::os::fd::OwnedFd;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use clip::{Picture, config, decode_luma, join, psnr, request};
use counting::{allocations, allocations_of_all};
use dma_buf::{Canvas, bytes_of, draw, each_kind, linear, memfd, plane, udmabuf};
use stratus_encode::governor::{Governed, Open, Reason, Rules, Switch};
use stratus_encode::{
    Backend, EncodeError, Encoder, EncoderConfig, VulkanConverter, WholeFrames, open_on,
};
use stratus_media::{DmaBuf, EncodedFrame, FrameBuffer, PixelFormat, Size, VideoFrame};

const SIZE: Size = Size::new(160, 90);
const FORMAT: PixelFormat = PixelFormat::Xrgb8888;
const STRIDE: u32 = SIZE.width * 4;
const LEN: usize = ((STRIDE * SIZE.height) as usize).next_multiple_of(4096);
/// An emulated processor compiles the shader and runs it.
const PATIENCE: Duration = Duration::from_secs(60);

/// A converter that imports; `None` where the driver does not, after it has said so.
fn converter(target: Size) -> Option<VulkanConverter> {
    let mut converter = VulkanConverter::open(target, None)
        .unwrap()
        .with_limit(PATIENCE);
    if converter.imports() {
        return Some(converter);
    }
    println!("{} imports no DMA-BUF", converter.device_name());
    let fd: Arc<OwnedFd> = udmabuf(&memfd(LEN), LEN).into();
    let said = refusal(
        &mut converter,
        DmaBuf::new(SIZE, FORMAT, 0, vec![plane(&fd, 0, STRIDE)]),
    );
    assert!(said.contains("VK_EXT_external_memory_dma_buf"), "{said}");
    None
}

fn refusal(converter: &mut VulkanConverter, buffer: DmaBuf) -> String {
    let mut frame = Picture::moving(SIZE, 0).frame_as(0, buffer.format, STRIDE);
    frame.size = buffer.size;
    frame.buffer = FrameBuffer::DmaBuf(Arc::new(buffer));
    let error = converter.follow(&frame).unwrap_err();
    assert!(matches!(error, EncodeError::DmaBuf { .. }), "{error}");
    error.to_string()
}

/// The rows of both planes, without their padding.
fn planes(converter: &VulkanConverter, target: Size) -> Vec<u8> {
    let planes = converter.planes();
    let rows = planes.luma.chunks_exact(planes.stride);
    let rows = rows.chain(planes.chroma.chunks_exact(planes.stride));
    rows.flat_map(|row| &row[..target.width as usize])
        .copied()
        .collect()
}

/// The picture `step` as it lies in `buffer`, and the same in shared memory.
fn both(fd: &OwnedFd, buffer: &Arc<DmaBuf>, step: u32, offset: u32) -> [VideoFrame; 2] {
    let stride = buffer.planes[0].stride;
    let make = || Picture::moving(SIZE, step).frame_as(u64::from(step), buffer.format, stride);
    let (shm, mut frame) = (make(), make());
    draw(fd, offset as usize, &bytes_of(&shm).0);
    frame.buffer = FrameBuffer::DmaBuf(Arc::clone(buffer));
    [frame, shm]
}

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn every_kind_of_buffer_looks_as_the_same_picture_in_shared_memory() {
    let formats = [
        PixelFormat::Xrgb8888,
        PixelFormat::Argb8888,
        PixelFormat::Xbgr8888,
        PixelFormat::Abgr8888,
    ];
    // Rows that a linear image may have on any GPU, and others.
    let (offset, strides) = (4096, [STRIDE + 128, STRIDE + 64]);
    let len = (offset + strides[0] * SIZE.height) as usize;
    for (target, stride) in [SIZE, Size::new(96, 96)]
        .into_iter()
        .flat_map(|target| strides.map(|stride| (target, stride)))
    {
        let Some(mut by_import) = converter(target) else {
            return;
        };
        let mut by_copy = converter(target).unwrap();
        for (n, (name, fd)) in each_kind(len.next_multiple_of(4096)).iter().enumerate() {
            let fd = Arc::new(fd.try_clone().unwrap());
            let buffer = linear(&fd, SIZE, formats[n % 4], (offset, stride));
            let mut imported = 0;
            for step in 0..3 {
                let [frame, shm] = both(&fd, &buffer, step, offset);
                let before = allocations();
                by_import.follow(&frame).unwrap();
                imported = allocations() - before;
                by_copy.follow(&shm).unwrap();
                assert!(
                    planes(&by_import, target) == planes(&by_copy, target),
                    "{name}, frame {step}"
                );
            }
            assert_eq!(imported, 0, "allocations of the third frame of {name}");
            println!("{target} {:?} {stride} {name}", buffer.format);
        }
    }
}

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn a_picture_that_is_still_drawn_is_waited_for() {
    let Some(mut converter) = converter(SIZE) else {
        return;
    };
    let canvas = Canvas::new(LEN);
    let fd = Arc::new(canvas.fd.try_clone().unwrap());
    let buffer = linear(&fd, SIZE, FORMAT, (0, STRIDE));
    let [frame, _] = both(&fd, &buffer, 0, 0);
    let fence = canvas.begin();
    let error = converter.follow(&frame).unwrap_err();
    assert!(error.is_the_frames(), "{error}");
    assert!(error.to_string().contains("100 ms"), "{error}");
    assert!(canvas.finish(fence));
    converter.follow(&frame).unwrap();
}

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn a_buffer_that_lies_is_refused_with_the_reason() {
    let Some(mut converter) = converter(SIZE) else {
        return;
    };
    let fd: Arc<OwnedFd> = udmabuf(&memfd(LEN), LEN).into();
    let other: Arc<OwnedFd> = udmabuf(&memfd(LEN), LEN).into();
    let copy: Arc<OwnedFd> = Arc::new(fd.try_clone().unwrap());
    let null: Arc<OwnedFd> = OwnedFd::from(std::fs::File::open("/dev/null").unwrap()).into();
    let fine = |fd: &Arc<OwnedFd>| plane(fd, 0, STRIDE);
    let of = |modifier, planes| DmaBuf::new(SIZE, FORMAT, modifier, planes);
    let mut vast = of(0, vec![fine(&fd)]);
    vast.size = Size::new(1 << 16, 1);
    for (buffer, said) in [
        (of(0, Vec::new()), "0 planes"),
        (of(0, vec![fine(&null)]), "its DMA-BUF has 0"),
        (of(0, vec![plane(&fd, 0, STRIDE - 4)]), "stride is 636"),
        (of(0, vec![plane(&fd, 0, STRIDE * 2)]), "its DMA-BUF has"),
        (
            of(0, vec![plane(&fd, LEN as u32, STRIDE)]),
            "its DMA-BUF has",
        ),
        (of(0, vec![plane(&fd, 0, STRIDE + 2)]), "whole pixels"),
        // A layout of nobody, and the one that only its driver knows.
        (
            of(0xff00_0000_0000_0001, vec![fine(&fd)]),
            "0xff00000000000001",
        ),
        (of((1 << 56) - 1, vec![fine(&fd)]), "does not read"),
        (of(1, vec![fine(&fd), fine(&other)]), "another DMA-BUF"),
        (of(0, vec![fine(&fd), fine(&copy)]), "2 planes"),
    ] {
        let refused = refusal(&mut converter, buffer);
        assert!(refused.contains(said), "{refused}");
    }
    let buffer = linear(&fd, SIZE, FORMAT, (0, STRIDE));
    let [frame, _] = both(&fd, &buffer, 0, 0);
    converter.follow(&frame).unwrap();
}

/// A session's encoder, but with more patience.
fn encoder(config: &EncoderConfig) -> Option<WholeFrames> {
    let converter = converter(config.size)?;
    Some(WholeFrames::new(open_on(config, converter).unwrap()))
}

/// How each picture looks, dB.
fn looks(frames: &[EncodedFrame]) -> Vec<f64> {
    let decoded = decode_luma(&join(frames), SIZE);
    assert_eq!(decoded.len(), frames.len());
    let wanted = (0..).map(|step| Picture::moving(SIZE, step).luma());
    let pairs = decoded.iter().zip(wanted);
    pairs.map(|(luma, wanted)| psnr(luma, &wanted)).collect()
}

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn a_game_in_dma_bufs_is_encoded_as_by_the_cpu() {
    let config = config(SIZE);
    for (name, fd) in each_kind(LEN) {
        let Some(mut device) = encoder(&config) else {
            return;
        };
        let mut cpu = clip::open(&config, Backend::X264).unwrap();
        let fd = Arc::new(fd);
        let buffer = linear(&fd, SIZE, FORMAT, (0, STRIDE));
        let (mut ours, mut cpus) = (Vec::new(), Vec::new());
        for step in 0..8 {
            let [frame, shm] = both(&fd, &buffer, step, 0);
            ours.push(device.encode(frame, &request(SIZE)).unwrap());
            cpus.push(cpu.encode(shm, &request(SIZE)).unwrap());
        }
        let bytes = |frames: &[EncodedFrame]| frames.iter().map(|f| f.payload.len()).sum::<usize>();
        let (bytes, wanted) = (bytes(&ours), bytes(&cpus));
        assert!(bytes.abs_diff(wanted) * 20 < wanted, "{bytes}, {wanted}");
        for (n, (ours, cpus)) in looks(&ours).iter().zip(looks(&cpus)).enumerate() {
            assert!((ours - cpus).abs() < 1.0, "{name} {n}: {ours}, {cpus}");
        }
        // The same buffers go round and round.
        for seq in 8..40 {
            let mut frame = Picture::moving(SIZE, 0).frame(seq);
            frame.buffer = FrameBuffer::DmaBuf(Arc::clone(&buffer));
            let before = allocations_of_all();
            drop(device.encode(frame, &request(SIZE)).unwrap());
            if seq >= 20 {
                assert_eq!(allocations_of_all() - before, 0, "{name}, frame {seq}");
            }
        }
        // What nobody can read costs itself only; what is in shared memory is read, too.
        let mut lie = Picture::moving(SIZE, 0).frame(40);
        let planes = vec![plane(&fd, 0, STRIDE)];
        lie.buffer = FrameBuffer::DmaBuf(Arc::new(DmaBuf::new(SIZE, FORMAT, 1 << 55, planes)));
        let error = device.encode(lie, &request(SIZE)).err().unwrap();
        assert!(matches!(error, EncodeError::DmaBuf { .. }), "{error}");
        let shm = Picture::moving(SIZE, 9).frame(41);
        assert!(!device.encode(shm, &request(SIZE)).unwrap().idr);
        println!("{name}: {bytes} bytes");
    }
}

/// The back ends, with more patience.
struct Patient;

impl Open for Patient {
    fn open(
        &self,
        backend: &Backend,
        config: &EncoderConfig,
    ) -> Result<Box<dyn Encoder>, EncodeError> {
        let Backend::Vulkan { device } = backend else {
            return stratus_encode::open(config, backend);
        };
        let converter = VulkanConverter::open(config.size, device.as_deref())?;
        open_on(config, converter.with_limit(PATIENCE))
    }

    fn may_stall(&self, backend: &Backend) -> bool {
        matches!(backend, Backend::Vulkan { .. })
    }

    fn is_for_dma_bufs(&self, backend: &Backend) -> bool {
        self.may_stall(backend)
    }
}

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn a_session_times_it_with_dma_bufs_or_has_it_by_name_and_never_a_software_device_of_itself() {
    // Open all the while, and everything compiled: an emulated processor takes longer for that than a session waits.
    let Some(mut device) = converter(SIZE) else {
        return;
    };
    let len = (((STRIDE + 128) * SIZE.height) as usize).next_multiple_of(4096);
    let fd: Arc<OwnedFd> = udmabuf(&memfd(len), len).into();
    for stride in [STRIDE, STRIDE + 128] {
        let buffer = linear(&fd, SIZE, FORMAT, (0, stride));
        device.follow(&both(&fd, &buffer, 0, 0)[0]).unwrap();
    }
    let config = config(SIZE);
    let backend = Backend::Vulkan { device: None };
    assert_eq!(clip::open(&config, backend).unwrap().name(), "vulkan");
    let switches = Arc::new(Mutex::new(Vec::new()));
    let watch = || {
        let heard = Arc::clone(&switches);
        Box::new(move |switch: &Switch| heard.lock().unwrap().push(switch.clone())) as Box<_>
    };
    let last = || switches.lock().unwrap().last().cloned().unwrap();
    let rules = Rules {
        deadline: PATIENCE,
        stall: PATIENCE,
        first: PATIENCE,
        open: PATIENCE,
        dead: PATIENCE,
        ..Rules::for_fps(60)
    };
    let backends = vec![Backend::Vulkan { device: None }, Backend::X264];
    for pinned in [false, true] {
        let governed = Governed::open_with(
            &config,
            backends.clone(),
            pinned,
            Arc::new(Patient),
            watch(),
            rules,
        );
        let start = last();
        if pinned {
            assert_eq!(start.to.name(), "vulkan");
            assert_eq!(start.reason, Reason::Pinned);
        } else {
            let said = ["vulkan takes", "x264 takes"];
            let detail = &start.detail;
            assert!(said.iter().all(|said| detail.contains(said)), "{detail}");
        }
        let mut encoder = WholeFrames::new(Box::new(governed.unwrap()) as Box<dyn Encoder>);
        let fd: Arc<OwnedFd> = udmabuf(&memfd(LEN), LEN).into();
        let buffer = linear(&fd, SIZE, FORMAT, (0, STRIDE));
        let frames: Vec<_> = (0..4)
            .map(|step| {
                let [frame, _] = both(&fd, &buffer, step, 0);
                encoder.encode(frame, &request(SIZE)).unwrap()
            })
            .collect();
        assert_eq!(encoder.name(), start.to.name());
        assert!(looks(&frames).iter().all(|db| *db > 30.0));
    }
    let governed = Governed::choose(&config, &Backend::Auto, watch());
    assert_ne!(governed.unwrap().name(), "vulkan");
    let said = last().detail;
    assert!(said.contains("computes on the CPU"), "{said}");
}
