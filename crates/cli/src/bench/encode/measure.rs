//! The run: every side gets every picture, in turn.

use std::sync::Arc;

use anyhow::Context as _;
use rustix::time::{ClockId, clock_gettime};
use stratus_media::{Damage, Size, Timestamp};

use super::frames::{Buffer, DamageKind, bytes, changed};
use super::input::Source;
use super::libav::{Decoder, Libav};
use super::quality::Quality;
use super::reference::I420;
use super::side::{Side, Turn};
use crate::up;

/// What is measured, and for how long.
#[derive(Clone, Copy)]
pub struct Plan {
    pub size: Size,
    /// Frames that count.
    pub frames: u32,
    /// Frames before them that do not.
    pub warm_up: u32,
    /// Frames after them that show the last picture again, with each kind of damage.
    pub still: u32,
    pub damage: DamageKind,
}

/// Frames of a still picture that are shown before any counts: what moved is refined first.
const REFINING: u32 = 120;

/// What a side did with a picture that stands still, when it was as good as it gets.
#[derive(Default)]
pub struct Still {
    /// Milliseconds a frame that says that all of it changed, though nothing did.
    pub full_damage: Vec<f64>,
    /// The same of a frame that says that nothing did.
    pub no_damage: Vec<f64>,
    /// Of all of them.
    pub bytes: u64,
}

/// What a side did with all frames that count.
#[derive(Default)]
pub struct Tally {
    pub name: String,
    pub convert: Vec<f64>,
    pub encode: Vec<f64>,
    pub first_slice: Vec<f64>,
    pub total: Vec<f64>,
    pub bytes: u64,
    pub still: Still,
    pub quality: Quality,
    /// None where they are not known.
    pub allocations: Option<u64>,
    /// Processor time of the whole program during its turns, and the time that they took, seconds.
    pub cpu: (f64, f64),
}

impl Tally {
    fn add(&mut self, turn: Turn) {
        self.convert.push(turn.convert);
        self.encode.push(turn.encode);
        self.first_slice.push(turn.first_slice);
        self.total.push(turn.total);
        self.allocations = match (self.allocations, turn.allocations) {
            (None, turn) if self.total.len() == 1 => turn,
            (Some(sum), Some(turn)) => Some(sum + turn),
            _ => None,
        };
    }

    /// How many cores were busy on average during its turns.
    pub fn cores_used(&self) -> f64 {
        if self.cpu.1 > 0.0 {
            self.cpu.0 / self.cpu.1
        } else {
            0.0
        }
    }
}

/// A side with all that belongs to it.
struct Lane<'a> {
    side: &'a mut dyn Side,
    buffer: Buffer,
    bits: Vec<u8>,
    decoder: Option<Decoder>,
    tally: Tally,
}

/// Runs all `sides` over `source`; without `libav` nobody looks at what came out.
pub fn measure(
    plan: Plan,
    source: &mut dyn Source,
    sides: Vec<&mut dyn Side>,
    libav: Option<&Arc<Libav>>,
) -> anyhow::Result<Vec<Tally>> {
    let mut lanes = Vec::new();
    for side in sides {
        lanes.push(Lane {
            tally: Tally {
                name: side.name().to_owned(),
                ..Tally::default()
            },
            side,
            buffer: Buffer::new(plan.size),
            // An access unit is not longer than its picture: none grows while it is timed.
            bits: Vec::with_capacity(bytes(plan.size) + (1 << 16)),
            decoder: libav.map(Decoder::open).transpose()?,
        });
    }
    let mut picture = vec![0; bytes(plan.size)];
    let mut before = picture.clone();
    let mut reference = I420::new(plan.size);
    for n in 0..plan.warm_up + plan.frames {
        if up::stopping() {
            anyhow::bail!("stopped after {n} frames");
        }
        std::mem::swap(&mut picture, &mut before);
        source.next(&mut picture)?;
        let damage = match plan.damage {
            DamageKind::Exact if n > 0 => changed(&before, &picture, plan.size),
            _ => Damage::full(plan.size),
        };
        let counts = n >= plan.warm_up;
        // Each goes first as often as the others.
        let first = n as usize % lanes.len();
        for turn in 0..lanes.len() {
            let at = (first + turn) % lanes.len();
            lanes[at].turn(&picture, n, damage, counts)?;
        }
        if libav.is_some() {
            reference.convert(&picture);
            for lane in &mut lanes {
                lane.judge(&reference, counts)
                    .with_context(|| format!("{}, frame {n}", lane.tally.name))?;
            }
        }
    }
    if plan.still > 0 {
        for lane in &mut lanes {
            lane.stand_still(&picture, plan)?;
        }
    }
    Ok(lanes.into_iter().map(|lane| lane.tally).collect())
}

