import type { Beacon } from '@cutaway/model';
import type { OmidCommand } from '@cutaway/tracking/omid';
import type { CaptionsOrder } from './captions/captions-order.js';
import type { StorageOrder } from './outbox/storage-order.js';
import type { SessionEvent } from './session-event.js';
import type { HttpPurpose } from './http-purpose.js';
import type { HttpRequest } from './ports.js';
import type { PlayerCommand } from './player-port.js';
import type { AdView } from './ui-port.js';

/** Everything that the session wants done outside. Plain data. */
export type Effect =
  | { readonly type: 'http'; readonly purpose: HttpPurpose; readonly request: HttpRequest }
  | { readonly type: 'player'; readonly command: PlayerCommand }
  /** The answer to a `playlist` fact: the text that the player shall read; null: it is held. */
  | { readonly type: 'serve'; readonly text: string | null }
  /** A call into the measuring session of one ad. */
  | { readonly type: 'omid'; readonly adInstanceId: string; readonly command: OmidCommand }
  | { readonly type: 'storage'; readonly order: StorageOrder }
  /** The application's policy is asked; a `policy-said` fact answers. */
  | { readonly type: 'ask-policy'; readonly beacon: Beacon }
  /** The code for breaks ahead is loaded; an `ahead` fact answers. */
  | { readonly type: 'load-ahead' }
  /** A file of captions is chosen, fetched and read; a `captions` fact answers. */
  | { readonly type: 'captions'; readonly order: CaptionsOrder }
  /** The platform's attestation was used: another one is asked for. */
  | { readonly type: 'attest' }
  | { readonly type: 'view'; readonly view: AdView }
  | { readonly type: 'tell'; readonly event: SessionEvent };
