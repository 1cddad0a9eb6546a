import { readHex } from './bits.js';
import { bitsFromText } from './bits-from-text.js';
import { checkCrc, readSection, SPLICE_INSERT, TIME_SIGNAL, whyUnreadable } from './read-section.js';
import { readSegmentation } from './segmentation-descriptor.js';
import { readSpliceInsert } from './splice-insert.js';
import { applyPtsAdjustment, readSpliceTime } from './splice-time.js';

/** What one splice_insert or segmentation descriptor says. */
export type SpliceEvent =
  | { readonly type: 'cancel'; readonly eventId: number }
  | {
      readonly type: 'insert';
      readonly eventId: number;
      readonly isOut: boolean;
      readonly autoReturn: boolean;
      /** 90 kHz; null: none was given. */
      readonly duration: number | null;
    }
  | {
      readonly type: 'segmentation';
      readonly eventId: number;
      readonly typeId: number;
      /** 90 kHz; null: none was given. */
      readonly duration: number | null;
      readonly upidType: number;
      /** Lower-case hex. */
      readonly upid: string;
      /** True for the last one of several segments. */
      readonly isLast: boolean;
    };

/** What a player needs of a section. */
export interface Splice {
  readonly hasBadCrc: boolean;
  /** With pts_adjustment, 90 kHz modulo 2^33; null: at once. */
  readonly ptsTime: number | null;
  /** The splice_insert, else the segmentation descriptors. */
  readonly events: readonly SpliceEvent[];
}

/**
 * Reads what a player needs of one section given as base64, base64url or hex: the same bits as `decodeSpliceInfo`, without the
 * fields that it drops. Never throws: a text is why the section cannot be read.
 */
export function readSplice(text: string): Splice | string {
  const bits = bitsFromText(text);
  const header: number[] = [];
  const events: SpliceEvent[] = [];
  let ptsTime: number | null = null;
  let isInsert = false;
  try {
    readSection(bits, header, {
      hearCommand(own, type, [, , , , , , , , adjustment]) {
        let time: number | null = null;
        isInsert = type === SPLICE_INSERT;
        if (type === TIME_SIGNAL) time = readSpliceTime(own);
        if (isInsert) {
          const [eventId, event] = readSpliceInsert(own);
          if (event) {
            const [isOut, , , at, , duration] = event;
            time = at;
            const [autoReturn, , ticks] = duration ?? [0, 0, null];
            events.push({ type: 'insert', eventId, isOut: !!isOut, autoReturn: !!autoReturn, duration: ticks });
          } else events.push({ type: 'cancel', eventId });
        }
        if (time !== null) ptsTime = applyPtsAdjustment(time, adjustment);
      },
      hearDescriptor(own, tag) {
        try {
          if (isInsert || tag !== 2 || readHex(own, 4) !== '43554549') return;
          const [eventId, , event] = readSegmentation(own);
          if (event) {
            const [, , duration, upidType, upid, typeId, num, expected] = event;
            events.push({ type: 'segmentation', eventId, typeId, duration, upidType, upid, isLast: num >= expected });
          } else events.push({ type: 'cancel', eventId });
        } catch {
          // Cut short: no harm to the next.
        }
      },
    });
  } catch (thrown) {
    return whyUnreadable(thrown);
  }
  return { hasBadCrc: checkCrc(bits, header) === 'invalid', ptsTime, events };
}
