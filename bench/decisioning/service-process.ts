/** A server of its own for the benchmark: `service <catalogue> <folder>` is the service, `shedding …` the same with its limiter at work, `bare <folder>` a fastify with the same answers. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import Fastify from 'fastify';
import { startService } from '../../packages/decisioning/src/service.js';
import { BENCH_KEY, BENCH_TOKEN } from '../events/workload.js';

/** Its histogram has the time between two looks, which is this where nothing is late. */
const LOOK_MS = 10;
const loop = monitorEventLoopDelay({ resolution: LOOK_MS });
const [kind, ...places] = process.argv.slice(2);
if (kind === 'shedding') loop.enable();
/** What the bare server says. */
const said = { vast: '', cohort: '', json: '' };
const port = kind === 'bare' ? await serveBare(places[0]!) : await serve(places[0]!, places[1]!, kind === 'shedding');

const answers: Record<string, () => unknown> = {
  cpu: process.cpuUsage,
  loop: readLoop,
  worst: () => Math.max(0, loop.max / 1e6 - LOOK_MS),
};
process.on('message', (question: string) => void answer(question));
process.on('disconnect', () => process.exit(0));
process.send?.({ question: 'port', answer: port });

async function answer(question: string): Promise<void> {
  if (question === 'read') await readSaid(places[0]!);
  process.send?.({ question, answer: (answers[question] ?? process.memoryUsage)() });
}

/** How late the loop was at p99 since this was asked last, in milliseconds. */
function readLoop(): number {
  const ms = loop.percentile(99) / 1e6 - LOOK_MS;
  loop.reset();
  return Math.max(0, ms);
}

/** Where costs are measured nothing is shed: on a machine that is busy with something else nothing would be left to measure. */
async function serve(catalogueFile: string, dataDir: string, isShedding: boolean): Promise<number> {
  const admission = { mode: isShedding ? 'enforce' : 'simulate' } as const;
  const service = await startService({
    catalogueFile,
    dataDir,
    keys: [BENCH_KEY],
    adminTokens: { bench: BENCH_TOKEN },
    admission,
  });
  return Number(new URL(service.url).port);
}

async function readSaid(folder: string): Promise<void> {
  const read = (name: string): Promise<string> => readFile(path.join(folder, name), 'utf8');
  said.vast = await read('vast.xml');
  said.cohort = await read('cohort.xml');
  said.json = await read('decision.json');
}

/** What the service said, as it is in the folder, is said each time. */
async function serveBare(folder: string): Promise<number> {
  await readSaid(folder);
  const app = Fastify({ routerOptions: { maxParamLength: 4096 } }); // a token is long
  app.get('/v1/vast', (_request, reply) => reply.type('application/xml; charset=utf-8').send(said.vast));
  app.get('/v1/cohort/vast', (_request, reply) => reply.type('application/xml; charset=utf-8').send(said.cohort));
  app.post('/v1/decisions', (_request, reply) => reply.type('application/json; charset=utf-8').send(said.json));
  app.get('/b/:token/:what', (_request, reply) => reply.code(204).send());
  return Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
}
