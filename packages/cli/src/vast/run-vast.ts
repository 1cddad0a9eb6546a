import { randomInt, randomUUID } from 'node:crypto';
import { fillMacros, parseVast, parseVmap, type MacroContext } from '@cutaway/vast';
import { validate } from '@cutaway/vast/validate';
import { Complaint } from '../complaint.js';
import { cleanText } from '../inspect/what-came.js';
import type { Header } from '../read-flags.js';
import type { Terminal } from '../terminal.js';
import { createFetchTag, type FetchTag } from './fetch-tag.js';
import { followChain } from './follow-chain.js';
import { followVmap } from './follow-vmap.js';
import { readInput, type Input } from './read-input.js';
import type { VastFlags } from './vast-flags.js';
import { writeChain } from './write-chain.js';
import { countFindings, writeFindings } from './write-findings.js';

/** Reads the document and does what the flags ask. Throws a Complaint where that makes the exit code 1. */
export async function runVast(source: string, flags: VastFlags, terminal: Terminal): Promise<void> {
  const macros = macrosOf(flags);
  const fetchTag = createFetchTag({ headers: headersOf(flags), timeoutMs: flags.timeout });
  const input = await readInput(/^https?:/i.test(source) ? fillMacros(source, macros) : source, terminal, fetchTag);
  if (flags.validate) return runValidate(input, flags, terminal);
  if (flags.resolve) return runResolve(input, flags, { macros, fetchTag }, terminal);
  terminal.print(JSON.stringify(readDocument(input), null, 2));
}

function readDocument({ text, name }: Input) {
  const vast = parseVast(text);
  if (!('error' in vast)) return vast;
  const vmap = parseVmap(text);
  if (!('error' in vmap)) return vmap;
  const isVmap = vmap.error === 'VERSION';
  const [code, detail] = isVmap ? [vmap.vmapError, vmap.detail] : [CODES[vast.error], vast.detail];
  throw new Complaint(`Cannot read ${name}: error ${code}, ${cleanText(detail)}, expected a VAST or VMAP document`);
}

const CODES = { VAST_MALFORMED: 100, VAST_INVALID: 101, VAST_VERSION: 102 } as const;

function runValidate({ text, name }: Input, { json, strict }: VastFlags, terminal: Terminal): void {
  const findings = validate(text);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const failed = errors > 0 || (strict === true && findings.length > 0);
  if (json)
    terminal.print(JSON.stringify({ document: name, errors, warnings: findings.length - errors, findings }, null, 2));
  else for (const line of writeFindings(findings, terminal.hasColours === true)) terminal.print(line);
  const wanted = strict ? 'none' : 'no error';
  if (failed) throw new Complaint(`Cannot accept ${name}: it has ${countFindings(findings)}, expected ${wanted}`);
  if (!json) terminal.print(`${name}: ${findings.length === 0 ? 'nothing wrong' : countFindings(findings)}`);
}

interface Means {
  readonly macros: MacroContext;
  readonly fetchTag: FetchTag;
}

async function runResolve(input: Input, { json }: VastFlags, means: Means, terminal: Terminal): Promise<void> {
  const document = readDocumentToResolve(input);
  const chains =
    'breaks' in document
      ? await followVmap(document, input.tagUrl, means)
      : [await followChain({ document, tagUrl: input.tagUrl, reply: input.reply }, means)];
  const failures = 'breaks' in document ? document.failures : [];
  if (json) terminal.print(JSON.stringify('breaks' in document ? { breaks: chains, failures } : chains[0], null, 2));
  else {
    chains.forEach((chain, i) => {
      if (i > 0) terminal.print('');
      for (const line of writeChain(chain, terminal.hasColours === true)) terminal.print(line);
    });
    for (const { vmapError, detail, breakId } of failures) {
      terminal.print(
        `Break ${cleanText(breakId ?? 'without id')} cannot be used: error ${vmapError}, ${cleanText(detail)}`,
      );
    }
  }
  if (chains.some(({ ads }) => ads.length > 0)) return;
  throw new Complaint(`Cannot resolve ${input.name}: it leads to no ad, expected one or more`);
}

/** A response that is no VAST is a chain of one hop with its error; a file that is none is nothing to follow. */
function readDocumentToResolve(input: Input) {
  const vast = parseVast(input.text);
  if ('error' in vast && input.tagUrl !== null && 'error' in parseVmap(input.text)) return vast;
  return readDocument(input);
}

function headersOf({ header, deviceIp, deviceUserAgent }: VastFlags): Header[] {
  return [
    ...header,
    ...(deviceIp === undefined ? [] : [['X-Device-IP', deviceIp] as const]),
    ...(deviceUserAgent === undefined ? [] : [['X-Device-User-Agent', deviceUserAgent] as const]),
  ];
}

function macrosOf({ deviceIp, deviceUserAgent }: VastFlags): MacroContext {
  const others = { DEVICEIP: deviceIp ?? null, DEVICEUA: deviceUserAgent ?? null };
  return { nowMs: Date.now(), cacheBusting: randomInt(1e8), transactionId: randomUUID(), others };
}
