import { type Ad, vastCodeOf } from '@cutaway/model';
import { fillMacros } from '@cutaway/vast';
import { adMacros } from '../run/ad-macros.js';
import { adIn } from '../run/break-run.js';
import { track } from '../run/track.js';
import { addCause, draw, runWith, tell, type Turn } from '../turn.js';
import type { PartIntent } from '../ui-port.js';

/** An icon or a companion was shown, clicked, or cannot be shown: the ad goes on in any case. */
export function onPart(turn: Turn, intent: PartIntent): void {
  const { adInstanceId, of } = intent;
  if (intent.type === 'part-failed') return failPart(turn, adInstanceId, of, intent.detail);
  track(turn, adInstanceId, { type: intent.type, of });
  if (intent.type === 'part-clicked') tellClick(turn, adInstanceId, of);
}

function failPart(turn: Turn, adInstanceId: string, of: string, detail: string): void {
  const name = of.startsWith('companion') ? 'COMPANION_FAILED' : 'ICON_FAILED';
  const vastError = vastCodeOf(name);
  addCause(turn, runWith(turn, adInstanceId)?.brk.id ?? null, name, detail, adInstanceId);
  if (vastError !== null) track(turn, adInstanceId, { type: 'part-failed', of, vastError });
}

/** A click leads somewhere: the application opens it, since only it knows how on this device. */
export function tellClick(turn: Turn, adInstanceId: string, of: string | null): void {
  const run = runWith(turn, adInstanceId) ?? turn.state.past.filter((one) => adIn(one, adInstanceId))[0];
  const one = adIn(run, adInstanceId);
  if (!run || !one) return;
  const raw = clickThroughOf(one.ad, of);
  const url = raw && fillMacros(raw, adMacros(turn.state, run, one, Math.floor(draw(turn) * 1e8)));
  tell(turn, 'click', { adInstanceId, of, url: url && isScript(url) ? null : url });
}

/** Opened, it would run in the application's own name. Browsers read a scheme without white space and control characters (WHATWG URL §4.4). */
function isScript(url: string): boolean {
  return /^(javascript|vbscript|data):/i.test(url.replace(/[\u0000- ]/g, ''));
}

function clickThroughOf({ clickThrough, nonLinear, icons, companions }: Ad, of: string | null): string | null {
  if (of === null) return clickThrough ?? nonLinear?.clickThrough ?? null;
  const [kind, place] = of.split(':');
  const part = (kind === 'icon' ? icons : companions)?.[Number(place)];
  return part?.clickThrough ?? null;
}
