//! Which converts a picture of a given size faster here: the Vulkan device or the CPU.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use stratus_media::{Damage, FrameBuffer, PixelFormat, Pixels, Size, Timestamp, VideoFrame};

use super::NAME;
use super::converter::VulkanConverter;
use super::failure::Failure;
use super::memory::Use;
use super::source::Source;
use crate::EncodeError;
use crate::planes::Planes;

/// Pictures that each converts; the median counts.
const PICTURES: usize = 9;

/// How long a picture may take here.
const PATIENCE: Duration = Duration::from_secs(1);

/// What [`compare`] saw.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The driver's name of the device.
    pub device: String,
    /// The size of the pictures.
    pub size: Size,
    /// From the picture in the device's memory to planes that the CPU can read.
    pub vulkan: Duration,
    /// From the picture in cached memory to planes, by the CPU. Of a game's DMA-BUF it takes longer.
    pub cpu: Duration,
}

impl Comparison {
    /// The device is faster.
    #[must_use]
    pub fn device_wins(&self) -> bool {
        self.vulkan < self.cpu
    }
}

/// Times both, picture by picture in turn.
///
/// # Errors
/// What [`VulkanConverter::open`] and [`VulkanConverter::follow`] answer.
pub fn compare(size: Size, device: Option<&Path>) -> Result<Comparison, EncodeError> {
    // A software device is to lose, not to be late.
    let mut converter = VulkanConverter::open(size, device)?.with_limit(PATIENCE);
    let source = Source::own(converter.device(), size, Use::Private);
    let source = Arc::new(source.map_err(|failure: Failure| failure.while_opening())?);
    // As many threads as a session converts with.
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut planes = Planes::new(size, threads);
    let pixels: Arc<dyn Pixels> = Arc::new(Plain(noise(size)));
    let (mut vulkan, mut cpu) = ([Duration::ZERO; PICTURES], [Duration::ZERO; PICTURES]);
    // The first picture is for what is made once.
    for round in 0..=PICTURES {
        let frame = VideoFrame {
            // Numbers with gaps: each is converted whole.
            seq: round as u64 * 2,
            size,
            format: PixelFormat::Xrgb8888,
            buffer: FrameBuffer::Shm {
                pixels: Arc::clone(&pixels),
                stride: size.width * PixelFormat::BYTES,
            },
            damage: Damage::full(size),
            committed: Timestamp::now(),
            guard: None,
        };
        let start = Instant::now();
        converter.convert_from(Arc::clone(&source), &frame)?;
        let between = Instant::now();
        planes.follow(&frame, NAME)?;
        let end = Instant::now();
        if let Some(at) = round.checked_sub(1) {
            (vulkan[at], cpu[at]) = (between - start, end - between);
        }
    }
    Ok(Comparison {
        device: converter.device_name().to_owned(),
        size,
        vulkan: median(vulkan),
        cpu: median(cpu),
    })
}

fn median(mut times: [Duration; PICTURES]) -> Duration {
    times.sort_unstable();
    times[PICTURES / 2]
}

struct Plain(Vec<u8>);

impl Pixels for Plain {
    fn bytes(&self) -> &[u8] {
        &self.0
    }
}

fn noise(size: Size) -> Vec<u8> {
    let bytes = size.width as usize * size.height as usize * PixelFormat::BYTES as usize;
    let mut state = 1_u32;
    let next = |_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    (0..bytes).map(next).collect()
}
