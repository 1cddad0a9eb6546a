import type { Pod, Tracker } from '@cutaway/model';
import { writeVast } from './write-vast.js';
import { cdata, element } from './write-xml.js';

/** One `AdBreak` to write (VMAP 1.0.1 §2.3). */
export interface BreakToWrite {
  readonly breakId: string;
  /** `start`, `end`, `hh:mm:ss.mmm`, `n%` or `#n`, as the schema has it. */
  readonly timeOffset: string;
  readonly breakType: 'linear' | 'nonlinear' | 'display';
  readonly source: { readonly pod: Pod } | { readonly tagUrl: string };
  /** `breakStart`, `breakEnd` and `error`; any other event has no place here. */
  readonly trackers?: readonly Tracker[];
  readonly errorUrls?: readonly string[];
}

const BREAK_EVENTS: readonly string[] = ['breakStart', 'breakEnd', 'error'];

/** Breaks as a VMAP 1.0.1 document: their ads in it as VAST 4.2, or the tag that has them. */
export function writeVmap(breaks: readonly BreakToWrite[]): string {
  const attributes = { 'xmlns:vmap': 'http://www.iab.net/videosuite/vmap', version: '1.0' };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('vmap:VMAP', attributes, breaks.map(writeBreak))}\n`;
}

function writeBreak({ breakId, timeOffset, breakType, source, trackers = [], errorUrls = [] }: BreakToWrite): string {
  const calls = trackers.filter(({ event }) => BREAK_EVENTS.includes(event));
  return element('vmap:AdBreak', { timeOffset, breakType, breakId }, [
    element('vmap:AdSource', { id: breakId, allowMultipleAds: 'true', followRedirects: 'true' }, [
      'pod' in source
        ? element('vmap:VASTAdData', {}, withoutProlog(writeVast(source.pod, { errorUrls })))
        : element('vmap:AdTagURI', { templateType: 'vast4' }, cdata(source.tagUrl)),
    ]),
    calls.length === 0
      ? ''
      : element(
          'vmap:TrackingEvents',
          {},
          calls.map(({ event, url }) => element('vmap:Tracking', { event }, cdata(url))),
        ),
  ]);
}

const withoutProlog = (document: string): string => document.replace(/^<\?xml[^>]*>\s*/, '').trimEnd();
