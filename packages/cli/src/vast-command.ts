import { Option, type Command } from 'commander';
import { addHeader, readSeconds } from './read-flags.js';
import type { Terminal } from './terminal.js';
import { runVast } from './vast/run-vast.js';
import type { VastFlags } from './vast/vast-flags.js';

/** `cutaway vast`: a VAST or VMAP document as JSON, its chain of wrappers, or what is wrong with it. */
export function addVast(program: Command, terminal: Terminal): void {
  program
    .command('vast')
    .summary('read VAST and VMAP: as JSON, wrapper by wrapper, or what is wrong')
    .description(
      'Reads a VAST or VMAP document and prints it as JSON, follows its wrappers, or tells what is wrong with it.',
    )
    .argument('<document>', 'path of a file, http or https URL, or - for stdin')
    .option('--resolve', 'follow wrappers over the network, print the chain and the ads')
    .option('--validate', 'list what is wrong: line and column, rule, sentence, clause')
    .option('--strict', 'with --validate: warnings count as errors')
    .option('--json', 'print JSON with --resolve and --validate, too')
    .addOption(
      new Option('--timeout <time>', 'one deadline for a whole chain').argParser(readSeconds).default(5_000, '5s'),
    )
    .addOption(
      new Option('--header <name: value>', 'send this request header; may be repeated')
        .argParser(addHeader)
        .default([], 'none'),
    )
    .option('--device-ip <address>', 'sent as X-Device-IP, and what [DEVICEIP] becomes')
    .option('--device-user-agent <text>', 'sent as X-Device-User-Agent, and what [DEVICEUA] becomes')
    .addHelpText('after', HELP)
    .action((source: string, flags: VastFlags, command: Command) => {
      if (flags.resolve && flags.validate)
        command.error('--resolve and --validate are given, of which one is possible');
      if (flags.strict && !flags.validate) command.error('--strict is given without --validate');
      return runVast(source, flags, terminal);
    });
}

const HELP = `
Tags of wrappers are asked for, their macros filled. Nothing else is: Impressions
and Error URLs are listed, never called. Answers of more than 1 MB are refused.

Exit codes:
  0  done; with --validate: no errors; with --resolve: there is an ad to play
  1  it cannot be read, has errors, or leads to no ad
  2  called wrongly

Examples:
  $ cutaway vast response.xml | jq '.ads[].creatives[].linear.durationMs'
  $ cutaway vast --validate --strict response.xml
  $ cutaway vast --resolve --device-ip 203.0.113.7 'https://ads.example/vast?cb=[CACHEBUSTING]'
  $ curl -s https://ads.example/vmap | cutaway vast --validate -`;
