import type { followEvents } from '@cutaway/sink-duckdb';
import { Option, type Command } from 'commander';
import { Complaint, WrongCall } from './complaint.js';
import { readNatsUrl } from './read-flags.js';
import type { Terminal } from './terminal.js';

interface SinkFlags {
  readonly data?: string;
  readonly nats?: string;
  readonly stream?: string;
  readonly database: string;
  readonly catalogue?: string;
  readonly once?: boolean;
}

/** The package is optional: its native engine is larger than all else. */
interface SinkDoor {
  readonly followEvents: typeof followEvents;
}

const loadSink = (): Promise<SinkDoor> => import('@cutaway/sink-duckdb');

/** `cutaway sink`: copies a service's events into a DuckDB file. */
export function addSink(program: Command, terminal: Terminal, load = loadSink): void {
  program
    .command('sink')
    .summary("copy a service's events into a DuckDB file, for queries")
    .description("Follows a service's event log into a DuckDB file, each record once, until Ctrl-C.")
    .option('-d, --data <dir>', "the service's --data folder")
    .addOption(
      new Option('--nats <url>', 'the JetStream that its nodes have, in place of --data')
        .conflicts('data')
        .argParser(readNatsUrl),
    )
    .addOption(new Option('--stream <name>', 'the stream there').default('CUTAWAY_EVENTS'))
    .requiredOption('-b, --database <file>', 'the DuckDB file; made where there is none')
    .option('-c, --catalogue <path>', 'file or folder of the catalogue, for the names of campaigns and creatives')
    .option('--once', 'end at the end of the log')
    .addHelpText('after', HELP)
    .action(async ({ data, nats, stream, database, catalogue: catalogueFile, once = false }: SinkFlags) => {
      if (data === undefined && nats === undefined)
        throw new WrongCall('Cannot follow events: neither --data nor --nats is given, expected one of them');
      const { followEvents: follow } = await load().catch(sayMissing);
      let records = 0;
      const following = follow({
        ...{ database, once },
        ...(data !== undefined && { data }),
        ...(nats !== undefined && { nats }),
        ...(stream !== undefined && { stream }),
        ...(catalogueFile !== undefined && { catalogueFile }),
        onBatch: (batch) => void (records += batch.records),
        onMissed: (what) => terminal.complain(`${what} of the log are gone or damaged, and were passed over`),
        onAway: (why) => terminal.complain(`JetStream does not answer (${why}), and is asked again`),
      });
      if (!once) void terminal.stopped().then(following.stop);
      await following.ended;
      terminal.print(`${records} records read into ${database}`);
    });
}

function sayMissing(error: unknown): never {
  if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
  throw new Complaint(
    'Cannot write a DuckDB file: @cutaway/sink-duckdb is not installed, expected npm install @cutaway/sink-duckdb',
  );
}

const HELP = `
The file knows how far the log was read: run it again and it goes on there, also after a crash.
While it runs no other process can open the file; --once from a timer leaves it free between.

Exit codes:
  0  the log was read to its end, or Ctrl-C
  1  the log cannot be read, the file cannot be written, or the package is not installed
  2  called wrongly

Examples:
  $ cutaway sink --data /var/lib/cutaway --database events.duckdb
  $ cutaway sink --data /var/lib/cutaway --database events.duckdb --once --catalogue ads/
  $ cutaway sink --nats nats://jetstream:4222 --database events.duckdb`;
