//! Streams whose headers and references are ours, damaged on the way, and decoded by FFmpeg: every picture after a
//! repair is to the bit what the encoder has. The pictures are raw macroblocks (I_PCM) between skipped ones, so that no
//! encoder is needed and each shows which picture it was predicted from.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::{Command, Stdio};

use stratus_encode::h264::{
    ChromaLocation, Deblocking, Load, PicOrderCnt, Pps, Profile, SliceHeader, SliceKind, Sps,
    Stream,
};
use stratus_encode::references::{Ask, Plan, References, Window};
use stratus_media::Size;

/// Four by four macroblocks, each of one brightness.
const SIDE: usize = 4;
const BLOCKS: usize = SIDE * SIDE;

type Shades = [u8; BLOCKS];

/// `mb_type` of I_PCM in I and P slices (tables 7-11 and 7-13).
const I_PCM: u32 = 25;
const P_I_PCM: u32 = 30;

struct Encoder {
    sps: Sps,
    pps: Pps,
    references: References,
    /// What is at each place for pictures.
    places: BTreeMap<u8, Shades>,
    count: u8,
}

impl Encoder {
    fn new(window: Window, frames: u8, pic_order_cnt: PicOrderCnt, first: u32) -> Self {
        let sps = Sps::for_stream(&Stream {
            profile: Profile::ConstrainedBaseline,
            load: Load {
                size: Size::new(SIDE as u32 * 16, SIDE as u32 * 16),
                fps: 30,
                bitrate_bps: 1_000_000,
                buffer_bits: 0,
                references: frames,
            },
            pic_order_cnt,
            chroma_location: ChromaLocation::Left,
        });
        Self {
            sps: sps.unwrap(),
            pps: Pps::default(),
            references: References::new(window, first),
            places: BTreeMap::new(),
            count: 0,
        }
    }

    /// One picture: the reference with one macroblock that is new.
    fn picture(&mut self, ask: Ask) -> (Plan, Vec<u8>, Shades) {
        let plan = self.references.plan(ask);
        self.count = self.count.wrapping_add(1);
        let shade = 16 + self.count % 220;
        let new = usize::from(self.count) % BLOCKS;
        let mut out = Vec::new();
        let mut shades = [shade; BLOCKS];
        if plan.is_idr() {
            self.sps.write(&mut out).unwrap();
            self.pps.write(&self.sps, &mut out).unwrap();
        } else {
            let reference = plan.references[0];
            shades = self.places[&reference.slot.unwrap()];
            shades[new] = shade;
        }
        self.slice(&plan, new, shade, &mut out);
        self.references.coded(&plan);
        self.places.insert(plan.slot, shades);
        (plan, out, shades)
    }

    fn slice(&self, plan: &Plan, new: usize, shade: u8, out: &mut Vec<u8>) {
        let header = SliceHeader {
            first_mb: 0,
            kind: if plan.is_idr() {
                SliceKind::I
            } else {
                SliceKind::P
            },
            frame_num: plan.frame_num,
            pic_order_cnt: plan.pic_order_cnt,
            references: plan.references.len().max(1) as u8,
            modifications: &plan.modifications,
            marking: plan.marking(),
            cabac_init_idc: 0,
            qp_delta: 0,
            deblocking: Deblocking {
                disable_idc: 1,
                ..Deblocking::default()
            },
        };
        let mut nal = header.begin(&self.sps, &self.pps, out).unwrap();
        let pcm = |nal: &mut stratus_encode::h264::NalWriter<'_>, kind| {
            nal.ue(kind);
            nal.align();
            (0..256).for_each(|_| nal.u(8, shade.into()));
            (0..128).for_each(|_| nal.u(8, 128));
        };
        if plan.is_idr() {
            (0..BLOCKS).for_each(|_| pcm(&mut nal, I_PCM));
        } else {
            nal.ue(new as u32); // mb_skip_run
            pcm(&mut nal, P_I_PCM);
            let rest = BLOCKS - 1 - new;
            if rest > 0 {
                nal.ue(rest as u32);
            }
        }
        nal.finish();
    }
}

