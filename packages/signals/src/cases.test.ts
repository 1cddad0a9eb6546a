import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Break, BreakNotice } from '@cutaway/model';
import { initialBreaks, readHlsSignals, stepBreaks } from './index.js';

/** One page: what a stream does, refresh by refresh, and what is told about it. */
interface Case {
  readonly says: string;
  readonly steps: readonly {
    readonly playlist?: readonly string[];
    readonly edge?: string;
    readonly programme?: string;
    readonly causes?: readonly string[];
    readonly notices: readonly string[];
  }[];
}

const ROOT = new URL('../cases/', import.meta.url);

function clock(ms: number): string {
  return new Date(ms).toISOString().slice(11, 23);
}

function describeBrk(brk: Break): string {
  const length = brk.plannedMs === null ? ', open' : ` for ${brk.plannedMs / 1000} s`;
  const back = brk.autoReturn ? ', returns by itself' : '';
  const type = brk.segmentationTypeId === null ? '' : `, type 0x${brk.segmentationTypeId.toString(16)}`;
  const upids = brk.upids.map((upid) => `, upid ${upid.type}:${upid.hex}`).join('');
  return `${brk.id} ${brk.kind} at ${clock(brk.startsAt)}${length}${back}${type}${upids}`;
}

function say(notice: BreakNotice): string {
  switch (notice.type) {
    case 'break-announced':
      return `announced ${describeBrk(notice.brk)}`;
    case 'break-updated':
      return `updated ${describeBrk(notice.brk)}`;
    case 'break-ended':
      return `ended ${notice.breakId} at ${clock(notice.endsAt)}: ${notice.reason}`;
    case 'break-cancelled':
      return `cancelled ${notice.breakId}`;
    case 'signal-conflict':
      return `conflict in ${notice.breakId}: ${notice.conflict.field} of ${notice.conflict.kept}, not ${notice.conflict.refused}`;
    case 'restrictions-changed':
      return `restrictions from ${clock(notice.at)}: ${JSON.stringify(notice.restrictions)}`;
  }
}

describe.each(['exemplary', 'supplemental'])('cases/%s', (folder) => {
  const files = readdirSync(new URL(`${folder}/`, ROOT)).sort();
  it.each(files)('%s', (file) => {
    const page = JSON.parse(readFileSync(new URL(`${folder}/${file}`, ROOT), 'utf8')) as Case;
    let state = initialBreaks();
    page.steps.forEach((step, at) => {
      const where = `${page.says} (step ${at + 1})`;
      const { signals, causes } =
        step.playlist === undefined ? { signals: [], causes: [] } : readHlsSignals(step.playlist.join('\n'));
      const edge = step.edge === undefined ? null : Date.parse(step.edge);
      const fact =
        step.programme === undefined
          ? ({ type: 'signals', signals, edge } as const)
          : ({ type: 'programme', programMs: Date.parse(step.programme) } as const);
      const next = stepBreaks(state, fact);
      state = next.state;
      expect(next.notices.map(say), where).toEqual(step.notices);
      expect(
        causes.map((cause) => cause.name),
        where,
      ).toEqual(step.causes ?? []);
    });
  });
});
