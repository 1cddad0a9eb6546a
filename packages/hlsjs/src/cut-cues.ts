import { cutTimedText } from './cut-timed-text.js';
import type { Stretch } from './stretch.js';

const MAP = /^X-TIMESTAMP-MAP=.*\n?/m;
const CLOCK = '((?:\\d+:)?\\d\\d:\\d\\d\\.\\d{3})';
const TIMES = new RegExp(`^${CLOCK}([ \\t]+-->[ \\t]+)${CLOCK}`, 'm');
/** MPEG counts 90,000 a second, in 33 bits. */
const CLOCK_RATE = 90_000;
const TURN_SECONDS = 2 ** 33 / CLOCK_RATE;

/**
 * A segment of WebVTT without what is outside of its stretch: a file that lies across ads is loaded for each side of them, and a cue that
 * began before an ad is not read over it. It says where its cues are (RFC 8216 §3.5) such that hls.js always asks the picture of the same
 * stretch: a map to the very time that this begins with is taken for none by it, and none was, up to 1.6, for media time. A fragment of
 * IMSC1 says it on the clock of the picture. `stretch` null: nothing is known of the picture, and nothing is cut.
 */
export function cutCues(data: ArrayBuffer, stretch: Stretch | null): ArrayBuffer {
  const whole = new TextDecoder().decode(data).replace(/\r\n?/g, '\n');
  if (!whole.startsWith('WEBVTT')) return stretch ? cutTimedText(data, stretch) : data;
  const [head = '', ...blocks] = whole.split(/\n{2,}/);
  const map = MAP.exec(head)?.[0] ?? '';
  const local = secondsOf(/LOCAL:([\d:.]+)/.exec(map)?.[1] ?? '00:00.000');
  const mpeg = Number(/MPEGTS:(\d+)/.exec(map)?.[1] ?? 0);
  const later = `X-TIMESTAMP-MAP=MPEGTS:${mpeg + CLOCK_RATE},LOCAL:${clockOf(local + 1)}`;
  const [first = '', ...others] = head.replace(MAP, '').trimEnd().split('\n');
  const kept = stretch ? blocks.flatMap((block) => cutCue(block, stretch, mpeg / CLOCK_RATE - local)) : blocks;
  return new TextEncoder().encode([[first, later, ...others].join('\n'), ...kept].join('\n\n') + '\n').buffer;
}

function cutCue(block: string, { shiftSeconds, from, to }: Stretch, offset: number): readonly string[] {
  const [times, start = '', arrow = '', end = ''] = TIMES.exec(block) ?? [];
  if (times === undefined) return [block]; // a style, a region, a note
  const shift = offset + shiftSeconds;
  const begin = secondsOf(start);
  const turns = TURN_SECONDS * Math.round((begin + shift - from) / TURN_SECONDS);
  const first = Math.max(begin, from - shift + turns);
  const last = Math.min(secondsOf(end), to - shift + turns);
  return first < last ? [block.replace(TIMES, () => clockOf(first) + arrow + clockOf(last))] : [];
}

function secondsOf(clock: string): number {
  return clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}

function clockOf(seconds: number): string {
  const ms = Math.round(seconds * 1000);
  const two = (count: number): string => String(Math.floor(count)).padStart(2, '0');
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${String(ms % 1000).padStart(3, '0')}`;
}
