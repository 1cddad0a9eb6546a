/** A server of its own for the benchmark: `collector <folder>` keeps what it hears, `checkpoints <folder>` with many of them, `bare` answers 204 to everything. */
import path from 'node:path';
import Fastify from 'fastify';
import { createCollector } from '../../packages/decisioning/src/beacons/collector.js';
import { createTokenKeys } from '../../packages/decisioning/src/beacons/token-keys.js';
import { createCheckpoints } from '../../packages/decisioning/src/events/checkpoints.js';
import { readRecord } from '../../packages/decisioning/src/events/event-record.js';
import { openSegmentLog } from '../../packages/decisioning/src/events/open-segment-log.js';
import { collectorRoutes } from '../../packages/decisioning/src/http/collector-routes.js';
import { createEventFold } from '../../packages/decisioning/src/reports/event-fold.js';
import { BENCH_KEY } from './workload.js';

const [kind, folder = ''] = process.argv.slice(2);
const app = Fastify({ exposeHeadRoutes: false, routerOptions: { maxParamLength: 4096 } });
const fold = createEventFold();
const verdicts: Record<string, number> = {};
const faults: string[] = [];
/** Records of the log that were told. */
let read = 0;

/** Many of them, so that a kill comes in the middle of one. */
const OFTEN = { leastBytes: 4096, leastMs: 0, every: every5ms };

/** What is asked over the channel of the process, and the answer. */
const answers: Record<string, () => unknown> = {
  cpu: () => process.cpuUsage(),
  billed: () => [...fold.rollUps.rows('break')].reduce((sum, { counts }) => sum + counts.impressions, 0),
  verdicts: () => verdicts,
  read: () => read,
  faults: () => faults,
};

if (kind === 'collector' || kind === 'checkpoints') {
  const log = await openSegmentLog({ folder });
  const onFault = (detail: string): void => void faults.push(detail);
  const checkpoints = createCheckpoints({ folder: path.join(folder, 'checkpoints'), log, onFault, ...OFTEN });
  const collector = await createCollector({
    ...{ keys: createTokenKeys([BENCH_KEY]), log, fold, nowMs: () => Date.now() },
    ...(kind === 'checkpoints' && {
      follow: (parts, tell) => checkpoints.follow([...parts, ...fold.kept], (logged) => void (read++, tell(logged))),
    }),
  });
  collectorRoutes(app, { collector, onHeard: (_event, verdict) => (verdicts[verdict] = (verdicts[verdict] ?? 0) + 1) });
  answers['nonces'] = async () => {
    const nonces: string[] = [];
    const unfollow = await log.follow(0, ({ text }) => {
      const record = readRecord(text);
      if (record?.kind === 'beacon' && record.nonce !== undefined) nonces.push(record.nonce);
    });
    unfollow();
    return nonces;
  };
} else {
  app.get('/b/:token/:what', (_request, reply) => reply.code(204).send());
}
process.on('message', (question: string) => {
  void Promise.resolve(answers[question]?.()).then((answer) => process.send?.({ question, answer }));
});
process.on('disconnect', () => process.exit(0));
const url = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
process.send?.({ question: 'port', answer: Number(url.port) });

function every5ms(_ms: number, run: () => void): () => void {
  const timer = setInterval(run, 5);
  return () => clearInterval(timer);
}
