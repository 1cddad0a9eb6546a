import { fastBytesFromText } from './fast-bytes-from-text.js';
import { readSection, type Draft } from './read-section.js';
import type { SpliceInfoSection } from './splice-info-section.js';
import { NO_TEXT, WHY_NOT } from './why-not.js';

export interface DecodeOptions {
  /**
   * What a CRC_32 that does not fit, or is absent, makes of a section: `reject` an error, `warn` a warning (the default: a
   * manifest may have been edited on its way), `ignore` nothing. `crc.status` tells it in any case.
   */
  readonly crc?: 'reject' | 'warn' | 'ignore';
}

/** A section, or why there is none with as much of it as could be read. */
export type DecodedSpliceInfo =
  | {
      readonly ok: true;
      readonly section: SpliceInfoSection;
      /** What deviates from the standard and did no harm. */
      readonly warnings: readonly string[];
    }
  | {
      readonly ok: false;
      readonly error: { readonly name: 'SIGNAL_UNREADABLE' | 'SIGNAL_BAD_CRC'; readonly message: string };
      /** null: not even a table_id. */
      readonly partial: Partial<SpliceInfoSection> | null;
    };

/**
 * Reads one splice_info_section (SCTE 35 §9.6) from bytes, base64, base64url (padded or not) or hex (with or without 0x).
 * Never throws. What follows the section is not looked at.
 */
export function decodeSpliceInfo(input: Uint8Array | string, { crc = 'warn' }: DecodeOptions = {}): DecodedSpliceInfo {
  const from =
    typeof input === 'string'
      ? fastBytesFromText(input)
      : { bytes: input, at: 0, end: input.length, crc: null, problem: null };
  if (from === null) return failure(NO_TEXT, null);
  const warnings: string[] = [];
  const draft = readSection(from, warnings);
  if (from.problem !== null) return failure(from.problem, draft);
  const status = draft.crc?.status;
  if (status !== 'valid' && crc !== 'ignore') {
    const message = `CRC_32 is ${String(status)}, expected a valid one`;
    if (crc === 'reject') return failure(message, draft, 'SIGNAL_BAD_CRC');
    warnings.push(message);
  }
  return { ok: true, section: draft as SpliceInfoSection, warnings };
}

function failure(
  why: string,
  draft: Draft | null,
  name: 'SIGNAL_UNREADABLE' | 'SIGNAL_BAD_CRC' = 'SIGNAL_UNREADABLE',
): DecodedSpliceInfo {
  const partial = draft && (JSON.parse(JSON.stringify(draft)) as Partial<SpliceInfoSection>);
  return {
    ok: false,
    error: { name, message: WHY_NOT + why },
    partial: partial && 'sapType' in partial ? partial : null,
  };
}
