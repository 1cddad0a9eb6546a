import { statSync } from 'node:fs';
import {
  startChannel,
  type BreakFaults,
  type Channel,
  type ServeFault,
  type StartChannelOptions,
} from '@cutaway/testkit';
import { Option, type Command } from 'commander';
import { channelOptions, flagNames, type ChannelFlags } from './channel-options.js';
import { Complaint, WrongCall, WrongValue } from './complaint.js';
import { readJson, readMs, readNames, readPort, readTimes, readWhole } from './read-flags.js';
import type { Terminal } from './terminal.js';

/** `cutaway channel`: the live test channel until Ctrl-C. */
export function addChannel(program: Command, terminal: Terminal): void {
  program
    .command('channel')
    .summary('start a live HLS channel with ad breaks')
    .description('Starts a live HLS channel that announces ad breaks with SCTE-35. Stops on Ctrl-C.')
    .option('-p, --port <port>', 'port to listen on; 0 is any free one', readPort, 0)
    .option('--host <host>', 'address to listen on', '127.0.0.1')
    .option('--every <time>', 'a break each so often (default: 60s)', readMs)
    .option('--first <time>', 'the first of them (default: as --every)', readMs)
    .option('--at <times>', 'breaks at these times after the start, with commas between them', readTimes)
    .option('--no-breaks', 'no breaks but those ordered with POST /control/break')
    .option('--pod <time>', 'how long a break is (default: 11520ms)', readMs)
    .option('--lead <time>', 'how far ahead of its start a break is announced (default: 8s)', readMs)
    .option('--in-lead <time>', 'how far ahead of its end the IN is told (default: 0)', readMs)
    .option('--off-grid <time>', 'moves starts off the segment boundary', readMs)
    .option('--segment <time>', 'segment length, a multiple of 1920ms (default: 1920ms)', readMs)
    .option('--window <segments>', 'length of the live window (default: 8)', readWhole)
    .addOption(new Option('--signal <command>', 'SCTE-35 command').choices(['splice_insert', 'time_signal']))
    .addOption(
      new Option('--markers <kind>', 'tags that announce').choices(['scte35', 'interstitial', 'both', 'cue-out']),
    )
    .addOption(new Option('--end-tag <kind>', 'end on the first tag or its own').choices(['merged', 'separate']))
    .option('--no-auto-return', 'break_duration without auto_return')
    .option('--overlay-every <time>', 'an overlay avail each so often', readMs)
    .option('--overlay <time>', 'how long an overlay is (default: 10s)', readMs)
    .option('--ads <names>', 'ads of asset lists: ad-red, ad-green, ad-yellow', readNames)
    .addOption(new Option('--encoding <kind>', 'sound of those ads').choices(['exact', 'long', 'short']))
    .option('--seed <number>', 'part of the splice event ids', readWhole)
    .addOption(repeated('--fault <json>', 'a fault by URL path; may be repeated', addFault, []))
    .addOption(repeated('--break-fault <id=json>', 'faults of one break; may be repeated', addBreakFault, {}))
    .option('--options <file>', 'JSON file of channel options; flags go over it')
    .addOption(repeated('--mount <prefix=dir>', 'serve a folder, too; may be repeated', addMount, {}))
    .option('--log', 'print a line for each request')
    .addHelpText('after', HELP)
    .action((flags: ChannelFlags) => runChannel(flags, terminal));
}

const HELP = `
Times are written 8s, 1500ms or 2m.

Examples:
  $ cutaway channel --every 30s --pod 5760ms
  $ cutaway channel --break-fault 'break-0={"earlyInAfterMs":4000}' --fault '{"path":"^/ads/ad-red/","status":404}'
  $ curl -X POST http://127.0.0.1:<port>/control/break -d '{"durationMs":11520}'`;

async function runChannel(flags: ChannelFlags, terminal: Terminal): Promise<void> {
  const onRequest = (entry: { method: string; status: number; url: string }): void =>
    terminal.print(`${entry.status} ${entry.method} ${entry.url}`);
  const channel = await start({ ...channelOptions(flags), ...(flags.log === true ? { onRequest } : {}) });
  terminal.print(`Live     ${channel.liveUrl}`);
  terminal.print(`VOD      ${channel.vodUrl}`);
  terminal.print(`Control  ${channel.url}/control/state`);
  await terminal.stopped();
  await channel.close();
}

/** What no channel can keep was asked for wrongly. */
async function start(options: StartChannelOptions): Promise<Channel> {
  try {
    return await startChannel(options);
  } catch (error) {
    throw error instanceof RangeError ? new WrongCall(flagNames(error.message)) : error;
  }
}

function repeated<T>(flags: string, description: string, add: (text: string, earlier: T) => T, none: T): Option {
  return new Option(flags, description).argParser(add).default(none, 'none');
}

function addFault(text: string, earlier: readonly ServeFault[]): ServeFault[] {
  const fault = readJson(text) as Partial<ServeFault>;
  const { path } = fault;
  if (typeof path !== 'string') throw new WrongValue(`path is ${path}`, 'a regular expression');
  try {
    new RegExp(path);
  } catch {
    throw new WrongValue(`path is ${path}`, 'a regular expression');
  }
  return [...earlier, { ...fault, path }];
}

function addBreakFault(text: string, earlier: Record<string, BreakFaults>): Record<string, BreakFaults> {
  const [id, json] = splitPair(text, 'break-0={"noIn":true}');
  return { ...earlier, [id]: readJson(json) };
}

function addMount(text: string, earlier: Record<string, string>): Record<string, string> {
  const [prefix, dir] = splitPair(text, '/page=dist');
  if (statSync(dir, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new Complaint(`Cannot mount ${prefix}: ${dir} is no folder, expected one that is there`);
  return { ...earlier, [prefix.startsWith('/') ? prefix : `/${prefix}`]: dir };
}

function splitPair(text: string, example: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new WrongValue(`it is "${text}"`, `a pair like ${example}`);
  return [text.slice(0, at), text.slice(at + 1)];
}
