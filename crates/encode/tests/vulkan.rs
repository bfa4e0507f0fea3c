//! The back end `vulkan`: a device converts, libx264 encodes. On whatever device there is, a software one too, which is
//! given pictures in shared memory where the machine makes no DMA-BUFs. (Those: `vm_vulkan.rs`.)
#![allow(clippy::unwrap_used, reason = "a test")]

mod clip;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use clip::{Picture, config, decode_luma, encode_all, join, nal_types, psnr, request};
use stratus_encode::governor::{Governed, Open, Reason, Rules, Switch};
use stratus_encode::{
    Backend, EncodeError, Encoder, EncoderConfig, FrameCollector, FrameRequest, VulkanConverter,
    WholeFrames, open_on,
};
use stratus_media::{EncodedFrame, PacketPool, PixelFormat, Size};

const SIZE: Size = Size::new(640, 360);

/// A machine with other work compiles the shader for a while.
const PATIENCE: Duration = Duration::from_secs(60);

fn on_device(config: &EncoderConfig, limit: Duration) -> Box<dyn Encoder> {
    let converter = VulkanConverter::open(config.size, None).unwrap();
    open_on(config, converter.with_limit(limit)).unwrap()
}

fn vulkan(config: &EncoderConfig) -> WholeFrames {
    WholeFrames::new(on_device(config, PATIENCE))
}

fn x264(config: &EncoderConfig) -> WholeFrames {
    clip::open(config, Backend::X264).unwrap()
}

/// How each of the decoded pictures looks, dB.
fn looks(frames: &[EncodedFrame], pictures: &[Picture], target: Size) -> Vec<f64> {
    let decoded = decode_luma(&join(frames), target);
    assert_eq!(decoded.len(), pictures.len());
    let pairs = decoded.iter().zip(pictures);
    pairs
        .map(|(decoded, picture)| psnr(decoded, &picture.luma()))
        .collect()
}

#[test]
fn a_player_sees_the_same_as_with_the_cpus_conversion() {
    let pictures: Vec<_> = (0..40).map(|step| Picture::moving(SIZE, step)).collect();
    let config = config(SIZE);
    let mut encoder = vulkan(&config);
    assert_eq!(encoder.name(), "vulkan");
    let by_device = encode_all(&mut encoder, SIZE, &pictures);
    let by_cpu = encode_all(&mut x264(&config), SIZE, &pictures);
    let bytes = |frames: &[EncodedFrame]| frames.iter().map(|f| f.payload.len()).sum::<usize>();
    let (device, cpu) = (bytes(&by_device), bytes(&by_cpu));
    assert!(device.abs_diff(cpu) * 50 < cpu, "{device} bytes, {cpu}");
    let (device, cpu) = (
        looks(&by_device, &pictures, SIZE),
        looks(&by_cpu, &pictures, SIZE),
    );
    for (n, (device, cpu)) in device.iter().zip(&cpu).enumerate() {
        assert!(
            *device > 36.0 && (device - cpu).abs() < 1.0,
            "{n}: {device:.1} dB, by the CPU {cpu:.1}"
        );
    }
}

#[test]
fn the_size_changes_and_the_game_has_another() {
    let small = Size::new(320, 240);
    let mut encoder = vulkan(&config(SIZE));
    for (seq, (game, target)) in [
        (SIZE, SIZE),
        (SIZE, small),
        (Size::new(641, 361), small),
        (Size::new(1, 1), small),
        (small, SIZE),
        (SIZE, SIZE),
    ]
    .into_iter()
    .enumerate()
    {
        let picture = Picture::new(game, |_, _| [255; 3]);
        let frame = picture.frame_as(seq as u64, PixelFormat::Xbgr8888, game.width * 4 + 4);
        let wanted = FrameRequest {
            force_idr: true,
            ..request(target)
        };
        let unit = encoder.encode(frame, &wanted).unwrap();
        assert!(unit.idr);
        assert_eq!(
            (u32::from(unit.width), u32::from(unit.height)),
            (target.width, target.height)
        );
        let luma = decode_luma(&unit.payload, target).remove(0);
        let middle = luma[((target.height + 1) * target.width / 2) as usize];
        assert!(middle > 220, "{game} in {target}: {middle}");
    }
}

#[test]
fn a_lost_frame_is_repaired_without_an_idr() {
    let mut encoder = vulkan(&config(SIZE));
    let mut whole = Vec::new();
    let lost = [7, 8];
    for n in 0..14_u32 {
        let wanted = FrameRequest {
            invalidated: if n == 10 { &lost } else { &[] },
            ..request(SIZE)
        };
        let frame = Picture::moving(SIZE, n).frame(u64::from(n));
        let unit = encoder.encode(frame, &wanted).unwrap();
        assert_eq!((unit.id, unit.idr), (n, n == 0));
        assert_eq!(unit.repair, n == 10);
        whole.push(unit);
    }
    // From the repair on it is what it is without a loss. What is before it and after the loss, nobody shows.
    let kept = whole.iter().filter(|unit| !(7..10).contains(&unit.id));
    let kept = join(kept);
    let shown = decode_luma(&kept, SIZE);
    let wanted = decode_luma(&join(&whole), SIZE);
    assert_eq!(shown.len(), 11);
    assert!(shown[7..] == wanted[10..], "after the repair");
}

