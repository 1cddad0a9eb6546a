import type { Signal } from '@cutaway/model';
import type { DashEvent } from './dash-event.js';
import { attributesOf, readNumber } from './xml-attributes.js';
import { parseXsDuration } from './xs-duration.js';

const SCHEME = /^urn:mpeg:dash:event:alternativeMPD:(?:replace|insert):20\d\d$/i;
const DEFAULT_AHEAD_MS = 60_000;
/** What the schema has for @maxDuration where nobody limits it. */
const NO_LIMIT_TICKS = 2_251_799_813_685_247;

export function isAlternativeMpdScheme(schemeIdUri: string): boolean {
  return SCHEME.test(schemeIdUri);
}

/**
 * A break that an alternative MPD is to fill (ISO/IEC 23009-1 §5.16): ReplacePresentation or InsertPresentation as an interstitial
 * whose asset is that MPD. A text is why it says none.
 */
export function signalFromAlternativeMpd(event: DashEvent, evidence: string): Signal | string {
  const element = event.element.children.find(({ name }) => /^(Replace|Insert)Presentation$/.test(name));
  const told = element && attributesOf(element);
  if (!told?.uri)
    return 'Cannot read alternative MPD event: it names no uri, expected Replace- or InsertPresentation@uri';
  if (event.startsAt === null) return 'Cannot place alternative MPD event: its Period has no start, expected one';
  const mode = element?.name === 'InsertPresentation' ? 'insert' : 'replace';
  const toMs = (ticks: string | undefined): number | null => {
    const value = readNumber(ticks, null);
    return value === null || value >= NO_LIMIT_TICKS ? null : (value / event.timescale) * 1000;
  };
  const playoutLimitMs = toMs(told.maxDuration);
  const skipAfterMs = parseXsDuration(told.skipAfter);
  const noJump = readNumber(told.noJump, 0);
  return {
    type: 'break-start',
    key: `${mode}:${event.value ? `${event.value}:` : ''}${event.id ?? event.startsAt}`,
    carrier: 'dash-event',
    evidence,
    kind: 'linear',
    startsAt: event.startsAt,
    timeFrom: 'event',
    plannedMs: playoutLimitMs ?? event.durationMs,
    durationFrom: 'planned',
    autoReturn: true,
    upids: [],
    segmentationTypeId: null,
    interstitial: {
      assetUri: told.uri,
      assetListUri: null,
      // An insertion comes back to where it left.
      resumeOffsetMs: mode === 'insert' ? 0 : toMs(told.returnOffset),
      playoutLimitMs,
      snap: [],
      restrict: noJump > 0 ? ['JUMP'] : [],
      once: isTrue(told.executeOnce),
      contentMayVary: true,
      timelineOccupies: mode === 'insert' ? 'POINT' : 'RANGE',
      timelineStyle: 'HIGHLIGHT',
      skipControl:
        skipAfterMs !== null && skipAfterMs > 0 ? { offsetMs: skipAfterMs, durationMs: null, labelId: null } : null,
      creativeSignaling: null,
      alternativeMpd: {
        mode,
        resolveAheadMs: toMs(told.earliestResolutionTimeOffset) ?? DEFAULT_AHEAD_MS,
        clip: told.clip === undefined || isTrue(told.clip),
        startWithOffset: isTrue(told.startWithOffset),
        noJump: noJump === 1 || noJump === 2 ? noJump : 0,
      },
    },
  };
}

/** xs:boolean. */
function isTrue(text: string | undefined): boolean {
  return text === 'true' || text === '1';
}
