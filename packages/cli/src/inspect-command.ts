import { Option, type Command } from 'commander';
import { inspectStream } from './inspect/inspect-stream.js';
import { REASON_HELP } from './inspect/write-summary.js';
import { addHeader, readSeconds, type Header } from './read-flags.js';
import type { Terminal } from './terminal.js';

interface Flags {
  readonly json?: true;
  readonly once?: true;
  readonly raw?: true;
  readonly all?: true;
  readonly inband?: true;
  readonly for?: number;
  readonly timeout: number;
  readonly header: readonly Header[];
}

/** `cutaway inspect`: what a stream says about ad breaks, as it says it. */
export function addInspect(program: Command, terminal: Terminal): void {
  program
    .command('inspect')
    .summary('watch a stream and print its ad signals and breaks')
    .description(
      'Watches a live or on-demand HLS or DASH stream and prints its ad signals and the breaks that they make, as they come.',
    )
    .argument('<url>', 'http or https URL, or path of a file: a playlist, a multivariant playlist or an MPD')
    .option('--json', 'print one JSON object a line')
    .option('--once', 'read once, print what is there, and stop')
    .option('--for <time>', 'stop after so long: 60 or 60s, 2m', readSeconds)
    .option('--raw', 'print the tag, event or section below each signal')
    .option('--all', 'watch all variants and renditions, not only the first variant and the first of each audio group')
    .option('--inband', 'read HLS segments, too: emsg, ID3, SCTE-35 sections')
    .addOption(
      new Option('--header <name: value>', 'send this request header; may be repeated')
        .argParser(addHeader)
        .default([], 'none'),
    )
    .addOption(
      new Option('--timeout <time>', 'give up on an answer after so long')
        .argParser(readSeconds)
        .default(10_000, '10s'),
    )
    .addHelpText('after', HELP)
    .action((url: string, flags: Flags) => {
      const { header, timeout, json, once, raw, all, inband } = flags;
      const chosen = { isJson: json === true, isOnce: once === true, showsRaw: raw === true, isAll: all === true };
      const options = { headers: header, timeoutMs: timeout, forMs: flags.for ?? null, isInbandRead: inband === true };
      return inspectStream(url, { ...options, ...chosen }, terminal);
    });
}

const HELP = `
A line says when it was heard, where in the stream it happens (UTC for live, from the start for on demand), and what:
  SIGNAL    what a tag, an event or a section says: start, end, cancel, border, hint
  BREAK     what that comes to: announced, updated, begins, end told, ended, cancelled, missed
  CONFLICT  two carriers differ about one break          DISAGREE  one playlist tells a break, another does not
  CAUSE     what could not be read                       STREAM, ERROR  what happens to the stream and to its requests
"in 4 s" and "4 s late" count from where a player is: three target durations behind the live edge, or HOLD-BACK.

Why a break ends:
${REASON_HELP}

Examples:
  $ cutaway inspect https://live.example/main.m3u8
  $ cutaway inspect --once --raw saved.m3u8
  $ cutaway inspect --json --for 10m --header 'Authorization: Bearer …' https://live.example/live.mpd | jq .`;
