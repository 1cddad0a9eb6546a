import { attributesOf, readNumber, type XmlElement } from '@cutaway/signals/dash';

export type Attributes = Readonly<Record<string, string | undefined>>;

/** Segments of one length, one behind the other. */
export interface SegmentRun {
  readonly from: number;
  readonly ticks: number;
  readonly count: number;
}

/** Of a timeline (ISO/IEC 23009-1 §5.3.9.6), or without one by the length that each has. */
export function runsOf(
  template: Attributes,
  timeline: readonly XmlElement[] | undefined,
  durationMs: number,
): readonly SegmentRun[] {
  const all = readNumber(template['timescale'], 1) * (durationMs / 1000);
  // Without either it is one.
  const ticks = readNumber(template['duration'], all);
  if (!timeline) return [{ from: 0, ticks, count: Math.ceil(all / ticks - 0.001) }];
  const runs: SegmentRun[] = [];
  let at = readNumber(template['presentationTimeOffset'], 0);
  const endsAt = at + all;
  for (const one of timeline.map(attributesOf)) {
    const from = readNumber(one['t'], at);
    const length = readNumber(one['d'], 0);
    const repeats = readNumber(one['r'], 0);
    const count = repeats < 0 ? Math.ceil((endsAt - from) / length) : repeats + 1;
    runs.push({ from, ticks: length, count });
    at = from + count * length;
  }
  return runs;
}

/** What a template is filled with. */
export interface TemplateValues {
  readonly id: string;
  readonly bandwidth: number;
  readonly number: number;
  readonly time: number;
}

/** §5.3.9.4.4: `$Number%05d$` has leading zeros, `$$` is a dollar. */
export function fillTemplate(text: string, { id, bandwidth, number, time }: TemplateValues): string {
  const values: Readonly<Record<string, string | number>> = {
    ...{ RepresentationID: id, Bandwidth: bandwidth, Number: number, Time: time },
  };
  return text.replace(/\$(\w*)(?:%0(\d)d)?\$/g, (_whole, name: string, width: string | undefined) =>
    name === '' ? '$' : String(values[name] ?? '').padStart(Number(width ?? 0), '0'),
  );
}
