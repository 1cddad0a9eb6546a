import { encodeSpliceInfo, toBase64, toHex } from '@cutaway/scte35';

/** A splice_insert() that goes out for so many seconds, or comes back, as bytes. */
export function aSection(eventId: number, outSeconds: number | null): Uint8Array {
  return encodeSpliceInfo({
    spliceCommand: {
      type: 'splice_insert',
      spliceEventId: eventId,
      spliceEventCancelIndicator: false,
      spliceImmediateFlag: false,
      spliceTime: { ptsTime: 900_000 },
      uniqueProgramId: 1,
      availNum: 1,
      availsExpected: 1,
      outOfNetworkIndicator: outSeconds !== null,
      breakDuration: outSeconds === null ? null : { autoReturn: true, duration: outSeconds * 90_000 },
    },
  });
}

/** The same as the value of a date range's attribute. */
export const hexOf = (section: Uint8Array): string => `0x${toHex(section).toUpperCase()}`;

/** The same as the CUE family has it. */
export const base64Of = (section: Uint8Array): string => toBase64(section);
