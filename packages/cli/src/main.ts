import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { addChannel } from './channel-command.js';
import { WrongCall } from './complaint.js';
import { addInspect } from './inspect-command.js';
import { nameFlags } from './name-flags.js';
import { processTerminal } from './process-terminal.js';
import { addReplay } from './replay-command.js';
import { addScte35 } from './scte35-command.js';
import { addServe } from './serve-command.js';
import { addSink } from './sink-command.js';
import { systemSentence } from './system-sentence.js';
import type { Terminal } from './terminal.js';
import { addVast } from './vast-command.js';

/** Exit codes: 0 done, 1 could not, 2 was called wrongly. */
type ExitCode = 0 | 1 | 2;

/** Runs the `cutaway` command on its arguments (without node and script). Tells the exit code; never throws. */
export async function main(args: readonly string[], terminal: Terminal = processTerminal()): Promise<ExitCode> {
  try {
    const program = createProgram(terminal);
    refuseHelpFor(args, program);
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    return complain(error, args, terminal);
  }
}

function createProgram(terminal: Terminal): Command {
  const program = new Command('cutaway')
    .description('Ad insertion for connected-TV players: a decisioning service, a live test channel, and tools.')
    .version(versionOf())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.print(text.trimEnd()),
      // help for a call without a command; errors are told by `complain`
      writeErr: (text) => terminal.complain(text.trimEnd()),
      outputError: () => undefined,
    });
  addServe(program, terminal);
  addReplay(program, terminal);
  addSink(program, terminal);
  addChannel(program, terminal);
  addInspect(program, terminal);
  addScte35(program, terminal);
  addVast(program, terminal);
  nameFlags(program);
  return program;
}

/** `help` with a name that no command has would print the usage, and not say why. */
function refuseHelpFor([first, name]: readonly string[], program: Command): void {
  if (first !== 'help' || name === undefined || name.startsWith('-')) return;
  if (!program.commands.some((command) => command.name() === name)) program.error(`error: unknown command '${name}'`);
}

function versionOf(): string {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
  return manifest.version;
}

function complain(error: unknown, args: readonly string[], terminal: Terminal): ExitCode {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    if (error.code !== 'commander.help') terminal.complain(usageError(error, args));
    return 2;
  }
  terminal.complain(sentenceOf(error));
  return error instanceof WrongCall ? 2 : 1;
}

/** Errors of the system, and of others, get the house's grammar; ours have it. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return `Cannot go on: ${String(error)} was thrown, expected nothing`;
  const ours = error.message.startsWith('Cannot ') ? error.message : null;
  return ours ?? systemSentence(error) ?? `Cannot go on: ${error.message.replace(/\.$/, '')}, expected no error`;
}

/** Commander says `error: unknown option '--prot'`; here each error says what was expected. */
function usageError(error: CommanderError, args: readonly string[]): string {
  const what = error.message
    .replace(/^error: /, '')
    .replace(/\.?\n/g, ' ')
    .replace(/\.$/, '');
  const command = args.find((arg) => /^[a-z]/.test(arg));
  const help = ['cutaway', ...(command !== undefined && COMMANDS.includes(command) ? [command] : []), '--help'];
  return `Cannot run cutaway: ${what}, expected what ${help.join(' ')} lists`;
}

const COMMANDS = ['serve', 'replay', 'sink', 'channel', 'inspect', 'scte35', 'vast'];
