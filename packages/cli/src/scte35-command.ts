import { decodeSpliceInfo, decodeSpliceXml, encodeSpliceInfo, encodeSpliceXml, toBase64 } from '@cutaway/scte35';
import type { Command } from 'commander';
import { Complaint } from './complaint.js';
import { describeSection } from './describe-section.js';
import { jsonOfLines } from './json-lines.js';
import { sectionFromJson } from './section-from-json.js';
import { tableOf } from './section-table.js';
import type { Terminal } from './terminal.js';

interface Flags {
  readonly table?: true;
  readonly xml?: true;
  readonly encode?: true;
}

/** `cutaway scte35`: a section to JSON, to a table or to XML, and JSON back to a section. */
export function addScte35(program: Command, terminal: Terminal): void {
  program
    .command('scte35')
    .summary('decode SCTE-35 to JSON, and encode it')
    .description(
      'Decodes one SCTE-35 splice_info_section, or one a line of stdin, to JSON with the names of the standard; or encodes that JSON.',
    )
    .argument('[section]', 'base64, base64url, hex with or without 0x, or XML; - reads one section a line of stdin')
    .option('--table', 'print it for a person')
    .option('--xml', 'print it in the XML form of SCTE 35')
    .option('--encode', 'read that JSON, of the argument or of stdin, and print base64')
    .addHelpText(
      'after',
      `
Times are 90 kHz integers with seconds beside them, UPIDs are hex with their text beside it. With - and with --encode, a line that
cannot be read gives {"error": …} and the next one is read; the exit code is then 1. What is odd about a section that can be read, a
bad CRC_32 for one, is among its "warnings" and on stderr; the exit code is 0.

Examples:
  $ cutaway scte35 0xFC3025000000000000FFFFF01405000F42407FEFFE001FA400FE000FD200000101010000A103BFB9
  $ cutaway scte35 --table /DAvAAAAAAAA///wFAVIAACPf+/+c2nALv4AUsz1AAAAAAAKAAhDVUVJAAABNWLbowo=
  $ grep -o 'SCTE35-OUT=0x[0-9A-F]*' live.m3u8 | cut -d= -f2 | cutaway scte35 -
  $ cutaway scte35 - < sections.txt | cutaway scte35 --encode`,
    )
    .action((section: string | undefined, flags: Flags, command: Command) => {
      const chosen = (['table', 'xml', 'encode'] as const).filter((flag) => flags[flag]);
      if (chosen.length > 1) command.error(`--${chosen.join(' and --')} are given, of which one is possible`);
      if (section === undefined && !flags.encode) command.error("missing required argument 'section'");
      return runScte35(section, flags, terminal);
    });
}

async function runScte35(section: string | undefined, flags: Flags, terminal: Terminal): Promise<void> {
  const isMany = section === undefined || section === '-';
  let doubtful = 0;
  const warn = (warnings: readonly string[]): void => {
    if (warnings.length > 0) doubtful++;
    if (!isMany) for (const warning of warnings) terminal.complain(`warning: ${warning}`);
  };
  const translate = flags.encode ? encode : (text: string) => print(text, flags, isMany, warn);
  if (!isMany) return terminal.print(translate(section));
  try {
    await translateAll(flags.encode ? jsonOfLines(terminal.lines()) : terminal.lines(), translate, terminal);
  } finally {
    if (doubtful > 0)
      terminal.complain(`warning: ${doubtful} of the sections came with warnings, as after a bad CRC_32`);
  }
}

/** One line in, one out: an unreadable one gives its error, and keeps its place. */
async function translateAll(
  texts: AsyncIterable<string>,
  translate: (text: string) => string,
  terminal: Terminal,
): Promise<void> {
  let read = 0;
  let failed = 0;
  for await (const text of texts) {
    if (text.trim() === '') continue;
    read++;
    try {
      terminal.print(translate(text));
    } catch (error) {
      failed++;
      terminal.print(JSON.stringify({ error: (error as Error).message }));
    }
  }
  if (failed > 0) {
    throw new Complaint(`Cannot read every line: ${failed} of ${read} are unreadable, expected sections`);
  }
}

function print(
  text: string,
  { table, xml }: Flags,
  isMany: boolean,
  warn: (warnings: readonly string[]) => void,
): string {
  const decoded = /^\s*</.test(text) ? decodeSpliceXml(text) : decodeSpliceInfo(text);
  if (!decoded.ok) throw new Complaint(decoded.error.message);
  const { section, warnings } = decoded;
  // A table has them as lines of its own.
  if (!table) warn(warnings);
  if (table) return tableOf(section, warnings) + (isMany ? '\n' : '');
  if (xml) return encodeSpliceXml(section, { indent: isMany ? 0 : 2 });
  const described = describeSection(warnings.length > 0 ? { ...section, ...{ warnings } } : section);
  return JSON.stringify(described, null, isMany ? 0 : 2);
}

function encode(text: string): string {
  try {
    return toBase64(encodeSpliceInfo(sectionFromJson(text)));
  } catch (error) {
    // A field of a kind that the encoder does not expect says less than what is wrong, but it says which.
    if (error instanceof TypeError) {
      throw new Complaint(`Cannot encode section: ${error.message}, expected the fields that cutaway scte35 prints`);
    }
    throw error;
  }
}
