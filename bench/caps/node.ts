/**
 * One service process of the caps measurement: decides pods from caps and budgets in Redis, and commits what was seen. Started by
 * cap-faults.ts, which speaks to it over IPC as viewers would over HTTP.
 */
import { blockedBy, type ShownBreak } from '../../packages/decisioning/src/caps/counts.js';
import { createCaps } from '../../packages/decisioning/src/caps/create-caps.js';
import { guardCapStore } from '../../packages/decisioning/src/caps/guard-cap-store.js';
import { createRedisCapStore } from '../../packages/decisioning/src/caps/redis-cap-store.js';
import { createBudgets } from '../../packages/decisioning/src/pacing/create-budgets.js';
import { createRedisBudgetStore } from '../../packages/decisioning/src/pacing/redis-budget-store.js';
import { partOf } from '../../packages/decisioning/src/pacing/share-of-voice.js';
import { connectRedis } from '../../packages/decisioning/src/store-redis/connect-redis.js';
import { ADS, ADS_A_POD, PROMISE_MS, goalOf, identityOf, type FromNode, type ToNode } from './terms.js';

const [url = '', ordinal = '0', skewMs = '0', households = '1', timeout = '250'] = process.argv.slice(2);
const timeoutMs = Number(timeout);
const nowMs = () => Date.now() + Number(skewMs);

const capRedis = await connectRedis({ url, timeoutMs });
const budgetRedis = await connectRedis({ url, timeoutMs });
const store = guardCapStore(createRedisCapStore(capRedis), {
  serves: (key) => Math.floor(partOf(key) * 2) === Number(ordinal),
});
const caps = createCaps(store);
const budgets = createBudgets({
  store: createRedisBudgetStore(budgetRedis),
  node: `${ordinal}-${process.pid}`,
  lentForMs: 2_000,
});
budgets.track(ADS.map((ad) => ({ account: ad.account, goal: goalOf(ad, Number(households)), unit: 1 })));
await budgets.renew(nowMs());
const timer = setInterval(() => {
  void budgets.renew(nowMs()).catch(() => undefined); // the store is away: what was lent runs out
  void store.recover(nowMs());
}, 200);

process.on('message', (told: ToNode) => {
  if (told.type === 'stop') {
    clearInterval(timer);
    void budgets
      .close(nowMs())
      .then(() => store.close())
      .finally(() => process.exit(0));
  } else void (told.type === 'ask' ? decide(told) : commit(told)).then((answer) => process.send?.(answer));
});
process.on('disconnect', () => process.exit(1));
process.send?.({ type: 'ready' } satisfies FromNode);

async function decide({ id, viewer, podId }: Extract<ToNode, { type: 'ask' }>): Promise<FromNode> {
  const identity = identityOf(viewer);
  const at = nowMs();
  const shown: readonly ShownBreak[] = [];
  const sight = await caps.look(identity, { shown, breakId: podId, nowMs: at });
  const free = ADS.filter((ad) => blockedBy(sight, ad.caps, at) === null);
  const wanted = [...free].sort((a, b) => partOf(podId + a.id) - partOf(podId + b.id)).slice(0, ADS_A_POD);
  const expiresAtMs = at + PROMISE_MS;
  const showings = wanted.map((ad) => ({ adInstanceId: `${podId}-${ad.id}`, caps: ad.caps }));
  const refused = new Set(
    (await caps.reserve(identity, showings, { nowMs: at, expiresAtMs })).map(({ adInstanceId }) => adInstanceId),
  );
  const promised = wanted.filter((ad) => !refused.has(`${podId}-${ad.id}`));
  const taken = promised.filter(
    ({ account }) => budgets.take([{ account, amount: 1 }], { nowMs: at, expiresAtMs }) === 'ok',
  );
  const back = showings.filter(({ adInstanceId }) =>
    promised.some((ad) => adInstanceId === `${podId}-${ad.id}` && !taken.includes(ad)),
  );
  await caps.release(identity, back, at);
  return { type: 'pod', id, adIds: taken.map((ad) => ad.id), expiresAtMs, isAway: store.isAway() };
}

/** Answered when it is counted, or waits to be told to a store that is away: what the collector's log would hold till then. */
async function commit({
  id,
  viewer,
  podId,
  adId,
  expiresAtMs,
  shownAtMs,
}: Extract<ToNode, { type: 'seen' }>): Promise<FromNode> {
  const ad = ADS.find((one) => one.id === adId);
  if (ad !== undefined) {
    const adInstanceId = `${podId}-${adId}`;
    await caps.commit(identityOf(viewer), { adInstanceId, caps: ad.caps }, { nowMs: nowMs(), shownAtMs });
    budgets.commit({ adInstanceId, costs: [{ account: ad.account, amount: 1 }], expiresAtMs });
  }
  return { type: 'counted', id };
}
