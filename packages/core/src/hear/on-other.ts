import { onAheadReply } from '../ahead/reach-ahead.js';
import type { OtherPurpose } from '../http-purpose.js';
import { onAdMedia } from '../playback/hear-ad-media.js';
import type { HttpReply } from '../ports.js';
import { onBeaconReply } from '../run/queue.js';
import { onTelemetryReply } from '../telemetry/telemetry.js';
import type { Turn } from '../turn.js';

/** Answers to what only the code for ads asks for: media, beacons, the ledger, and what is to come. */
export function onOther(turn: Turn, purpose: OtherPurpose, reply: HttpReply): void {
  switch (purpose.of) {
    case 'beacon':
      return onBeaconReply(turn, purpose.key, reply);
    case 'telemetry':
      return onTelemetryReply(turn, purpose, reply);
    case 'hint':
    case 'plan':
      return onAheadReply(turn, purpose, reply);
    default:
      return onAdMedia(turn, purpose, reply);
  }
}
