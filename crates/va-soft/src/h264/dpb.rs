//! The decoded picture buffer that a decoder of the stream would have (sections 8.2.4 and 8.2.5), for frames.

use super::headers::{Marking, Modification, SliceHeader};

/// A frame that may be referred to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// The surface that it was reconstructed in.
    pub surface: u32,
    /// How often that surface had been written when it was.
    pub generation: u64,
    pub frame_num: u32,
    pub poc: i32,
    /// `LongTermFrameIdx`, of a long-term frame.
    pub long: Option<u32>,
}

/// What a decoder holds.
#[derive(Clone, Debug, Default)]
pub struct Dpb {
    pub frames: Vec<Held>,
    /// `MaxFrameNum`.
    pub max_frame_num: u32,
    /// `max_num_ref_frames`.
    pub capacity: u32,
}

impl Dpb {
    /// `PicNum` of a short-term frame while `frame_num` is decoded.
    fn pic_num(&self, held: &Held, frame_num: u32) -> i64 {
        let (of, now) = (i64::from(held.frame_num), i64::from(frame_num));
        if of > now {
            of - i64::from(self.max_frame_num)
        } else {
            of
        }
    }

    fn short(&self, pic_num: i64, frame_num: u32) -> Option<Held> {
        let mut frames = self.frames.iter().copied();
        frames.find(|held| held.long.is_none() && self.pic_num(held, frame_num) == pic_num)
    }

    fn long(&self, number: u32) -> Option<Held> {
        let mut frames = self.frames.iter().copied();
        frames.find(|held| held.long == Some(number))
    }

    /// The initial list 0 of a P frame (section 8.2.4.2.1).
    pub fn initial(&self, frame_num: u32) -> Vec<Held> {
        let (mut short, mut long): (Vec<_>, Vec<_>) =
            self.frames.iter().partition(|held| held.long.is_none());
        short.sort_by_key(|held| -self.pic_num(held, frame_num));
        long.sort_by_key(|held| held.long);
        short.into_iter().chain(long).collect()
    }

    /// List 0 of `active` entries after its commands (section 8.2.4.3).
    pub fn list(
        &self,
        frame_num: u32,
        active: usize,
        commands: &[Modification],
    ) -> Result<Vec<Held>, String> {
        let mut list = self.initial(frame_num);
        list.truncate(active);
        let max = i64::from(self.max_frame_num);
        let mut predicted = i64::from(frame_num);
        for (index, &command) in commands.iter().enumerate() {
            if index >= active {
                return Err(format!(
                    "{} commands for a list of {active} references",
                    commands.len()
                ));
            }
            let found = match command {
                Modification::LongTerm(number) => self.long(number).ok_or(format!(
                    "a command asks for LongTermPicNum {number}, which no decoder holds"
                ))?,
                Modification::Subtract(by) | Modification::Add(by) => {
                    if i64::from(by) > max {
                        return Err(format!("abs_diff_pic_num {by} is more than MaxFrameNum"));
                    }
                    predicted = match command {
                        Modification::Subtract(_) => predicted - i64::from(by),
                        _ => predicted + i64::from(by),
                    }
                    .rem_euclid(max);
                    let number = if predicted > i64::from(frame_num) {
                        predicted - max
                    } else {
                        predicted
                    };
                    self.short(number, frame_num).ok_or(format!(
                        "a command asks for PicNum {number}, which no decoder holds"
                    ))?
                }
            };
            // Behind it, the same frame goes.
            let at = index.min(list.len());
            list.insert(at, found);
            let mut place = 0;
            list.retain(|held| {
                place += 1;
                place - 1 <= at || *held != found
            });
            list.truncate(active);
        }
        if list.len() < active {
            return Err(format!(
                "{active} references are active, and a decoder holds {}",
                list.len()
            ));
        }
        Ok(list)
    }

    /// The commands that make `wanted` of the initial list; none where it is that already.
    pub fn commands(&self, frame_num: u32, wanted: &[Held]) -> Vec<Modification> {
        if self.initial(frame_num).get(..wanted.len()) == Some(wanted) {
            return Vec::new();
        }
        let max = i64::from(self.max_frame_num);
        let mut predicted = i64::from(frame_num);
        let command = |held: &Held| match held.long {
            Some(index) => Modification::LongTerm(index),
            None => {
                let number = self.pic_num(held, frame_num);
                let difference = number - predicted;
                predicted = number;
                let by = |value: i64| match value.rem_euclid(max) {
                    0 => max as u32,
                    value => value as u32,
                };
                if difference > 0 {
                    Modification::Add(by(difference))
                } else {
                    Modification::Subtract(by(-difference))
                }
            }
        };
        wanted.iter().map(command).collect()
    }

