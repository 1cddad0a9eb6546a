import type { Ad, Companion, Icon, Resource, Tracker, Verification } from '@cutaway/model';
import type { VastInLine, VastLinear, VastTracker } from '../vast-document.js';
import type { Call, Placed } from './merge-parts.js';
import { MERGE_RULES, type Levels } from './merge-rules.js';
import { companionsOf, imageOf, linearsOf, playingOf } from './parts-of.js';
import { callable } from './tag-url.js';
import type { FoundAd } from './walk-document.js';

/** An InLine with its wrappers as one ad, by the table of `merge-rules.ts`. An image beside a linear is left out: one of them plays. */
export function composeAd({ inline, chain }: FoundAd, adInstanceId: string, upgradeInsecure: boolean): Ad {
  const levels: Levels = [inline, ...chain.map(({ wrapper }) => wrapper).reverse()];
  const linear = linearsOf(inline)[0] ?? null;
  const icons = linear ? MERGE_RULES.icons(levels) : [];
  const companions = MERGE_RULES.companions(levels);
  const verifications = MERGE_RULES.verifications(levels);
  const universalAdIds = playingOf(inline)?.universalAdIds ?? [];
  const calls = [
    ...MERGE_RULES.impression(levels),
    ...(linear ? MERGE_RULES.linear(levels) : MERGE_RULES.nonLinear(levels)),
    ...MERGE_RULES.viewable(levels),
    ...callsOfParts('icon', icons),
    ...callsOfParts('companion', companions),
    ...callsOfParts('verification', verifications),
    ...MERGE_RULES.error(levels),
  ];
  const url = (written: string) => callable(written, upgradeInsecure);
  const withUrl = <One extends { readonly url: string }>(one: One): One => ({ ...one, url: url(one.url) });
  // A page that is opened may be of plain http.
  const led = (written: string | null) => written && callable(written, false);
  const shown = (one: Resource): Resource => (one.type === 'html' ? one : { ...one, content: url(one.content) });
  const image = linear ? null : imageOf(inline);
  return {
    adInstanceId,
    adId: inline.id,
    title: inline.title,
    advertiser: inline.advertiser?.name ?? null,
    universalAdId: universalAdIds[0] ?? null,
    durationMs: linear?.durationMs ?? 0,
    skipAfterMs: linear?.skipAfterMs ?? null,
    clickThrough: linear ? led(MERGE_RULES.clickThrough(levels)) : null,
    mediaFiles: (linear?.mediaFiles ?? []).map(withUrl),
    nonLinear: image && { ...image, imageUrl: url(image.imageUrl), clickThrough: led(image.clickThrough) },
    trackers: numbered(calls).map(withUrl),
    ...ofInLine(inline, linear, universalAdIds),
    ...kept('captions', linear?.captions.map(withUrl)),
    ...kept('interactiveFiles', linear?.interactiveFiles.map(withUrl)),
    ...kept('pricing', MERGE_RULES.pricing(levels)),
    ...kept('extensions', MERGE_RULES.extensions(levels)),
    ...kept(
      'icons',
      icons.map(({ part: { trackers: _, ...icon } }): Icon => ({
        ...icon,
        clickThrough: led(icon.clickThrough),
        resources: icon.resources.map(shown),
        fallbackImages: icon.fallbackImages.map((one) => ({ ...one, imageUrl: url(one.imageUrl) })),
      })),
    ),
    ...kept(
      'companions',
      companions.map(({ part: { trackers: _, ...companion } }): Companion => ({
        ...companion,
        clickThrough: led(companion.clickThrough),
        resources: companion.resources.map(shown),
      })),
    ),
    ...kept(
      'verifications',
      verifications.map(({ part: { trackers: _, ...one } }): Verification => ({
        ...one,
        resources: one.resources.map(withUrl),
      })),
    ),
  };
}

function ofInLine(inline: VastInLine, linear: VastLinear | null, universalAdIds: readonly string[]): Partial<Ad> {
  const required = inline.creatives.find(({ companions }) => companions)?.companions?.required ?? 'none';
  return {
    ...kept('adServingId', inline.adServingId),
    ...kept('adType', inline.adType),
    ...kept('universalAdIds', universalAdIds),
    ...kept('categories', inline.categories),
    ...kept('expiresMs', inline.expiresMs),
    ...kept('companionsRequired', required === 'none' || companionsOf(inline).length === 0 ? null : required),
    ...kept('mezzanines', linear?.mezzanines),
    ...kept('adParameters', linear?.adParameters),
  };
}

/** A field that is there, or nothing at all: pods travel as JSON. */
function kept<Key extends keyof Ad>(key: Key, value: Ad[Key] | null | undefined): Partial<Ad> {
  const isEmpty = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
  return isEmpty ? {} : { [key]: value };
}

type PartCall = Call & { readonly of?: string };

function callsOfParts(kind: string, parts: readonly Placed<unknown>[]): PartCall[] {
  return parts.flatMap(({ calls }, n) => calls.map((call) => ({ ...call, of: `${kind}:${n}` })));
}

/** Innermost level first; each tracker with its place among those of its event on its level. */
function numbered(calls: readonly PartCall[]): Tracker[] {
  const counts = new Map<string, number>();
  const inwards = calls.map((call, i) => ({ call, i })).sort((a, b) => a.call.level - b.call.level || a.i - b.i);
  return inwards.map(({ call: { level, tracker, of } }) => {
    const key = `${level} ${tracker.event}`;
    const index = counts.get(key) ?? 0;
    counts.set(key, index + 1);
    return { ...(tracker satisfies VastTracker), level, index, ...(of === undefined ? {} : { of }) };
  });
}
