//! Positions in the queue. Players wait in one line when the nodes they could get overlap, directly or
//! through other games; lines that share no node do not delay each other.

use std::collections::{BTreeMap, BTreeSet};

use stratus_protocol::id::{GameId, SessionId};

use super::Schedule;

impl Schedule {
    /// Everyone who waits, with the position in their line, from 1.
    pub(super) fn positions(&self) -> Vec<(SessionId, u32)> {
        let mut lines = self.lines();
        let mut next: BTreeMap<usize, u32> = BTreeMap::new();
        let mut positions = Vec::with_capacity(self.queue.len());
        for session in &self.queue {
            let Some(live) = self.live.get(session) else {
                continue;
            };
            // A game that no connected node has is a line of its own.
            let fresh = lines.len();
            let line = *lines
                .entry(live.game.clone())
                .or_insert(fresh + self.nodes.len());
            let position = next.entry(line).or_insert(0);
            *position += 1;
            positions.push((session.clone(), *position));
        }
        positions
    }

    /// Game → number of its line: games are in one line when a connected node has both.
    fn lines(&self) -> BTreeMap<GameId, usize> {
        let mut groups: Vec<BTreeSet<&GameId>> = Vec::new();
        for slot in self.nodes.values().filter(|slot| slot.connected) {
            let mut merged: BTreeSet<&GameId> = slot.games.iter().collect();
            if merged.is_empty() {
                continue;
            }
            groups.retain(|group| {
                let apart = group.is_disjoint(&merged);
                if !apart {
                    merged.extend(group.iter());
                }
                apart
            });
            groups.push(merged);
        }
        groups
            .iter()
            .enumerate()
            .flat_map(|(line, group)| group.iter().map(move |game| ((*game).clone(), line)))
            .collect()
    }
}
