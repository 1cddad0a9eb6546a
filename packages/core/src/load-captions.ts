import type * as Captions from './captions.js';
import type { CaptionsOrder, CaptionsTold } from './captions/captions-order.js';
import type { Ports } from './ports.js';

let code: Promise<typeof Captions> | null = null;

/** Loads the code for captions once, and has it do what is ordered. A failure is not kept. */
export function loadCaptions(order: CaptionsOrder, http: Ports['http'], tell: (fact: CaptionsTold) => void): void {
  const { adInstanceId, wish } = order;
  code ??= import('./captions.js');
  void code
    .then(({ fetchCaptions }) => fetchCaptions(order, http))
    .catch((error: unknown) => {
      code = null;
      return { cues: [], missing: String(error) };
    })
    .then((read) => tell({ type: 'captions', adInstanceId, wish, ...read }));
}
