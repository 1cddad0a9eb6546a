import type { Effect } from '../effect.js';
import type { Fact } from '../fact.js';
import type { OmidPort } from '../omid-port.js';
import type { PlayerPort } from '../player-port.js';
import type { HttpReply, Ports } from '../ports.js';
import { askPolicy, type BeaconPolicy } from '../outbox/ask-policy.js';
import { ads } from '../load-ads.js';
import type { Gate } from './gate.js';
import { runStorage } from './run-storage.js';
import type { SessionEvent } from '../session-event.js';
import type { UiPort } from '../ui-port.js';

/** Everything an effect can reach. */
export interface World {
  readonly ports: Ports;
  readonly http: Ports['http'];
  readonly player: PlayerPort;
  readonly ui: UiPort | undefined;
  readonly omid?: OmidPort | undefined;
  readonly tell: (fact: Fact) => void;
  readonly emit: (event: SessionEvent) => void;
  readonly serve: (text: string | null) => void;
  readonly loadAds: () => Promise<void>;
  readonly policy: BeaconPolicy | undefined;
  readonly gate: Gate;
  /** What the outbox holds, as the storage keeps it. */
  readonly savedText: (key: string) => string;
  readonly attest: () => void;
}

/** Does what an effect asks. Never throws: what goes wrong comes back as a fact. */
export function runEffect(effect: Effect, world: World): void {
  try {
    perform(effect, world);
  } catch (error) {
    world.tell({ type: 'effect-failed', effect, detail: String(error) });
  }
}

function perform(effect: Effect, world: World): void {
  const { player, ui, omid, emit, serve } = world;
  switch (effect.type) {
    case 'http':
      if (effect.purpose.of === 'beacon' && effect.purpose.isOnce) return world.gate.pass(() => send(effect, world));
      return send(effect, world);
    case 'player':
      return player.run(effect.command);
    case 'storage':
      return runStorage(effect, world);
    case 'ask-policy':
      return askPolicy(effect, world);
    case 'load-ahead':
      return ads?.loadAhead(world.tell);
    case 'captions':
      return ads?.loadCaptions(effect.order, world.http, world.tell);
    case 'attest':
      return world.attest();
    case 'view':
      return ui?.show(effect.view);
    case 'omid':
      return omid?.run(effect.adInstanceId, effect.command);
    case 'serve':
      return serve(effect.text);
    case 'tell':
      return emit(effect.event);
  }
}

function send({ purpose, request }: Extract<Effect, { type: 'http' }>, { http, tell, loadAds }: World): void {
  const done = (reply: HttpReply): void => tell({ type: 'reply', purpose, reply });
  const lost = (error: unknown): HttpReply => ({ status: 0, text: String(error), failure: 'network' });
  // A port that throws has answered too: later, as with any other answer.
  const answer = new Promise<HttpReply>((take) => take(http.send(request))).catch(lost);
  if (purpose.of !== 'decision') return void answer.then(done);
  // What takes the answer is loaded while it is on its way.
  const { breakId } = purpose;
  const missing = (error: unknown): void => tell({ type: 'code-missing', breakId, detail: String(error) });
  void loadAds().then(() => {
    tell({ type: 'code-loaded' });
    return answer.then(done);
  }, missing);
}
