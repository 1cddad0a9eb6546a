/** Faults that change nothing that is told, by kind: file, what was there, and what the fault makes of it. */
export const EQUIVALENT: readonly {
  readonly why: string;
  readonly faults: readonly (readonly [file: string, original: string, replacement: string])[];
}[] = [
  {
    why: 'a check for the compiler: the value is never absent there',
    faults: [
      ['borders.ts', 'borders[borders.length - 1]?.at', 'borders[borders.length - 1].at'],
      ['describe-break.ts', 'keptMs === null', 'false'],
      ['hear-start.ts', 'nowMs === null', 'false'],
      ['hear-start.ts', 'voiceOf(known, start)?.startsAt', 'voiceOf(known, start).startsAt'],
    ],
  },
  {
    why: 'a check for the compiler: what is of another type has no such field, and what is absent is not compared as true',
    faults: [
      ['hear-end.ts', "signal.type === 'break-end'", 'true'],
      ['hear-start.ts', "one.type === 'break-start'", 'true'],
      ['nesting.ts', "phase === 'ended'", 'true'],
      ['step-breaks.ts', "record.phase === 'ended'", 'true'],
      ['step-breaks.ts', 'nowMs !== null', 'true'],
      ['step-breaks.ts', 'nowMs === null', 'false'],
      ['step-breaks.ts', 'edge !== null', 'true'],
      ['step-breaks.ts', 'clockMs !== null', 'true'],
      ['hear-start.ts', 'nowMs !== null', 'true'],
    ],
  },
  {
    why: 'a word in a list of objects: it has none of the fields that are asked for',
    faults: [
      ['close-at-borders.ts', '[]', '["Stryker was here"]'],
      ['step-breaks.ts', '[]', '["Stryker was here"]'],
    ],
  },
  {
    why: 'the same value from either branch, or as another object',
    faults: [
      ['step-breaks.ts', 'edge > nowMs', 'edge >= nowMs'],
      ['restate.ts', 'JSON.stringify(brk) === JSON.stringify(record.brk)', 'false'],
      ['hear-end.ts', 'records .slice()', 'records'],
    ],
  },
  { why: 'a name that nobody asks for: it only is none of the others', faults: [['hear-end.ts', "'gone'", '""']] },
];
