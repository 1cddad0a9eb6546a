import { readHex } from './bits.js';
import { bitsFromText } from './bits-from-text.js';
import { hasValidCrc, readSection, SPLICE_INSERT, TIME_SIGNAL, whyUnreadable } from './read-section.js';
import { readSegmentation } from './segmentation-descriptor.js';
import { readSpliceInsert } from './splice-insert.js';
import { applyPtsAdjustment, readSpliceTime } from './splice-time.js';

/** What one splice_insert or segmentation descriptor says; a cancel has its `eventId` only. */
export interface SpliceEvent {
  readonly eventId: number;
  /** out_of_network_indicator, only of a splice_insert. */
  readonly isOut?: boolean;
  readonly autoReturn?: boolean;
  /** 90 kHz; null: none was given, or a segmentation_duration of 0. */
  readonly duration?: number | null;
  /** segmentation_type_id, only of segmentation, as all that follows. */
  readonly typeId?: number;
  /** None where its type is 0; bytes as lower-case hex. */
  readonly upids?: readonly { readonly type: number; readonly hex: string }[];
  /** True for the last one of several segments. */
  readonly isLast?: boolean;
}

/** What a player needs of a section. */
export interface Splice {
  readonly hasBadCrc: boolean;
  /** With pts_adjustment, 90 kHz modulo 2^33; null: at once. */
  readonly ptsTime: number | null;
  /** The splice_insert, else the segmentation descriptors. */
  readonly events: readonly SpliceEvent[];
}

/** The identifier of the standard's descriptors. */
const CUEI = '43554549';

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
    readSection(
      bits,
      header,
      (own, type, [, , , , , , , , adjustment]) => {
        isInsert = type === SPLICE_INSERT;
        let time = type === TIME_SIGNAL ? readSpliceTime(own) : null;
        if (isInsert) {
          const [eventId, event] = readSpliceInsert(own);
          if (event) {
            const [isOut, , , at, , span] = event;
            time = at;
            events.push({ eventId, isOut: !!isOut, autoReturn: !!span?.[0], duration: span && span[2] });
          } else events.push({ eventId });
        }
        if (time !== null) ptsTime = applyPtsAdjustment(time, adjustment);
      },
      (own, tag) => {
        try {
          if (isInsert || tag !== 2 || readHex(own, 4) !== CUEI) return;
          const [eventId, , event] = readSegmentation(own);
          if (event) {
            const [, , duration, type, hex, typeId, num, expected] = event;
            events.push({
              eventId,
              duration: duration || null,
              upids: type ? [{ type, hex }] : [],
              typeId,
              isLast: num >= expected,
            });
          } else events.push({ eventId });
        } catch {
          // Cut short: no harm to the next.
        }
      },
    );
  } catch (thrown) {
    return whyUnreadable(thrown);
  }
  return { hasBadCrc: hasValidCrc(bits, header) === false, ptsTime, events };
}
