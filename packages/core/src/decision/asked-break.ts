import type { Break, Upid } from '@cutaway/model';
import type { AskedBreak } from '@cutaway/vast';

/** How `signalsFromVmapOffsets` names a break: AdBreak@breakId, its timeOffset, how often repeated, which of several, which occurrence. */
const OF_VMAP = /^(.*)@(#\d+|[^@#+/]+)(?:\+\d+)?(?:\/\d+)?(?:#\d+)?$/;

/** What a VMAP is asked about a break: it may call it by the signal's key or by a UPID's text. */
export function askedBreak({ id, carrier, kind, position, upids }: Break): AskedBreak {
  const [, breakId, placed = null] = (carrier === 'vmap' && OF_VMAP.exec(id)) || [];
  const outside = position === 'pre' ? 'start' : position === 'post' ? 'end' : null;
  return {
    names: breakId === undefined ? [id, id.replace(/#\d+$/, ''), ...upids.map(textOf)] : [breakId],
    timeOffset: placed ?? outside,
    breakType: kind === 'overlay' ? 'nonlinear' : 'linear',
  };
}

function textOf({ hex }: Upid): string {
  const bytes = hex.match(/../g) ?? [];
  return String.fromCharCode(...bytes.map((byte) => parseInt(byte, 16)));
}
