import { readAskOptions, startService, type AskOptions } from '@cutaway/decisioning';
import { Option, type Command } from 'commander';
import { readKeys, readTokens } from './read-secrets.js';
import { Complaint, WrongValue } from './complaint.js';
import {
  readDays,
  readJson,
  readNatsUrl,
  readPort,
  readProxies,
  readRedisUrl,
  readShare,
  readSome,
  readUrl,
  readWait,
} from './read-flags.js';
import { readFileOf } from './read-file-of.js';
import type { Terminal } from './terminal.js';

interface ServeFlags {
  readonly port: number;
  readonly host: string;
  readonly catalogue?: string;
  readonly origin?: string;
  readonly channel?: string;
  readonly mediaBase?: string;
  readonly drain: number;
  readonly log?: boolean;
  readonly data?: string;
  readonly decisionShare?: number;
  readonly eventDays?: number;
  readonly clientsPerAddress?: number;
  readonly stitchedSessions?: number;
  readonly asks?: string;
  readonly tracing?: boolean;
  readonly redis?: string;
  readonly nats?: string;
  readonly keys?: ReturnType<typeof readKeys>;
  readonly trustProxy?: ReturnType<typeof readProxies>;
  readonly scoring?: string;
  readonly ffmpeg?: string;
  readonly bidderThrottle: 'off' | 'simulate' | 'enforce';
  readonly adminTokens?: ReturnType<typeof readTokens>;
}

/** `cutaway serve`: the decisioning service until Ctrl-C. */
export function addServe(program: Command, terminal: Terminal): void {
  program
    .command('serve')
    .summary('start the decisioning service')
    .description('Starts the decisioning service: a break in, a pod of ads out. Stops on Ctrl-C.')
    .option('-p, --port <port>', 'port to listen on; 0 is any free one', readPort, 0)
    .option('--host <host>', 'address to listen on', '127.0.0.1')
    .option(
      '-c, --catalogue <path>',
      'file or folder of the catalogue, YAML or JSON (default: the ads of the test channel)',
    )
    .option('--origin <url>', 'multivariant playlist of the live channel to stitch at /ssai', readUrl)
    .option('--channel <name>', 'name of that channel: its signals begin and end its planned breaks')
    .option('--media-base <url>', 'completes relative media URLs of the catalogue (default: the origin)', readUrl)
    .option('-d, --data <folder>', 'keep events, caps, budgets, plans and keys there (default: until it stops)')
    .option(
      '--decision-share <share>',
      'of full decisions, write so many to --data for replay: 0 to 1 (default: 0.01)',
      readShare,
    )
    .option('--event-days <days>', 'keep events so long, 2 at least (default: 35)', readDays)
    .addOption(
      new Option('--redis <url>', 'share caps and budgets in Redis or Valkey')
        .env('CUTAWAY_REDIS')
        .argParser(readRedisUrl),
    )
    .addOption(new Option('--nats <url>', 'keep events in NATS JetStream').env('CUTAWAY_NATS').argParser(readNatsUrl))
    .addOption(
      new Option(
        '--keys <kid=secret,...>',
        'sign pods with the first, take all (default: one of its own, kept in --data)',
      )
        .env('CUTAWAY_KEYS')
        .argParser(readKeys),
    )
    .addOption(
      new Option('--admin-tokens <name=token,...>', 'who may use /admin (default: nobody)')
        .env('CUTAWAY_ADMIN_TOKENS')
        .argParser(readTokens),
    )
    .addOption(
      new Option('--scoring <model.json>', 'scale what candidates are worth by this model').env('CUTAWAY_SCORING'),
    )
    .addOption(
      new Option('--ffmpeg <path>', 'measure with it how loud creatives are (default: nothing does)').env(
        'CUTAWAY_FFMPEG',
      ),
    )
    .addOption(
      new Option(
        '--trust-proxy <address,...>',
        'believe X-Forwarded-* of these proxies, or networks (default: of none)',
      )
        .env('CUTAWAY_TRUST_PROXY')
        .argParser(readProxies),
    )
    .addOption(
      new Option(
        '--clients-per-address <count>',
        'bill so many clients of one address for a pod that many share (default: 1000)',
      )
        .env('CUTAWAY_CLIENTS_PER_ADDRESS')
        .argParser(readSome),
    )
    .addOption(
      new Option(
        '--stitched-sessions <count>',
        'stitch for so many viewers at a time; others get content without ads (default: 10000)',
      )
        .env('CUTAWAY_STITCHED_SESSIONS')
        .argParser(readSome),
    )
    .option('--drain <time>', 'on Ctrl-C, be not ready for so long before it stops listening', readWait, 0)
    .addOption(
      new Option('--bidder-throttle <mode>', 'where calls wait for a connection to a bidder, hold others back')
        .env('CUTAWAY_BIDDER_THROTTLE')
        .choices(['off', 'simulate', 'enforce'])
        .default('simulate'),
    )
    .addOption(
      new Option(
        '--asks <asks.json>',
        'CDN headers that say where viewers are, time zones, TCF vendor (default: none)',
      ).env('CUTAWAY_ASKS'),
    )
    .option('--tracing', 'spans for OpenTelemetry, whose SDK Node is started with')
    .option('--log', 'print a line for each request')
    .addHelpText(
      'after',
      `
Examples:
  $ cutaway serve --port 8081
  $ cutaway serve --catalogue ads.yml --origin http://127.0.0.1:8082/live/main.m3u8
  $ CUTAWAY_ADMIN_TOKENS=ann=$(openssl rand -hex 16) cutaway serve --data /var/lib/cutaway`,
    )
    .action(async (flags: ServeFlags, command: Command) => {
      if (flags.channel !== undefined && flags.origin === undefined)
        command.error('--channel is given without --origin, whose name it is');
      const { catalogue: catalogueFile, data: dataDir, scoring: modelFile, drain: drainMs, asks, ...rest } = flags;
      const service = await startService({
        ...rest,
        drainMs,
        onWarning: (text) => terminal.complain(text),
        ...(catalogueFile !== undefined && { catalogueFile }),
        ...(dataDir !== undefined && { dataDir }),
        ...(modelFile !== undefined && { scoring: { modelFile } }),
        ...(asks !== undefined && { asks: await readAsks(asks) }),
      });
      const stopped = terminal.stopped(); // heard from now on: whoever reads the line may end it at once
      terminal.print(`Decisions  ${service.url}`);
      await stopped;
      await service.close();
    });
}

async function readAsks(path: string): Promise<AskOptions> {
  const text = readFileOf(path, 'asks');
  try {
    return await readAskOptions(readJson(text));
  } catch (error) {
    const why = (error as Error).message;
    throw new Complaint(error instanceof WrongValue ? `Cannot read asks of ${path}: ${why}` : why);
  }
}
