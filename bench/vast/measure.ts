/** One way to read a response. */
export interface Contender {
  readonly name: string;
  /** How many ads it found, so that nothing is compared that failed. */
  readonly read: (xml: string) => number | Promise<number>;
}

/** Milliseconds that one contender took for one document. */
export interface Row {
  readonly document: string;
  readonly characters: number;
  readonly name: string;
  readonly medianMs: number;
  readonly leastMs: number;
  readonly mostMs: number;
}

/** Medians of what is a ratio within each round: the machine may be slower for a while, but then it is so for all. */
export interface Ratio {
  readonly document: string;
  readonly toRawParser: number;
  readonly vastClientToOurs: number;
}

/** Each turn takes about this many characters: short, so that few are interrupted by what else the machine does. */
const TURN_CHARACTERS = 200_000;

/** Rounds that do not count: on a busy machine an engine compiles late. */
const WARM_UP = 15;

/** Reads one document with each contender in turn, ours first in the list, then raw fast-xml-parser, then vast-client. */
export async function measure(
  contenders: readonly Contender[],
  { name: document, xml, ads }: { readonly name: string; readonly xml: string; readonly ads: number },
  rounds: number,
): Promise<{ readonly rows: readonly Row[]; readonly ratio: Ratio }> {
  const times = new Map(contenders.map(({ name }) => [name, [] as number[]]));
  const repeats = Math.max(1, Math.round(TURN_CHARACTERS / xml.length));
  for (let round = -WARM_UP; round < rounds; round++) {
    for (let turn = 0; turn < contenders.length; turn++) {
      const one = contenders[(turn + round + WARM_UP) % contenders.length];
      // A later round takes the place of those that warm up.
      if (one) (times.get(one.name) ?? [])[Math.max(round, 0)] = await timeOf(one, xml, ads, repeats);
    }
  }
  const rows = [...times].map(([name, ms]) => ({
    document,
    characters: xml.length,
    name,
    medianMs: round3(medianOf(ms)),
    leastMs: round3(Math.min(...ms)),
    mostMs: round3(Math.max(...ms)),
  }));
  const [ours = [], parser = [], client = []] = [...times.values()];
  const ratio = {
    document,
    toRawParser: round3(medianOf(ours.map((ms, i) => ms / (parser[i] ?? NaN)))),
    vastClientToOurs: round3(medianOf(ours.map((ms, i) => (client[i] ?? NaN) / ms))),
  };
  return { rows, ratio };
}

async function timeOf({ name, read }: Contender, xml: string, ads: number, repeats: number): Promise<number> {
  const start = performance.now();
  let found: number | Promise<number> = 0;
  for (let i = 0; i < repeats; i++) {
    found = read(xml);
    if (typeof found !== 'number') found = await found;
  }
  const ms = (performance.now() - start) / repeats;
  if (found !== ads) throw new Error(`Cannot measure: ${name} found ${String(found)} ads, expected ${ads}`);
  return ms;
}

function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
}

function round3(value: number): number {
  return Math.round(value * 1000) / 1000;
}
