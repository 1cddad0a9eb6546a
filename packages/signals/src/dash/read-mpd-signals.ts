import type { Cause, Signal } from '@cutaway/model';
import { signalsFromSplice, type SpliceSignals } from '../signals-from-splice.js';
import { isAlternativeMpdScheme, signalFromAlternativeMpd } from './alternative-mpd.js';
import { readDashEvents, type DashEvent } from './dash-event.js';
import { readInbandSchemes, type InbandScheme } from './inband-schemes.js';
import { readMpd } from './read-mpd.js';
import { isSpliceScheme, readSpliceElement, readSplicePayload } from './read-splice-payload.js';
import { attributesOf } from './xml-attributes.js';

/** What one MPD says about breaks. A refresh says most of it again. */
export interface MpdSignals {
  readonly signals: readonly Signal[];
  readonly causes: readonly Cause[];
  /** Schemes of the events that come inside of segments. */
  readonly inband: readonly InbandScheme[];
}

const MAX_EVIDENCE = 4096;

/**
 * Reads the raw text of an MPD, as the origin sent it: EventStream with SCTE-35 in any of its forms (SCTE 214-1 §6.7: `xml`,
 * `xml+bin`, `bin`) and alternative MPD events. Programme time counts from availabilityStartTime, in a static MPD from 0. Never
 * throws: what cannot be read is told as a cause.
 */
export function readMpdSignals(mpdText: string): MpdSignals {
  const mpd = readMpd(mpdText);
  if (!mpd) {
    return {
      signals: [],
      causes: [{ name: 'MPD_UNREADABLE', adInstanceId: null, detail: mpdText.slice(0, 80) }],
      inband: [],
    };
  }
  const signals: Signal[] = [];
  const causes: Cause[] = [];
  for (const period of mpd.periods) {
    for (const event of readDashEvents(period)) {
      const { from, to } = event.element;
      const heard = hearEvent(event, mpdText.slice(from, Math.min(to, from + MAX_EVIDENCE)));
      signals.push(...heard.signals);
      causes.push(...heard.causes);
    }
  }
  return { signals, causes, inband: readInbandSchemes(mpd) };
}

const UNKNOWN: SpliceSignals = { signals: [], causes: [] };

function hearEvent(event: DashEvent, evidence: string): SpliceSignals {
  const refuse = (why: string): SpliceSignals => ({
    signals: [],
    causes: [
      {
        name: event.startsAt === null ? 'SIGNAL_UNPLACED' : 'SIGNAL_UNREADABLE',
        adInstanceId: null,
        detail: `${why}: ${evidence}`,
      },
    ],
  });
  if (isAlternativeMpdScheme(event.schemeIdUri)) {
    const signal = signalFromAlternativeMpd(event, evidence);
    return typeof signal === 'string' ? refuse(signal) : { signals: [signal], causes: [] };
  }
  const { element, startsAt, durationMs } = event;
  const isSplice =
    isSpliceScheme(event.schemeIdUri) || element.children.some(({ name }) => /^(SpliceInfoSection|Signal)$/.test(name));
  if (!isSplice) return UNKNOWN;
  const { messageData } = attributesOf(element);
  const isBare = element.children.length === 0 && element.text.trim() === '';
  const splice = messageData && isBare ? readSplicePayload(messageData) : readSpliceElement(element);
  if (typeof splice === 'string') return refuse(splice);
  // What the section says of its duration counts more than what its carrier says.
  const isTold = splice.events.some(({ duration }) => duration);
  return signalsFromSplice(splice, {
    carrier: 'dash-event',
    key: null,
    evidence,
    startsAt,
    timeFrom: 'event',
    ...(isTold || durationMs === null ? {} : { durationMs, durationFrom: 'cue' as const }),
  });
}
