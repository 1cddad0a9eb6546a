import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundleServer, startServer, type ServerProcess } from '../events/start-server.js';
import { writeCatalogue } from './write-catalogue.js';

/** The whole service in a process of its own, with the catalogue of these benchmarks and a disk. */
export interface OpenService {
  readonly service: ServerProcess;
  /** Of the run: gone with it. */
  readonly folder: string;
  /** As a crash does. */
  close(): Promise<void>;
}

/** Before that nothing with a budget is in a pod. */
const LEASES_COME_MS = 2500;

/** Once it has its budgets. `shedding`: its limiter is at work. `nodeArgs` are of Node itself. */
export async function openService(
  kind: 'service' | 'shedding',
  nodeArgs: readonly string[] = [],
): Promise<OpenService> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-service-'));
  const catalogue = path.join(folder, 'catalogue.json');
  await writeCatalogue(catalogue);
  await mkdir(path.join(folder, 'data'));
  const bundle = await bundleServer('decisioning/service-process');
  const service = await startServer(bundle, [kind, catalogue, path.join(folder, 'data')], nodeArgs);
  await new Promise((resolve) => setTimeout(resolve, LEASES_COME_MS));
  return {
    ...{ service, folder },
    async close() {
      await service.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
