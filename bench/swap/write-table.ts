import type { Cell } from './cell.js';
import type { Gaps } from './measure/gaps.js';
import type { Spread } from './measure/positions.js';
import { ROWS } from './rows.js';
import { missedTargets } from './targets.js';

type Column = readonly [title: string, of: (cell: Cell) => string];

const whole = (value: number | null): string => (value === null ? '–' : String(Math.round(value) + 0));
const gaps = ({ count, medianMs, p95Ms, mostMs }: Gaps): string =>
  count === 0 ? 'none' : `${whole(medianMs)} / ${whole(p95Ms)} / ${whole(mostMs)}`;
const both = ({ median, farthest }: Spread): string => `${whole(median)} / ${whole(farthest)}`;
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const labelOf = ({ player, mode }: Cell): string => {
  const row = ROWS.find((one) => one.player === player && one.mode === mode);
  return row?.label.startsWith('Cutaway') ? `${row.label} (${player})` : (row?.label ?? mode);
};

const WHO: readonly Column[] = [
  ['Who', labelOf],
  ['Ads', ({ ads }) => ads],
  ['CPU', ({ cpu }) => `${cpu}×`],
];

const CUTS: readonly Column[] = [
  ...WHO,
  ['Breaks', ({ seen, breaks }) => `${seen} of ${breaks}`],
  ['In', (cell) => gaps(cell.in)],
  ['Ad to ad', (cell) => gaps(cell.between)],
  ['Out', (cell) => gaps(cell.out)],
  ['Longest freeze', ({ freezeMs }) => whole(freezeMs)],
  ['Load', ({ load }) => load.map((one) => one.toFixed(1)).join(' to ')],
  ['Targets', (cell) => verdict(missedTargets(cell))],
];

const PLACES: readonly Column[] = [
  ...WHO,
  ['Start error', (cell) => both(cell.startErrorMs)],
  ['Resume error', (cell) => both(cell.resumeErrorMs)],
  ['Ads shown', ({ shown }) => `${percent(shown.share)} / ${percent(shown.least)}`],
  ['Content back late', ({ afterEnd }) => both(afterEnd.lateMs)],
  ['Stray frames', ({ afterEnd }) => String(afterEnd.strayFrames)],
  ['Content lost', ({ afterEnd }) => both(afterEnd.lostMs)],
  ['Latency drift', (cell) => both(cell.driftMs)],
];

const BEACONS: readonly Column[] = [
  ...WHO,
  ...(['due', 'missing', 'double', 'early', 'wrong'] as const).map((name): Column => [
    `${name[0]?.toUpperCase()}${name.slice(1)}`,
    ({ beacons }) => String(beacons?.[name] ?? '–'),
  ]),
  ['Late', ({ beacons }) => (beacons ? both(beacons.lateMs) : '–')],
];

const verdict = (missed: readonly string[] | null): string =>
  missed === null ? '–' : missed.length === 0 ? 'met' : `missed: ${missed.join('; ')}`;

/** The cuts, for the terminal. */
export const overview = (cells: readonly Cell[]): readonly string[] => table(CUTS, cells);

/** The generated part of docs/benchmarks.md. The same cells give the same text. */
export function writeTables(cells: readonly Cell[]): string {
  const machines = [...new Set(cells.map(({ versions }) => `Chromium ${versions.chromium}, Node ${versions.node}`))];
  const players = [...new Set(cells.map(({ player, versions }) => `${player} ${versions.player}`))];
  const days = [...new Set(cells.map(({ at }) => at.slice(0, 10)))].sort();
  const sent = cells.filter(({ beacons }) => beacons !== null);
  return [
    `Measured ${days.join(', ')} with ${players.join(', ')}; ${machines.join('; ')}.`,
    ...['', '### Cuts', '', ...table(CUTS, cells)],
    ...['', '### Where and how much', '', ...table(PLACES, cells)],
    ...['', '### Beacons', '', ...table(BEACONS, sent)],
  ].join('\n');
}

function table(columns: readonly Column[], cells: readonly Cell[]): readonly string[] {
  const line = (texts: readonly string[]): string => `| ${texts.join(' | ')} |`;
  return [
    line(columns.map(([title]) => title)),
    line(columns.map(() => '---')),
    ...cells.map((cell) => line(columns.map(([, of]) => of(cell)))),
  ];
}
