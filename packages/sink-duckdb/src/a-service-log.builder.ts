import { startService } from '@cutaway/decisioning';

const TOKEN = 'a-token-of-the-tests';
const body = { protocol: 1, kind: 'linear', startsAt: 0, durationMs: 12_000, upids: [], budgetMs: 500 };

interface Pod {
  readonly ads: readonly { readonly trackers: readonly { readonly event: string; readonly url: string }[] }[];
}

/** Sums as `GET /admin/v1/reports` tells them. */
export type Report = Readonly<Record<string, number>>;

/**
 * Has a real service answer `pods` requests and hear their beacons, every third of them twice; gives what it reports then. A beacon
 * is acknowledged when it is durable: where the log is in JetStream the sums follow a moment later, and are waited for.
 */
export async function aServiceLog(dataDir: string, pods: number, nats?: string): Promise<Report> {
  const inStream = nats !== undefined && { nats };
  const service = await startService({ dataDir, adminTokens: { admin: TOKEN }, telemetry: false, ...inStream });
  try {
    const before = totalOf(await reportOf(service.url));
    let told = 0;
    for (let n = 0; n < pods; n++) {
      const urls = await beaconsOf(service.url, n);
      for (const url of urls) await tell(url);
      told += 1 + urls.length;
      if (n % 3 !== 0) continue;
      for (const url of urls) await tell(url);
      told += urls.filter((url) => !url.includes('impression')).length;
    }
    return await reportWith(service.url, before + told);
  } finally {
    await service.close();
  }
}

async function beaconsOf(service: string, n: number): Promise<readonly string[]> {
  const answer = await fetch(`${service}/v1/decision`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...body, sessionId: `s${n}`, breakId: `b${n % 3}` }),
  });
  const { pod } = (await answer.json()) as { pod: Pod };
  return pod.ads.flatMap(({ trackers }) =>
    trackers.filter(({ event }) => ['impression', 'start', 'error'].includes(event)).map(({ url }) => url),
  );
}

async function tell(url: string): Promise<void> {
  const { status } = await fetch(url.replace(/=\[\w+\]/g, '=1'));
  if (status !== 204) throw new Error(`Cannot tell ${url}: status is ${status}, expected 204`);
}

async function reportOf(service: string): Promise<Report> {
  const reply = await fetch(`${service}/admin/v1/reports?granularity=hour`, {
    headers: { authorization: `Bearer ${TOKEN}` },
  });
  const { rows } = (await reply.json()) as { rows: readonly Report[] };
  const sums: Record<string, number> = {};
  for (const row of rows)
    for (const [name, value] of Object.entries(row)) sums[name] = (sums[name] ?? 0) + Number(value);
  return sums;
}

/** The report once it has all that was told. An impression told again is in no sum. */
async function reportWith(service: string, total: number): Promise<Report> {
  const deadlineMs = performance.now() + 10_000;
  for (;;) {
    const report = await reportOf(service);
    if (totalOf(report) >= total) return report;
    if (performance.now() > deadlineMs)
      throw new Error(`Cannot report ${total} events: ${JSON.stringify(report)} after 10 s`);
    await new Promise((resolve) => void setTimeout(resolve, 20));
  }
}

const totalOf = (report: Report): number =>
  ['decisions', 'impressions', 'starts', 'errors', 'duplicates'].reduce((sum, name) => sum + (report[name] ?? 0), 0);
