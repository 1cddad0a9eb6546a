import type { Consent, Identity, Viewing } from '@cutaway/model';
import type { OmidPortFact } from '@cutaway/tracking/omid';
import type { CaptionsTold } from './captions/captions-order.js';
import type { HttpPurpose } from './http-purpose.js';
import type { Effect } from './effect.js';
import type { PolicyAnswer } from '@cutaway/tracking';
import type { HttpReply, Lifecycle } from './ports.js';
import type { StorageSaid } from './outbox/storage-order.js';
import type { LoadedPlaylist, PlayerAbilities, PlayerFact } from './player-port.js';
import type { ViewerIntent } from './ui-port.js';

/** Everything that happens outside, as it reaches the session. Plain data: a trace of facts replays to the same effects. */
export type Fact =
  | PlayerFact
  | {
      readonly type: 'started';
      readonly seed: number;
      readonly player: Omit<PlayerAbilities, 'canPlay'> & { readonly hls: boolean; readonly mp4: boolean };
      readonly hasUi: boolean;
      readonly hasStorage: boolean;
      /** What is loaded on demand is there already, of another session. */
      readonly hasCode: boolean;
      /** What the engine says of being remote-controlled. */
      readonly automated?: boolean | null;
    }
  /** The player obeys, and the application, or the reader, wants breaks of its own. */
  | { readonly type: 'connected' }
  /** `asked`: as `PlayerHost.playlist` has it; left out where the player cannot wait. */
  | { readonly type: 'playlist'; readonly loaded: LoadedPlaylist; readonly asked?: number | undefined }
  | { readonly type: 'reply'; readonly purpose: HttpPurpose; readonly reply: HttpReply }
  /** The code for ads and their beacons is there. */
  | { readonly type: 'code-loaded' }
  /** The code that takes the answer to this break's decision was to be loaded and did not come. */
  | { readonly type: 'code-missing'; readonly breakId: string; readonly detail: string }
  | { readonly type: 'intent'; readonly intent: ViewerIntent }
  /** What Open Measurement says of the session of one ad. */
  | { readonly type: 'omid'; readonly adInstanceId: string; readonly heard: OmidPortFact }
  /** A port, or a listener of the application, threw. */
  | { readonly type: 'effect-failed'; readonly effect: Effect; readonly detail: string }
  | { readonly type: 'storage'; readonly said: StorageSaid }
  /** What the application's policy answered about a beacon. */
  | { readonly type: 'policy-said'; readonly key: string; readonly answer: PolicyAnswer }
  /** null: whoever was to tell it failed; `detail` says how. */
  | { readonly type: 'consent'; readonly consent: Consent | null; readonly detail: string }
  | { readonly type: 'identity'; readonly identity: Identity | null; readonly detail: string }
  | { readonly type: 'viewing'; readonly viewing: Viewing }
  /** The code for breaks ahead is there; or why not. */
  | { readonly type: 'ahead'; readonly missing: string | null }
  | CaptionsTold
  /** null: the platform attests nothing, or failed to. */
  | { readonly type: 'attested'; readonly token: string | null }
  | { readonly type: 'lifecycle'; readonly now: Lifecycle }
  | { readonly type: 'tick' }
  | { readonly type: 'destroyed' };