    /// Marks frames as the slice header says, and takes the new one in (section 8.2.5).
    pub fn store(&mut self, header: &SliceHeader, mut held: Held) -> Result<(), String> {
        if header.nal_ref_idc == 0 {
            return Ok(());
        }
        if header.idr() {
            held.long = header.idr_marking.1.then_some(0);
            self.frames = vec![held];
            return Ok(());
        }
        match &header.marking {
            Some(commands) => self.marked(header.frame_num, commands, &mut held)?,
            None => {
                if self.frames.len() >= self.capacity.max(1) as usize {
                    let oldest = (0..self.frames.len())
                        .filter(|&i| self.frames[i].long.is_none())
                        .min_by_key(|&i| self.pic_num(&self.frames[i], header.frame_num));
                    let oldest = oldest.ok_or("the sliding window finds only long-term frames")?;
                    self.frames.remove(oldest);
                }
            }
        }
        self.frames.push(held);
        if self.frames.len() > self.capacity as usize {
            let count = self.frames.len();
            self.frames.pop();
            return Err(format!(
                "{count} reference frames are marked, and max_num_ref_frames is {}",
                self.capacity
            ));
        }
        Ok(())
    }

    fn marked(
        &mut self,
        frame_num: u32,
        commands: &[Marking],
        this: &mut Held,
    ) -> Result<(), String> {
        let number = |difference: u32| i64::from(frame_num) - i64::from(difference);
        for &command in commands {
            match command {
                Marking::ForgetShort(difference) => {
                    let held = self.short(number(difference), frame_num);
                    let held = held.ok_or(format!(
                        "operation 1 names PicNum {}, which no decoder holds",
                        number(difference)
                    ))?;
                    self.frames.retain(|other| *other != held);
                }
                Marking::ForgetLong(index) => {
                    self.long(index).ok_or(format!(
                        "operation 2 names LongTermPicNum {index}, which no decoder holds"
                    ))?;
                    self.frames.retain(|other| other.long != Some(index));
                }
                Marking::Keep(difference, index) => {
                    let held = self.short(number(difference), frame_num);
                    let held = held.ok_or(format!(
                        "operation 3 names PicNum {}, which no decoder holds",
                        number(difference)
                    ))?;
                    self.frames.retain(|other| other.long != Some(index));
                    for other in self.frames.iter_mut().filter(|other| **other == held) {
                        other.long = Some(index);
                    }
                }
                Marking::MaxLong(plus1) => self
                    .frames
                    .retain(|other| other.long.is_none_or(|index| index < plus1)),
                Marking::ForgetAll => return Err("operation 5 is not followed here".into()),
                Marking::KeepThis(index) => {
                    self.frames.retain(|other| other.long != Some(index));
                    this.long = Some(index);
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test")]
    use super::*;

    fn held(surface: u32, frame_num: u32, long: Option<u32>) -> Held {
        Held {
            surface,
            generation: 1,
            frame_num,
            poc: 2 * surface as i32,
            long,
        }
    }

    fn dpb() -> Dpb {
        Dpb {
            frames: vec![
                held(0, 14, None),
                held(1, 15, None),
                held(2, 0, None),
                held(3, 9, Some(0)),
            ],
            max_frame_num: 16,
            capacity: 4,
        }
    }

    #[test]
    fn the_newest_comes_first_round_the_end_of_frame_num() {
        let order: Vec<_> = dpb().initial(1).iter().map(|held| held.surface).collect();
        assert_eq!(order, [2, 1, 0, 3]);
    }

    #[test]
    fn every_list_is_made_by_its_commands() {
        let dpb = dpb();
        for a in 0..4 {
            for b in 0..4 {
                if a == b {
                    continue;
                }
                let wanted = [dpb.frames[a], dpb.frames[b]];
                let commands = dpb.commands(1, &wanted);
                assert_eq!(dpb.list(1, 2, &commands).unwrap(), wanted, "{commands:?}");
            }
        }
        assert!(dpb.list(1, 1, &[Modification::Subtract(5)]).is_err());
        assert!(dpb.list(1, 5, &[]).is_err());
    }
}
