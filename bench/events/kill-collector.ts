import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { aPod, beaconsOf, requestOf } from './workload.js';
import { sendAll } from './send-all.js';
import { bundleServer, startServer } from './start-server.js';

export interface KillRun {
  readonly kills: number;
  readonly sent: number;
  /** Answered with 204 before a kill, and those of them that the log has not: none is right. */
  readonly acknowledged: number;
  readonly lost: number;
  /** After all was sent once more: one for each viewer is right. */
  readonly billed: number;
  /** Events in the log at the last start, and how many of them it read. */
  readonly kept: number;
  readonly read: number;
}

/**
 * A collector is killed (SIGKILL) in the middle of a burst of impressions, and started again on the same folder, so many times; at
 * the end every viewer sends again, whether answered or not, as a player does that does not know.
 */
export async function killCollector(options: {
  readonly kills: number;
  readonly viewers: number;
  /** It writes checkpoints all the time, and each start reads one. */
  readonly checkpoints: boolean;
}): Promise<KillRun> {
  const bundle = await bundleServer('events/collector-process');
  const folder = await mkdtemp(path.join(tmpdir(), 'kill-collector-'));
  const token = aPod(1, Date.now() - 1000, 'everybody');
  const [impression] = beaconsOf(token, Date.now());
  const requests = Array.from({ length: options.kills * options.viewers }, (_, n) =>
    requestOf(impression!, n, `viewer-${n}`),
  );
  const acknowledged: number[] = [];
  const kind = options.checkpoints ? 'checkpoints' : 'collector';
  try {
    for (let kill = 0; kill < options.kills; kill++) {
      const server = await startServer(bundle, [kind, folder]);
      const first = kill * options.viewers;
      let answers = 0;
      await sendAll(server.port, requests.slice(first, first + options.viewers), 64, (index, status) => {
        if (status === 204) acknowledged.push(first + index);
        answers += 1;
        if (answers === options.viewers >> 1) void server.kill();
      });
      await server.kill();
    }
    const server = await startServer(bundle, [kind, folder]);
    const read = await server.ask<number>('read');
    const faults = await server.ask<readonly string[]>('faults');
    const kept = new Set(await server.ask<string[]>('nonces'));
    await sendAll(server.port, requests, 64, () => undefined);
    const billed = await server.ask<number>('billed');
    await server.kill();
    if (faults.length > 0) throw new Error(`Cannot use a checkpoint after a kill: ${faults.join()}, expected to`);
    const lost = acknowledged.filter((n) => !kept.has(`viewer-${n}`)).length;
    return {
      kills: options.kills,
      sent: requests.length,
      acknowledged: acknowledged.length,
      lost,
      ...{ billed, kept: kept.size, read },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