#[test]
fn a_picture_that_stands_still_costs_nothing_and_is_left_out() {
    let config = config(SIZE);
    let picture = Picture::moving(SIZE, 0);
    let mut encoder = on_device(&config, PATIENCE);
    encoder.leave_out_unchanged(true);
    let packets = PacketPool::new();
    let request = request(SIZE);
    let mut frames = Vec::new();
    for seq in 0..120 {
        // The whole is said to be damaged each time.
        let mut sink = FrameCollector::new(&packets);
        let end = encoder
            .encode(picture.frame(seq), &request, &mut sink)
            .unwrap();
        if end.bytes == 0 {
            break;
        }
        frames.push(sink.finish(end, "vulkan").unwrap());
    }
    assert!(frames.len() < 100, "it is never left out");
    let seen = decode_luma(&join(&frames), SIZE);
    assert!(psnr(seen.last().unwrap(), &picture.luma()) > 40.0);
    // Asked for, it comes.
    let mut sink = FrameCollector::new(&packets);
    let end = encoder.repeat(&request, &mut sink).unwrap().unwrap();
    let unit = sink.finish(end, "vulkan").unwrap();
    assert!(nal_types(&unit.payload).iter().all(|kind| *kind == 1));
    assert!(unit.payload.len() < 400, "{}", unit.payload.len());
}

#[test]
fn a_device_that_is_late_ends_the_encoder() {
    let mut encoder = on_device(&config(Size::new(1920, 1080)), Duration::ZERO);
    let size = Size::new(1920, 1080);
    let packets = PacketPool::new();
    for seq in 0..2 {
        let frame = Picture::noise(size, 1).frame(seq);
        let mut sink = FrameCollector::new(&packets);
        let error = encoder.encode(frame, &request(size), &mut sink);
        let error = error.unwrap_err();
        assert!(
            matches!(
                error,
                EncodeError::Deadline {
                    backend: "vulkan",
                    ..
                }
            ) && error.ends_encoder(),
            "{error}"
        );
    }
}

/// Opens `vulkan` on a device that has no time from the second one on, and counts.
struct Late(AtomicUsize);

impl Open for Late {
    fn open(
        &self,
        backend: &Backend,
        config: &EncoderConfig,
    ) -> Result<Box<dyn Encoder>, EncodeError> {
        let Backend::Vulkan { .. } = backend else {
            return stratus_encode::open(config, backend);
        };
        self.0.fetch_add(1, Ordering::SeqCst);
        Ok(on_device(config, Duration::ZERO))
    }

    fn may_stall(&self, backend: &Backend) -> bool {
        matches!(backend, Backend::Vulkan { .. })
    }
}

#[test]
fn a_device_that_is_late_again_and_again_is_left_for_the_cpu_and_no_picture_is_missing() {
    let size = Size::new(1920, 1080);
    let switches = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&switches);
    let late = Arc::new(Late(AtomicUsize::new(0)));
    let long = Duration::from_secs(60);
    let rules = Rules {
        within: long,
        dead: long,
        first: long,
        open: long,
        stall: long,
        deadline: long,
        ..Rules::for_fps(60)
    };
    let governed = Governed::open_with(
        &config(size),
        vec![Backend::Vulkan { device: None }, Backend::X264],
        true,
        Arc::clone(&late) as _,
        Box::new(move |switch: &Switch| heard.lock().unwrap().push(switch.clone())),
        rules,
    );
    let mut encoder = WholeFrames::new(Box::new(governed.unwrap()) as Box<dyn Encoder>);
    assert_eq!(encoder.name(), "vulkan");
    let pictures: Vec<_> = (0..3).map(|step| Picture::moving(size, step)).collect();
    let frames = encode_all(&mut encoder, size, &pictures);
    assert_eq!(encoder.name(), "x264");
    assert!(frames[0].idr && !frames[1].idr);
    assert!(looks(&frames, &pictures, size).iter().all(|db| *db > 30.0));
    let switches = switches.lock().unwrap();
    let reasons: Vec<_> = switches.iter().map(|switch| switch.reason).collect();
    use Reason::{Pinned, Stalled};
    assert_eq!(reasons, [Pinned, Stalled, Stalled, Stalled]);
    assert_eq!(switches[3].to, Backend::X264);
    assert_eq!(late.0.load(Ordering::SeqCst), 3);
}

#[test]
fn a_session_has_it_only_where_it_imports_what_games_draw_into() {
    let config = config(SIZE);
    match clip::open(&config, Backend::Vulkan { device: None }) {
        Ok(encoder) => {
            assert_eq!(encoder.name(), "vulkan");
            // What is in shared memory is the CPU's, to the last bit.
            let pictures: Vec<_> = (0..5).map(|step| Picture::moving(SIZE, step)).collect();
            let mut encoder = encoder;
            let ours = join(&encode_all(&mut encoder, SIZE, &pictures));
            let cpus = join(&encode_all(&mut x264(&config), SIZE, &pictures));
            assert!(ours == cpus);
        }
        Err(error) => {
            let said = error.to_string();
            assert!(error.ends_encoder(), "{said}");
            assert!(said.contains("VK_EXT_external_memory_dma_buf"), "{said}");
        }
    }
    let device = Some("/dev/dri/renderD-none".into());
    let error = clip::open(&config, Backend::Vulkan { device }).err();
    let error = error.unwrap().to_string();
    assert!(error.contains("renderD-none"), "{error}");
}
