import type { Ad, Resource, Tracker } from '@cutaway/model';
import { isHls } from '../media/media-types.js';

/** An ad as it comes back once it was written: every difference that `writeVast` makes, and no other. */
export function asWritten(ad: Ad): Ad {
  const { nonLinear, companions, icons, interactiveFiles, adParameters = null } = ad;
  return {
    ...ad,
    // AdServingId is required since VAST 4.1.
    adServingId: ad.adServingId ?? ad.adInstanceId,
    // `delivery` is required.
    mediaFiles: ad.mediaFiles.map((file) => ({ delivery: isHls(file) ? 'streaming' : 'progressive', ...file })),
    // The levels of former wrappers become one, and a verification has no viewable URLs since VAST 4.1.
    trackers: onOneLevel(ad.trackers.filter(({ event, of }) => !(event === 'viewable' && of?.startsWith('verif')))),
    // Resources stand in the schema's order.
    ...(companions && { companions: companions.map((one) => ({ ...one, resources: inOrder(one.resources) })) }),
    ...(icons && { icons: icons.map((one) => ({ ...one, resources: inOrder(one.resources) })) }),
    // An interactive file has no parameters but those of its linear.
    ...(interactiveFiles && { interactiveFiles: interactiveFiles.map((file) => ({ ...file, adParameters })) }),
    // A NonLinear has no AltText.
    nonLinear: nonLinear && { ...nonLinear, altText: null },
  };
}

function inOrder(resources: readonly Resource[]): Resource[] {
  return (['html', 'iframe', 'static'] as const).flatMap((kind) => resources.filter(({ type }) => type === kind));
}

const KINDS: readonly ((tracker: Tracker) => boolean)[] = [
  ({ event }) => event === 'impression',
  ({ event, of }) => of === undefined && !isOwn(event),
  ({ event, of }) => of === undefined && event === 'clickTracking',
  ({ event, of }) => of === undefined && event === 'customClick',
  ...(['viewable', 'notViewable', 'viewUndetermined'] as const).map(
    (event) => (tracker: Tracker) => tracker.of === undefined && tracker.event === event,
  ),
  ({ of }) => of?.startsWith('icon:') === true,
  ({ of }) => of?.startsWith('companion:') === true,
  ({ of }) => of?.startsWith('verification:') === true,
  ({ event }) => event === 'error',
];

function isOwn(event: Tracker['event']): boolean {
  return /^(impression|error|clickTracking|customClick|viewable|notViewable|viewUndetermined)$/.test(event);
}

function onOneLevel(trackers: readonly Tracker[]): Tracker[] {
  const placed = KINDS.flatMap((isOfKind) => trackers.filter(isOfKind));
  const before = (event: string, i: number) => placed.slice(0, i).filter((one) => one.event === event).length;
  return placed.map((tracker, i) => ({ ...tracker, level: 0, index: before(tracker.event, i) }));
}
