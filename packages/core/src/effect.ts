import type { SessionEvent } from './session-event.js';
import type { HttpPurpose } from './http-purpose.js';
import type { HttpRequest } from './ports.js';
import type { PlayerCommand } from './player-port.js';
import type { AdView } from './ui-port.js';

/** Everything that the session wants done outside. Plain data. */
export type Effect =
  | { readonly type: 'http'; readonly purpose: HttpPurpose; readonly request: HttpRequest }
  | { readonly type: 'player'; readonly command: PlayerCommand }
  /** The answer to a `playlist` fact: the text that the player shall read. */
  | { readonly type: 'serve'; readonly text: string }
  /** The platform's attestation was used: another one is asked for. */
  | { readonly type: 'attest' }
  | { readonly type: 'view'; readonly view: AdView }
  | { readonly type: 'tell'; readonly event: SessionEvent };
