import type {
  VastCompanion,
  VastIcon,
  VastInLine,
  VastTracker,
  VastVerification,
  VastWrapper,
} from '../vast-document.js';
import { isSameVerification, uniteVerifications } from '../read/verifications.js';
import { companionsOf, iconsOf } from './parts-of.js';

/** A tracker and the level that it came from. */
export interface Call {
  readonly level: number;
  readonly tracker: VastTracker;
}

/** A part of an ad and everything that its views and clicks are to call. */
export interface Placed<Part> {
  readonly part: Part;
  readonly calls: readonly Call[];
}
type Levels = readonly (VastInLine | VastWrapper)[];

/** Icons of one program: those of the level closest to the InLine. Icons without a program hide nobody. */
export function iconsPerProgram(levels: Levels): Placed<VastIcon>[] {
  const taken = new Set<string>();
  return levels.flatMap((ad, level) => {
    const icons = iconsOf(ad).filter(({ program }) => !taken.has(program.toLowerCase()));
    for (const { program } of icons) if (program !== '') taken.add(program.toLowerCase());
    return icons.map((icon) => ({ part: icon, calls: callsOf(level, icon.trackers) }));
  });
}

/**
 * The InLine's companions, and those of wrappers that want another place. A wrapper's companion without a resource of its own
 * is there to be called for the ones that show in its place.
 */
export function companionsBeside(levels: Levels): Placed<VastCompanion>[] {
  let kept: Placed<VastCompanion>[] = [];
  levels.forEach((ad, level) => {
    const all = companionsOf(ad);
    const shown = all.filter((one) => one.resources.length > 0 && !kept.some(({ part }) => hasPlaceOf(one, part)));
    const bare = all.filter(({ resources }) => resources.length === 0);
    kept = kept.map(({ part, calls }) => {
      const more = bare.filter((one) => isOfAnyPlace(one) || hasPlaceOf(one, part));
      return { part, calls: [...calls, ...more.flatMap(({ trackers }) => callsOf(level, trackers))] };
    });
    kept.push(...shown.map((one) => ({ part: one, calls: callsOf(level, one.trackers) })));
  });
  return kept;
}

/** Every vendor's script once for each of its parameters, with what each level wants to hear of it. */
export function verificationsOnce(levels: Levels): Placed<VastVerification>[] {
  const kept: Placed<VastVerification>[] = [];
  levels.forEach((ad, level) => {
    for (const one of ad.verifications) {
      const at = kept.findIndex(({ part }) => isSameVerification(part, one));
      const twin = kept[at];
      const calls = callsOf(level, one.trackers);
      if (twin) kept[at] = { part: uniteVerifications(twin.part, one), calls: [...twin.calls, ...calls] };
      else kept.push({ part: one, calls });
    }
  });
  return kept;
}

function callsOf(level: number, trackers: readonly VastTracker[]): Call[] {
  return trackers.map((tracker) => ({ level, tracker }));
}

function hasPlaceOf(a: VastCompanion, b: VastCompanion): boolean {
  if (a.adSlotId !== null && b.adSlotId !== null) return a.adSlotId === b.adSlotId;
  return a.width === b.width && a.height === b.height;
}

function isOfAnyPlace({ adSlotId, width, height }: VastCompanion): boolean {
  return adSlotId === null && !(width > 0) && !(height > 0);
}
