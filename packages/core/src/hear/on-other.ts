import { onAheadReply } from '../ahead/reach-ahead.js';
import type { AdMediaPurpose, AheadPurpose } from '../http-purpose.js';
import { onAdMedia } from '../playback/hear-ad-media.js';
import type { HttpReply } from '../ports.js';
import type { Turn } from '../turn.js';

/** What only the code for ads asks for: media of ads, and what is to come. */
export function onOther(turn: Turn, purpose: AdMediaPurpose | AheadPurpose, reply: HttpReply): void {
  if (purpose.of === 'hint' || purpose.of === 'plan') onAheadReply(turn, purpose, reply);
  else onAdMedia(turn, purpose, reply);
}
