import { clockText, isoText, lengthText, streamText, type StreamTime } from './format-time.js';
import { HEADING, hang, table } from './lay-out.js';
import type { StreamFacts } from './stream-facts.js';
import { listOf } from './summary.js';
import { cleanText } from './what-came.js';

/** What is watched, in the lines above the timeline. */
export function writeHeader(facts: StreamFacts, time: StreamTime): string {
  const { url, kind, isLive, playlists, listed, window, dialects, notes } = facts;
  const lines = [line('Watching', url), line('', sentence(kind, isLive, listed, playlists.length))];
  lines.push(...table(playlists.map(cellsOf)).map((row) => `  ${row}`));
  const [from, to] = [streamText(window.from, time), streamText(window.to, time)];
  const day = time.by === 'clock' ? ` UTC on ${isoText(window.to).slice(0, 10)}` : '';
  lines.push(line('Window', `${from} to ${to}${day} (${lengthText(window.to - window.from)})${behindText(facts)}`));
  if (isLive) {
    const viewAt = clockText(window.to - facts.holdBackMs);
    lines.push(
      line(
        'Player',
        `taken to be ${lengthText(facts.holdBackMs)} behind the live edge, at ${viewAt}: "in 4 s" counts from there`,
      ),
    );
  }
  lines.push(line('Markers', listOf(dialects) || 'none now'));
  for (const note of notes) lines.push(line('Note', note));
  return [...lines, '', HEADING].join('\n');
}

function line(label: string, text: string): string {
  return hang(label.padEnd(10), text);
}

function sentence(kind: string, isLive: boolean, listed: number | null, watched: number): string {
  const live = isLive ? 'live' : 'on demand';
  if (kind === 'DASH') return `DASH MPD, ${live}`;
  if (listed === null) return `HLS media playlist, ${live}`;
  const rest = watched < listed ? '; --all watches the others, too' : '';
  return `HLS multivariant playlist, ${live}: ${watched} of its ${listed} playlists are watched${rest}`;
}

function cellsOf({
  name,
  about,
  url,
  segments,
  lengthMs,
  targetMs,
  hasDates,
}: StreamFacts['playlists'][number]): string[] {
  return [
    name,
    cleanText(about),
    `${segments} segments`,
    lengthText(lengthMs),
    `target ${lengthText(targetMs)}`,
    hasDates ? 'dated' : 'no dates',
    url.replace(/^.*\/(?=[^/]+$)/, ''),
  ];
}

function behindText({ behindMs }: StreamFacts): string {
  if (behindMs === null) return '';
  const isAhead = behindMs < -500;
  return `; the edge is ${lengthText(Math.abs(behindMs))} ${isAhead ? 'AHEAD of' : 'behind'} the server's clock`;
}
