import { decodeSpliceInfo } from '@cutaway/scte35';
import type { Command } from 'commander';
import { Complaint } from './complaint.js';
import { describeSection } from './describe-section.js';
import type { Terminal } from './terminal.js';

/** `cutaway scte35`: a section to JSON. */
export function addScte35(program: Command, terminal: Terminal): void {
  program
    .command('scte35')
    .summary('decode SCTE-35 to JSON')
    .description(
      'Decodes one SCTE-35 splice_info_section, or one a line of stdin, to JSON with the names of the standard.',
    )
    .argument('<section>', 'base64, base64url or hex with or without 0x; - reads one section a line of stdin')
    .addHelpText(
      'after',
      `
Times are 90 kHz integers with seconds beside them. With -, a line that cannot be read gives {"error": …} and the next
one is read; the exit code is then 1.

Examples:
  $ cutaway scte35 0xFC3025000000000000FFFFF01405000F42407FEFFE001FA400FE000FD200000101010000A103BFB9
  $ grep -o 'SCTE35-OUT=0x[0-9A-F]*' live.m3u8 | cut -d= -f2 | cutaway scte35 -`,
    )
    .action((section: string) => (section === '-' ? decodeLines(terminal) : decodeOne(section, terminal)));
}

function decodeOne(text: string, terminal: Terminal): void {
  const decoded = decodeSpliceInfo(text);
  if (!decoded.ok) throw new Complaint(decoded.error.message);
  terminal.print(JSON.stringify(describeSection(decoded.section), null, 2));
}

async function decodeLines(terminal: Terminal): Promise<void> {
  let read = 0;
  let failed = 0;
  for await (const line of terminal.lines()) {
    if (line.trim() === '') continue;
    const decoded = decodeSpliceInfo(line);
    if (!decoded.ok) failed++;
    read++;
    terminal.print(JSON.stringify(decoded.ok ? describeSection(decoded.section) : { error: decoded.error.message }));
  }
  if (failed > 0) {
    throw new Complaint(`Cannot decode every line: ${failed} of ${read} are unreadable, expected SCTE-35 sections`);
  }
}
