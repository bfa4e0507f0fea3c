import { STAGES, type PlayStats } from '../worker/messages';

const ms = (n: number): string => (n >= 100 ? n.toFixed(0) : n.toFixed(1));

const NAMES = {
  queued: 'Wait for encoder',
  convert: 'Colours',
  encode: 'Encode',
  send: 'Hand to network',
  network: 'Network',
  decode: 'Decode',
  present: 'Wait for display',
} as const;

export function StatisticsOverlay({ stats }: { stats: PlayStats | undefined }) {
  if (!stats) return <aside class="statistics">Measuring…</aside>;
  const lossShare = (stats.lost / Math.max(1, stats.lost + stats.framesReceived)) * 100;
  return (
    <aside class="statistics" aria-label="Statistics" data-fps={stats.recent.fps}>
      <dl>
        <dt>Frames</dt>
        <dd>
          <b>{stats.recent.fps}</b> fps
        </dd>
        <dt>On display</dt>
        <dd>{stats.recent.freshSlotsPerSecond} / s new</dd>
        <dt>Bitrate</dt>
        <dd>{(stats.recent.bitrateKbps / 1000).toFixed(1)} Mb/s</dd>
        <dt>Round trip</dt>
        <dd>{ms(stats.rttMs)} ms</dd>
        <dt>Loss</dt>
        <dd>
          {stats.lost} ({lossShare.toFixed(1)} %)
        </dd>
        <dt>Sound</dt>
        <dd>
          {stats.audio.bufferMs.toFixed(0)} ms, {stats.audio.underruns} gaps
        </dd>
        <dt>Picture</dt>
        <dd>
          {stats.width}×{stats.height}
        </dd>
      </dl>
      <table>
        <thead>
          <tr>
            <th scope="col">ms</th>
            <th scope="col">p50</th>
            <th scope="col">p95</th>
          </tr>
        </thead>
        <tbody>
          {STAGES.map((stage) => (
            <tr key={stage}>
              <th scope="row">{NAMES[stage]}</th>
              <td>{ms(stats.stages[stage].p50)}</td>
              <td>{ms(stats.stages[stage].p95)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </aside>
  );
}
