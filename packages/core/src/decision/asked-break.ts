import type { Break, Upid } from '@cutaway/model';
import type { AskedBreak } from '@cutaway/vast';

/** How `signalsFromVmapOffsets` names a break: AdBreak@breakId, its timeOffset, how often repeated, which of several, which occurrence. */
const OF_VMAP = /^.*@(#\d+|[^@#+/]+)(?:\+\d+)?(?:\/\d+)?(?:#\d+)?$/;

/** What others may call a break: its signal's key, or a UPID's text. */
export function breakNames({ id, upids }: Break): readonly string[] {
  return [id, id.replace(/#\d+$/, ''), ...upids.map(textOf)];
}

/** What a VMAP is asked about a break: of one that a VMAP placed, all that it has at that place, since they are one break. */
export function askedBreak(brk: Break): AskedBreak {
  const { id, carrier, kind, position } = brk;
  const [, placed = null] = (carrier === 'vmap' && OF_VMAP.exec(id)) || [];
  const outside = position === 'pre' ? 'start' : position === 'post' ? 'end' : null;
  return {
    names: placed === null ? breakNames(brk) : [],
    timeOffset: placed ?? outside,
    breakType: kind === 'overlay' ? 'nonlinear' : 'linear',
  };
}

function textOf({ hex }: Upid): string {
  const bytes = hex.match(/../g) ?? [];
  return String.fromCharCode(...bytes.map((byte) => parseInt(byte, 16)));
}