/// The brightness of each macroblock of each picture, by FFmpeg; every pixel of it has to be the same.
fn decoded(stream: &[u8]) -> Vec<Shades> {
    let mut child = Command::new("ffmpeg")
        .args([
            "-hide_banner",
            "-loglevel",
            "error",
            "-threads",
            "1",
            "-f",
            "h264",
            "-i",
            "-",
        ])
        .args([
            "-fps_mode",
            "passthrough",
            "-f",
            "rawvideo",
            "-pix_fmt",
            "yuv420p",
            "-",
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let bytes = stream.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&bytes));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(said, "", "FFmpeg complains");
    let width = SIDE * 16;
    let picture = |pixels: &[u8]| -> Shades {
        std::array::from_fn(|block| {
            let (x, y) = (block % SIDE * 16, block / SIDE * 16);
            let at = |i: usize| pixels[(y + i / 16) * width + x + i % 16];
            assert!((0..256).all(|i| at(i) == at(0)), "not one brightness");
            at(0)
        })
    };
    let pictures = output.stdout.chunks_exact(width * width * 3 / 2);
    pictures.map(picture).collect()
}

/// Sends `count` pictures, of which `lost` says which are lost; the player tells after `delay` pictures, and decodes what
/// it may. Answers with the stream that it decodes, and what has to come of it.
fn damaged(
    encoder: &mut Encoder,
    count: u32,
    delay: u32,
    keep_every: u32,
    lost: impl Fn(u32) -> bool,
) -> (Vec<u8>, Vec<Shades>, u32) {
    let (mut stream, mut wanted, mut idrs) = (Vec::new(), Vec::new(), 0);
    let mut broken = false;
    let first = encoder.references.next_id();
    for at in 0..count {
        if at >= delay && lost(at - delay) {
            encoder.references.lost(&[first.wrapping_add(at - delay)]);
        }
        let keep = keep_every > 0 && at % keep_every == 0;
        let (plan, bytes, shades) = encoder.picture(Ask { idr: false, keep });
        idrs += u32::from(plan.is_idr());
        broken = lost(at) || broken && !plan.repair && !plan.is_idr();
        if !broken {
            stream.extend(bytes);
            wanted.push(shades);
        }
    }
    (stream, wanted, idrs)
}

fn type_0() -> PicOrderCnt {
    PicOrderCnt::Type0 { log2_max_lsb: 16 }
}

#[test]
fn an_undamaged_stream_is_decoded_as_it_was_encoded() {
    for order in [PicOrderCnt::Type2, type_0()] {
        let window = Window::frames(4).unwrap();
        let mut encoder = Encoder::new(window, 4, order, 0);
        let (stream, wanted, idrs) = damaged(&mut encoder, 600, 0, 0, |_| false);
        assert_eq!((decoded(&stream), idrs), (wanted, 1));
    }
}

#[test]
fn every_picture_after_a_repair_is_what_the_encoder_has() {
    // Single losses and bursts, told up to five pictures late, over twice the range of `frame_num`.
    let patterns: [fn(u32) -> bool; 3] = [
        |at| at % 17 == 9,
        |at| at % 40 > 37,
        |at| at % 23 < 2 && at > 1,
    ];
    for order in [PicOrderCnt::Type2, type_0()] {
        for lost in patterns {
            for delay in [1, 3, 5] {
                let window = Window::frames(8).unwrap();
                let mut encoder = Encoder::new(window, 8, order, u32::MAX - 100);
                let (stream, wanted, idrs) = damaged(&mut encoder, 560, delay, 0, lost);
                assert_eq!(idrs, 1, "a repair cost an IDR");
                assert!(wanted.len() > 300);
                assert_eq!(decoded(&stream), wanted);
            }
        }
    }
}

#[test]
fn a_burst_longer_than_the_window_is_repaired_from_a_long_term_frame() {
    let window = Window::frames(4).unwrap().with_long_term(2).unwrap();
    let mut encoder = Encoder::new(window, 4, PicOrderCnt::Type2, 0);
    let (stream, wanted, idrs) = damaged(&mut encoder, 500, 2, 25, |at| {
        (40..60).contains(&(at % 100))
    });
    assert_eq!(idrs, 1, "a repair cost an IDR");
    assert_eq!(decoded(&stream), wanted);
}

#[test]
fn a_burst_longer_than_the_window_costs_one_idr_without() {
    let window = Window::frames(4).unwrap();
    let mut encoder = Encoder::new(window, 4, PicOrderCnt::Type2, 0);
    let (stream, wanted, idrs) = damaged(&mut encoder, 200, 8, 0, |at| (50..60).contains(&at));
    assert!((2..=4).contains(&idrs), "{idrs}");
    assert_eq!(decoded(&stream), wanted);
}
