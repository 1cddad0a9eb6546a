import { startService } from '@cutaway/decisioning';

const TOKEN = 'a-token-of-the-tests';
const body = { protocol: 1, kind: 'linear', startsAt: 0, durationMs: 12_000, upids: [], budgetMs: 500 };

interface Pod {
  readonly ads: readonly { readonly trackers: readonly { readonly event: string; readonly url: string }[] }[];
}

/** Sums as `GET /admin/v1/reports` tells them. */
export type Report = Readonly<Record<string, number>>;

/** Has a real service answer `pods` requests and hear their beacons, every third of them twice; gives what it reports then. */
export async function aServiceLog(dataDir: string, pods: number, nats?: string): Promise<Report> {
  const inStream = nats !== undefined && { nats };
  const service = await startService({ dataDir, adminTokens: { admin: TOKEN }, telemetry: false, ...inStream });
  try {
    for (let n = 0; n < pods; n++) {
      const answer = await fetch(`${service.url}/v1/decision`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...body, sessionId: `s${n}`, breakId: `b${n % 3}` }),
      });
      const { pod } = (await answer.json()) as { pod: Pod };
      const urls = pod.ads.flatMap(({ trackers }) =>
        trackers.filter(({ event }) => ['impression', 'start', 'error'].includes(event)).map(({ url }) => url),
      );
      for (const url of n % 3 === 0 ? [...urls, ...urls] : urls) {
        const { status } = await fetch(url.replace(/=\[\w+\]/g, '=1'));
        if (status !== 204) throw new Error(`Cannot tell ${url}: status is ${status}, expected 204`);
      }
    }
    const reply = await fetch(`${service.url}/admin/v1/reports?granularity=hour`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    const { rows } = (await reply.json()) as { rows: readonly Report[] };
    const sums: Record<string, number> = {};
    for (const row of rows)
      for (const [name, value] of Object.entries(row)) sums[name] = (sums[name] ?? 0) + Number(value);
    return sums;
  } finally {
    await service.close();
  }
}
