import type { DecisionReply } from '@cutaway/model';
import { afterEach, describe, expect, it } from 'vitest';
import { aNatsServer, hasNatsServer } from '../events/a-nats-server.builder.js';
import { startService, type Service } from '../service.js';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function aNode(nats: string): Promise<Service> {
  const node = await startService({ nats, keys: [{ id: 'k1', secret: 'a secret of the tests' }] });
  stops.push(node.close);
  return node;
}

const impressionOf = async ({ url }: Service): Promise<string> => {
  const asked = { protocol: 1, sessionId: 's', breakId: 'b', kind: 'linear', startsAt: 0, durationMs: 6000, upids: [] };
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ ...asked, budgetMs: 5000 });
  const { pod } = (await (
    await fetch(`${url}/v1/decisions`, { method: 'POST', headers, body })
  ).json()) as DecisionReply;
  return pod.ads[0]?.trackers.find(({ event }) => event === 'impression')?.url ?? '';
};
const metricsOf = async ({ url }: Service): Promise<string> => (await fetch(`${url}/metrics`)).text();
const seriesIn = (text: string, series: string): number =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${series} `))
      ?.slice(series.length + 1) ?? 0,
  );

describe.skipIf(!hasNatsServer())('the metrics of nodes that share a log', { timeout: 30_000 }, () => {
  it('have each impression and each beacon once, at the node that heard it: alerts add the nodes up', async () => {
    const nats = await aNatsServer();
    await nats.start();
    stops.push(nats.end);
    const [one, two] = [await aNode(nats.url), await aNode(nats.url)];
    const path = new URL(await impressionOf(one));
    expect((await fetch(`${two.url}${path.pathname}${path.search}`)).status).toBe(204);
    // Each has it in its report, as it follows the log.
    const counted = async (node: Service): Promise<string> =>
      (await fetch(`${node.url}/v1/beacons?sessionId=s`)).text();
    for (const node of [one, two]) await expect.poll(() => counted(node), { timeout: 5000 }).toContain('"unique":1');
    for (const series of ['cutaway_impressions_total', 'cutaway_beacon_total{event="impression",verdict="ok"}'])
      expect([series, seriesIn(await metricsOf(one), series), seriesIn(await metricsOf(two), series)]).toEqual([
        series,
        0,
        1,
      ]);
  });
});
