//! What a decoder keeps of a stream, by the letter of H.264.

use super::*;
use crate::h264::{ListModification, MarkingOperation};

/// What a slice header says of references.
#[derive(Clone)]
pub(super) struct Header {
    pub(super) id: u32,
    pub(super) idr: Option<bool>,
    pub(super) repair: bool,
    pub(super) frame_num: u32,
    pub(super) active: usize,
    pub(super) modifications: Vec<ListModification>,
    pub(super) operations: Vec<MarkingOperation>,
}

impl Header {
    pub(super) fn of(plan: &Plan) -> Self {
        Self {
            id: plan.id,
            idr: match plan.picture {
                Picture::Idr { long_term, .. } => Some(long_term),
                Picture::Predicted => None,
            },
            repair: plan.repair,
            frame_num: plan.frame_num,
            active: plan.references.len(),
            modifications: plan.modifications.to_vec(),
            operations: plan.operations.to_vec(),
        }
    }
}

/// A picture: which it is and what it was made of. `None` is a place kept for one that never came.
pub(super) type Content = Option<(u32, u64)>;

pub(super) fn made_of(id: u32, references: &[Content]) -> u64 {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut hasher = DefaultHasher::new();
    (id, references).hash(&mut hasher);
    hasher.finish()
}

/// §8.2.4 and §8.2.5 for frames, by the letter, with picture numbers.
#[derive(Clone)]
pub(super) struct Decoder {
    most: usize,
    max_frame_num: i64,
    /// `FrameNum` and picture.
    pub(super) short: Vec<(i64, Content)>,
    /// `LongTermFrameIdx` and picture.
    pub(super) long: Vec<(i64, Content)>,
    last_frame_num: i64,
}

impl Decoder {
    pub(super) fn new(window: Window) -> Self {
        Self {
            most: window.frames.into(),
            max_frame_num: 1 << window.log2_max_frame_num,
            short: Vec::new(),
            long: Vec::new(),
            last_frame_num: 0,
        }
    }

    /// Equation 8-27; for frames this is `PicNum`.
    fn pic_num(&self, frame_num: i64, current: i64) -> i64 {
        if frame_num > current {
            frame_num - self.max_frame_num
        } else {
            frame_num
        }
    }

    fn slide(&mut self, current: i64) {
        assert!(
            self.short.len() + self.long.len() <= self.most,
            "too many frames are kept"
        );
        if self.short.len() + self.long.len() == self.most {
            let numbers = self
                .short
                .iter()
                .map(|(number, _)| self.pic_num(*number, current));
            let oldest = numbers.enumerate().min_by_key(|(_, number)| *number);
            self.short.remove(oldest.expect("a short-term frame").0);
        }
    }

    pub(super) fn list(&self, header: &Header) -> Vec<Content> {
        let current = i64::from(header.frame_num);
        let mut short: Vec<(i64, Content)> = self
            .short
            .iter()
            .map(|(number, content)| (self.pic_num(*number, current), *content))
            .collect();
        short.sort_by_key(|(number, _)| -number);
        let mut long = self.long.clone();
        long.sort_by_key(|(index, _)| *index);
        let mut list: Vec<(bool, i64, Content)> = Vec::new();
        list.extend(
            short
                .iter()
                .map(|(number, content)| (false, *number, *content)),
        );
        list.extend(long.iter().map(|(index, content)| (true, *index, *content)));
        list.truncate(header.active);
        let mut predicted = current;
        for (at, step) in header.modifications.iter().enumerate() {
            let picked = match *step {
                ListModification::LongTerm(index) => {
                    let found = long.iter().find(|(i, _)| *i == i64::from(index));
                    let found = found.expect("a long-term frame that is there");
                    (true, found.0, found.1)
                }
                ListModification::Back(by) | ListModification::Forward(by) => {
                    let by = i64::from(by);
                    let by = if matches!(step, ListModification::Back(_)) {
                        -by
                    } else {
                        by
                    };
                    predicted = (predicted + by).rem_euclid(self.max_frame_num);
                    let number = if predicted > current {
                        predicted - self.max_frame_num
                    } else {
                        predicted
                    };
                    let found = short.iter().find(|(n, _)| *n == number);
                    let found = found.expect("a short-term frame that is there");
                    (false, found.0, found.1)
                }
            };
            list.insert(at, picked);
            let same = |entry: &(bool, i64, Content)| (entry.0, entry.1) == (picked.0, picked.1);
            let mut index = 0;
            list.retain(|entry| {
                index += 1;
                index <= at + 1 || !same(entry)
            });
            list.truncate(header.active);
        }
        list.into_iter().map(|(_, _, content)| content).collect()
    }

    /// Takes what arrived; answers with the pictures that it was made of.
    pub(super) fn decode(&mut self, header: &Header) -> (u64, Vec<Content>) {
        let current = i64::from(header.frame_num);
        if header.idr.is_some() {
            (self.short, self.long) = (Vec::new(), Vec::new());
        } else {
            self.fill_gap(current);
        }
        let list = self.list(header);
        let content = made_of(header.id, &list);
        let picture = Some((header.id, content));
        let mut long_term = (header.idr == Some(true)).then_some(0);
        if header.idr.is_none() && header.operations.is_empty() {
            self.slide(current);
        }
        for operation in &header.operations {
            match *operation {
                MarkingOperation::ForgetShortTerm { back } => {
                    let number = current - i64::from(back);
                    let is = |n: &i64| self.pic_num(*n, current) == number;
                    let at = self.short.iter().position(|(n, _)| is(n));
                    self.short
                        .remove(at.expect("a short-term frame that is there"));
                }
                MarkingOperation::LongTermIndices(count) => {
                    self.long.retain(|(index, _)| *index < i64::from(count));
                }
                MarkingOperation::KeepCurrent { index } => long_term = Some(i64::from(index)),
                ref other => panic!("{other:?}"),
            }
        }
        match long_term {
            Some(index) => {
                self.long.retain(|(i, _)| *i != index);
                self.long.push((index, picture));
            }
            None => self.short.push((current, picture)),
        }
        assert!(
            self.short.len() + self.long.len() <= self.most,
            "too many frames are kept"
        );
        self.last_frame_num = current;
        (content, list)
    }

    /// §8.2.5.2.
    pub(super) fn fill_gap(&mut self, current: i64) {
        let mut missing = (self.last_frame_num + 1) % self.max_frame_num;
        while missing != current {
            self.slide(missing);
            self.short.push((missing, None));
            self.last_frame_num = missing;
            missing = (missing + 1) % self.max_frame_num;
        }
    }
}
