import { childrenOf, numberOf, textOf, type Element } from './mpd-xml.js';

/** Segments of one length, one behind the other. */
export interface SegmentRun {
  readonly from: number;
  readonly ticks: number;
  readonly count: number;
}

/** Of a timeline (§5.3.9.6), or by the length that each has. */
export function runsOf(template: Element, durationMs: number): readonly SegmentRun[] {
  const all = (numberOf(textOf(template['timescale'])) ?? 1) * (durationMs / 1000);
  const ticks = numberOf(textOf(template['duration']));
  if (ticks) return [{ from: 0, ticks, count: Math.ceil(all / ticks - 0.001) }];
  const runs: SegmentRun[] = [];
  let at = numberOf(textOf(template['presentationTimeOffset'])) ?? 0;
  const endsAt = at + all;
  for (const one of childrenOf(childrenOf(template, 'SegmentTimeline')[0] ?? {}, 'S')) {
    const from = numberOf(textOf(one['t'])) ?? at;
    const length = numberOf(textOf(one['d'])) ?? NaN;
    const repeats = numberOf(textOf(one['r'])) ?? 0;
    const count = repeats < 0 ? Math.ceil((endsAt - from) / length) : repeats + 1;
    runs.push({ from, ticks: length, count });
    at = from + count * length;
  }
  return runs;
}

/** §5.3.9.4.4: `$Number%05d$` has leading zeros, `$$` is a dollar. */
export function fillTemplate(
  text: string,
  { RepresentationID, Bandwidth }: { readonly RepresentationID: string; readonly Bandwidth: number },
  { number, time }: { readonly number: number; readonly time: number },
): string {
  const values: Readonly<Record<string, string | number>> = { RepresentationID, Bandwidth, Number: number, Time: time };
  return text.replace(/\$(\w*)(?:%0(\d)d)?\$/g, (_whole, name: string, width: string | undefined) =>
    name === '' ? '$' : String(values[name] ?? '').padStart(Number(width ?? 0), '0'),
  );
}
