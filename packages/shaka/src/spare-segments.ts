import type { giveSpare } from './give-spare.js';
import type { Undo } from '@cutaway/core';
import type { StreamGate } from '@cutaway/element';
import { SEGMENT, type RequestFilter, type ResponseFilter, type ShakaPlayer } from './shaka-player.js';

/**
 * Lets another segment of the same ad stand in for one that does not load, or not in time, by code that is loaded with the first
 * segment of an ad, which is known to be there.
 */
export function spareSegments(
  player: ShakaPlayer,
  { spareSegment, soundShiftMs }: Pick<StreamGate<unknown>, 'spareSegment' | 'soundShiftMs'>,
  video: HTMLVideoElement,
): Undo {
  let give: typeof giveSpare | undefined;
  /** The addresses that were given, by segment. */
  const given = new Map<object, Undo>();
  const takeBack = (segment: object): void => {
    given.get(segment)?.();
    given.delete(segment);
  };
  const filter: RequestFilter = (type, request, context) => {
    if (type !== SEGMENT || !context?.segment) return;
    // The request's own address has by now what CMCD and other filters add.
    const url = context.segment.getUris()[0] ?? '';
    if (soundShiftMs(url) == null) return;
    const spare = give && spareSegment(url);
    takeBack(context.segment);
    if (give && spare) given.set(context.segment, give(request, context.segment, spare, video));
    else if (!give)
      import('./give-spare.js').then(
        (code) => (give = code.giveSpare),
        () => undefined,
      );
  };
  const onResponse: ResponseFilter = (type, _response, context) => {
    if (type === SEGMENT && context?.segment) takeBack(context.segment);
  };
  const network = player.getNetworkingEngine();
  network?.registerRequestFilter(filter);
  network?.registerResponseFilter(onResponse);
  return () => {
    given.forEach((_, segment) => takeBack(segment));
    network?.unregisterRequestFilter(filter);
    network?.unregisterResponseFilter(onResponse);
  };
}
