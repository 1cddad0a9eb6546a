import type { Interstitial } from '@cutaway/model';
import { toMs } from '../hear-tag.js';

/** The attributes of an interstitial (RFC 8216bis Appendix D.2), `once` apart; a text is what is wrong with them. */
export function readInterstitial(attributes: ReadonlyMap<string, string>): Omit<Interstitial, 'once'> | string {
  const assetUri = attributes.get('X-ASSET-URI') || null;
  const assetListUri = attributes.get('X-ASSET-LIST') || null;
  if ((assetUri === null) === (assetListUri === null)) {
    const has = assetUri === null ? 'neither X-ASSET-URI nor' : 'both X-ASSET-URI and';
    return `interstitial: it has ${has} X-ASSET-LIST, expected one of them`;
  }
  const skipAfterMs = toMs(attributes.get('X-SKIP-CONTROL-OFFSET'));
  const skipDurationMs = toMs(attributes.get('X-SKIP-CONTROL-DURATION'));
  const labelId = attributes.get('X-SKIP-CONTROL-LABEL-ID') ?? null;
  const resume = parseFloat(attributes.get('X-RESUME-OFFSET') ?? '');
  return {
    assetUri,
    assetListUri,
    resumeOffsetMs: Math.abs(resume) <= 1e9 ? resume * 1000 : null,
    playoutLimitMs: toMs(attributes.get('X-PLAYOUT-LIMIT')),
    snap: listOf(attributes.get('X-SNAP'), ['OUT', 'IN'] as const),
    restrict: listOf(attributes.get('X-RESTRICT'), ['SKIP', 'JUMP'] as const),
    contentMayVary: attributes.get('X-CONTENT-MAY-VARY') !== 'NO',
    timelineOccupies: attributes.get('X-TIMELINE-OCCUPIES') === 'RANGE' ? 'RANGE' : 'POINT',
    timelineStyle: attributes.get('X-TIMELINE-STYLE') === 'PRIMARY' ? 'PRIMARY' : 'HIGHLIGHT',
    skipControl:
      skipAfterMs === null && skipDurationMs === null && labelId === null
        ? null
        : { offsetMs: skipAfterMs ?? 0, durationMs: skipDurationMs, labelId },
    creativeSignaling: attributes.get('X-AD-CREATIVE-SIGNALING') ?? null,
  };
}

/** An enumerated-string-list (RFC 8216bis §4.2), without what is not in `known`. */
function listOf<Word extends string>(text: string | undefined, known: readonly Word[]): readonly Word[] {
  const words = (text ?? '').split(',').map((word) => word.trim());
  return known.filter((word) => words.includes(word));
}
