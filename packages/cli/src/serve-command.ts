import { startService } from '@cutaway/decisioning';
import type { Command } from 'commander';
import { readPort, readUrl } from './read-flags.js';
import type { Terminal } from './terminal.js';

interface ServeFlags {
  readonly port: number;
  readonly host: string;
  readonly catalogue?: string;
  readonly origin?: string;
  readonly mediaBase?: string;
  readonly log?: boolean;
}

/** `cutaway serve`: the decisioning service until Ctrl-C. */
export function addServe(program: Command, terminal: Terminal): void {
  program
    .command('serve')
    .summary('start the decisioning service')
    .description('Starts the decisioning service: a break in, a pod of ads out. Stops on Ctrl-C.')
    .option('-p, --port <port>', 'port to listen on; 0 is any free one', readPort, 0)
    .option('--host <host>', 'address to listen on', '127.0.0.1')
    .option('-c, --catalogue <file>', 'JSON file of line items (default: the ads of the test channel)')
    .option('--origin <url>', 'multivariant playlist of the live channel to stitch at /ssai', readUrl)
    .option('--media-base <url>', 'completes relative media URLs of the catalogue (default: the origin)', readUrl)
    .option('--log', 'print a line for each request')
    .addHelpText(
      'after',
      `
Examples:
  $ cutaway serve --port 8081
  $ cutaway serve --catalogue ads.json --origin http://127.0.0.1:8082/live/main.m3u8`,
    )
    .action(async (flags: ServeFlags) => {
      const { catalogue, ...rest } = flags;
      const service = await startService({ ...rest, ...(catalogue === undefined ? {} : { catalogueFile: catalogue }) });
      terminal.print(`Decisions  ${service.url}`);
      await terminal.stopped();
      await service.close();
    });
}
