import { ADMIN_TOKEN } from './terms.js';
import type { Truth } from './truth.js';

export interface Billed {
  /** Of each node. */
  readonly billed: readonly number[];
  readonly lost: number;
  readonly billedTwice: number;
}

/** What spools kept comes within seconds. */
const PATIENCE_MS = 30_000;

/** What each node's reports say, break by break and line item by line item, beside what was truly shown; when they agree, or at last. */
export async function readBilled(nodes: readonly { readonly url: string }[], truth: Truth): Promise<Billed> {
  for (const until = Date.now() + PATIENCE_MS; ;) {
    const reports = await Promise.all(nodes.map(({ url }) => reportOf(url)));
    const compared = reports.map((report) => compare(report, truth.byBreak()));
    const [lost, billedTwice] = [sum(compared.map((one) => one.lost)), sum(compared.map((one) => one.twice))];
    const billed = reports.map((report) => sum([...report.values()]));
    if (lost + billedTwice === 0 || Date.now() > until) return { billed, lost, billedTwice };
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function reportOf(url: string): Promise<ReadonlyMap<string, number>> {
  const answer = await fetch(`${url}/admin/v1/reports?granularity=break&groupBy=time,lineItem`, {
    headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
  });
  const { rows } = (await answer.json()) as {
    rows: readonly { breakId: string; lineItem: string; impressions: number }[];
  };
  return new Map(
    rows.flatMap(({ breakId, lineItem, impressions }) =>
      impressions > 0 ? [[`${breakId} ${lineItem}`, impressions] as const] : [],
    ),
  );
}

function compare(report: ReadonlyMap<string, number>, truth: ReadonlyMap<string, number>) {
  const differences = [...new Set([...report.keys(), ...truth.keys()])].map(
    (key) => (report.get(key) ?? 0) - (truth.get(key) ?? 0),
  );
  return { lost: -sum(differences.filter((one) => one < 0)), twice: sum(differences.filter((one) => one > 0)) };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
