import { BOUND_MS, BOUND_OF_ONE_DECODER_MS, holes } from '../judge-played.js';
import { EPOCH, type TitleBreak } from './a-title.js';
import { judgeAd } from './judge-ledger.js';
import { judgePlace } from './judge-place.js';
import type { PlayedTitle } from './play-vod.js';
import { LONGEST_MS } from './watch-title.js';

/** What is wrong with what was played of a title, in words; nothing where every promise was kept. */
export function judgeVod(played: PlayedTitle): readonly { readonly brk: TitleBreak | null; readonly wrong: string }[] {
  const { breaks, reports, opened, internal, playerFaults, pendingAfterEnd, endMs, kept } = played;
  const slowMs = Math.max(0, ...breaks.map(({ slowMs }) => slowMs));
  const boundMs = (played.hasSecond ? BOUND_MS : BOUND_OF_ONE_DECODER_MS) + slowMs;
  const wrongs: { brk: TitleBreak | null; wrong: string }[] = [];
  const note = (brk: TitleBreak | null, wrong: string): void => void wrongs.push({ brk, wrong });
  const near = (atMs: number): TitleBreak | null =>
    breaks.filter((brk) => brk.atMs - 15_000 <= atMs).sort((one, other) => other.atMs - one.atMs)[0] ?? null;

  for (const { fromMs, ms } of holes(played)) {
    if (ms > boundMs) note(near(fromMs), `nothing moves for ${ms} ms from ${fromMs}`);
  }
  if (endMs >= LONGEST_MS) note(null, `content does not come to its end, but to ${(lastPlace(played) ?? 0) - EPOCH}`);
  for (const { atMs, wrong } of judgePlace(played)) note(near(atMs), `${wrong} (${atMs})`);
  for (const brk of breaks)
    for (const name of brk.names) for (const wrong of judgeAd(played, brk, name)) note(brk, wrong);
  for (const id of opened) {
    const count = reports.filter((report) => report.brk.id === id).length;
    if (count !== 1) note(null, `${count} reports of break ${id}`);
  }
  for (const detail of internal) note(null, `INTERNAL: ${detail}`);
  for (const fault of playerFaults) note(null, `the player stumbles: ${fault}`);
  for (const ad of kept) note(null, `${ad} keeps an element at the end`);
  if (pendingAfterEnd > 0) note(null, `${pendingAfterEnd} timers are alive after the end`);
  return wrongs;
}

function lastPlace({ frames }: PlayedTitle): number | undefined {
  return [...frames].reverse().find(({ what }) => what === 'content')?.programMs;
}