impl Lane<'_> {
    fn turn(&mut self, picture: &[u8], n: u32, damage: Damage, counts: bool) -> anyhow::Result<()> {
        let frame = self.buffer.commit(picture, u64::from(n), damage);
        self.bits.clear();
        let before = (cpu_seconds(), Timestamp::now());
        let turn = self
            .side
            .encode(frame, &mut self.bits)
            .with_context(|| format!("frame {n}"))?;
        let used = cpu_seconds() - before.0;
        if counts {
            self.tally.add(turn);
            self.tally.bytes += self.bits.len() as u64;
            self.tally.cpu.0 += used;
            self.tally.cpu.1 += Timestamp::now().since(before.1).as_secs_f64();
        }
        Ok(())
    }

    /// Shows the last picture again.
    fn stand_still(&mut self, picture: &[u8], plan: Plan) -> anyhow::Result<()> {
        self.side.leave_out_unchanged();
        let full = Damage::full(plan.size);
        let none = Damage {
            width: 0,
            height: 0,
            ..full
        };
        let shown = std::iter::repeat_n((full, false), REFINING as usize)
            .chain(std::iter::repeat_n((full, true), plan.still as usize))
            .chain(std::iter::repeat_n((none, true), plan.still as usize));
        for (seq, (damage, counts)) in (u64::from(plan.warm_up + plan.frames)..).zip(shown) {
            let frame = self.buffer.commit(picture, seq, damage);
            self.bits.clear();
            let turn = self
                .side
                .encode(frame, &mut self.bits)
                .with_context(|| format!("{}, a still frame", self.tally.name))?;
            if counts {
                let still = &mut self.tally.still;
                still.bytes += self.bits.len() as u64;
                if damage == none {
                    still.no_damage.push(turn.total);
                } else {
                    still.full_damage.push(turn.total);
                }
            }
        }
        Ok(())
    }

    fn judge(&mut self, reference: &I420, counts: bool) -> anyhow::Result<()> {
        let Some(decoder) = &mut self.decoder else {
            return Ok(());
        };
        // No bits: the player goes on to see the frame before.
        let decoded = if self.bits.is_empty() {
            decoder.again()?
        } else {
            decoder.decode(&self.bits)?
        };
        if counts {
            self.tally.quality.add(reference, &decoded)?;
        }
        Ok(())
    }
}

/// Processor time of all of this program's threads.
fn cpu_seconds() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// The bits a second that a side spends on the frames that count.
pub fn bitrate(
    plan: Plan,
    source: &mut dyn Source,
    side: &mut dyn Side,
    fps: u32,
) -> anyhow::Result<u32> {
    let plan = Plan { still: 0, ..plan };
    let tallies = measure(plan, source, vec![side], None)?;
    let bytes = tallies.first().map_or(0, |tally| tally.bytes);
    Ok(bits_a_second(bytes, plan.frames, fps))
}

fn bits_a_second(bytes: u64, frames: u32, fps: u32) -> u32 {
    let bits = bytes as f64 * 8.0 * f64::from(fps) / f64::from(frames.max(1));
    // A cast stops at the ends.
    (bits as u32).max(1)
}

#[cfg(test)]
mod tests {
    use super::super::input::Input;
    use super::*;
    use stratus_media::{FrameBuffer, VideoFrame};

    /// Writes down the order of turns, and the first byte of each picture.
    struct Noted<'a>(&'static str, &'a std::sync::Mutex<Vec<(&'static str, u8)>>);

    impl Side for Noted<'_> {
        fn name(&self) -> &str {
            self.0
        }

        fn encode(&mut self, frame: VideoFrame, bits: &mut Vec<u8>) -> anyhow::Result<Turn> {
            let FrameBuffer::Shm { pixels, .. } = &frame.buffer else {
                anyhow::bail!("not in memory");
            };
            self.1.lock().unwrap().push((self.0, pixels.bytes()[0]));
            bits.extend([0; 10]);
            Ok(Turn {
                convert: 1.0,
                encode: 2.0,
                first_slice: 1.5,
                total: frame.seq as f64,
                allocations: (self.0 == "a").then_some(3),
            })
        }
    }

    #[test]
    fn sides_take_turns_at_going_first_and_see_the_same_pictures() {
        let size = Size::new(16, 16);
        let plan = Plan {
            size,
            frames: 3,
            warm_up: 1,
            still: 2,
            damage: DamageKind::Full,
        };
        let noted = std::sync::Mutex::default();
        let (mut a, mut b) = (Noted("a", &noted), Noted("b", &noted));
        let mut source = Input::Noise.open(size).unwrap();
        let tallies = measure(plan, source.as_mut(), vec![&mut a, &mut b], None).unwrap();
        let noted = noted.into_inner().unwrap();
        let order: String = noted.iter().map(|(name, _)| *name).collect();
        assert_eq!(order[..8], *"abbaabba");
        let (noted, still) = noted.split_at(8);
        assert!(noted.chunks(2).all(|pair| pair[0].1 == pair[1].1));
        // The first frame is not counted.
        assert_eq!(tallies[0].total, [1.0, 2.0, 3.0]);
        assert_eq!((tallies[0].bytes, tallies[0].allocations), (30, Some(9)));
        assert_eq!(tallies[1].allocations, None);
        // Then each sees the last one again, until it is as good as it gets.
        assert!(still.iter().all(|(_, shade)| *shade == noted[7].1));
        let shown = 4.0 + f64::from(REFINING);
        for tally in tallies {
            assert_eq!(tally.still.full_damage, [shown, shown + 1.0]);
            assert_eq!(tally.still.no_damage, [shown + 2.0, shown + 3.0]);
            assert_eq!(tally.still.bytes, 40);
        }
    }

    #[test]
    fn a_bitrate_is_that_of_the_frames_that_count() {
        assert_eq!(bits_a_second(1000, 10, 60), 48_000);
        assert_eq!(bits_a_second(0, 0, 60), 1);
        assert_eq!(bits_a_second(u64::MAX, 1, 60), u32::MAX);
    }
}
