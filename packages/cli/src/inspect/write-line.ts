import { describeBreak, describeConflict, describeRestrictions } from './describe-break.js';
import { describeSignal } from './describe-signal.js';
import { clockText, lengthText, streamText, type StreamTime } from './format-time.js';
import { placeOf, type Happening } from './happening.js';
import { layOut, type Row } from './lay-out.js';
import { cleanText } from './what-came.js';
import { writeHeader } from './write-header.js';
import { writeSummary } from './write-summary.js';

/** How the timeline is written. */
export interface LineOptions {
  readonly time: StreamTime;
  readonly showsRaw: boolean;
}

/** One happening as text for a person: one line, or several where it is long. */
export function writeLine(happening: Happening, { time, showsRaw }: LineOptions): string {
  if (happening.type === 'summary') return writeSummary(happening, time);
  if (happening.type === 'stream' && happening.facts) return writeHeader(happening.facts, time);
  const place = placeOf(happening);
  const [what, verb, text] = wordsOf(happening, time);
  const row: Row = {
    ...{ heard: clockText(happening.at).slice(0, 8), stream: place === null ? '' : streamText(place, time) },
    ...{ what, verb, text },
  };
  const raw = showsRaw && happening.type === 'signal' ? happening.signal.evidence : '';
  return [layOut(row), ...rawLines(raw)].join('\n');
}

type Words = readonly [what: string, verb: string, text: string];

function wordsOf(happening: Exclude<Happening, { type: 'summary' }>, time: StreamTime): Words {
  switch (happening.type) {
    case 'signal':
      return ['SIGNAL', verbOf(happening.signal.type), describeSignal(happening)];
    case 'break':
      return ['BREAK', happening.state.replace('-', ' '), describeBreak(happening, time)];
    case 'conflict':
      return ['CONFLICT', happening.conflict.field, describeConflict(happening.breakId, happening.conflict, time)];
    case 'restrictions': {
      const { restrictions } = happening;
      return ['PROGRAM', restrictions ? 'restricted' : 'free', describeRestrictions(restrictions)];
    }
    case 'disagreement': {
      const { key, told, silent } = happening;
      const text =
        key === null
          ? `${told} tells signals, ${silent} tells none: a player that listens there hears no break`
          : `${cleanText(key)}; ${told} tells it, ${silent} does not though it has the segment`;
      return ['DISAGREE', '', text];
    }
    case 'cause':
      return ['CAUSE', '', `${happening.name}: ${cleanText(happening.detail).slice(0, 400)}; in ${happening.playlist}`];
    case 'stream':
      return ['STREAM', happening.state, `${happening.playlist}: ${happening.text}`];
    case 'error': {
      const retry = happening.retryInMs === null ? '' : `; next try in ${lengthText(happening.retryInMs)}`;
      return ['ERROR', '', `${happening.playlist}: ${happening.text}${retry}`];
    }
  }
}

function verbOf(type: string): string {
  return type === 'boundary' ? 'border' : type.replace('break-', '');
}

/** Evidence as it came, so that it can be copied; but nobody's bytes steer the terminal. */
function rawLines(evidence: string): string[] {
  if (evidence === '') return [];
  return evidence.split(/\r?\n/).map((line) => `    ${cleanText(line)}`);
}
