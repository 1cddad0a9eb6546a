import type { Effect } from '../effect.js';
import type { Fact } from '../fact.js';
import type { PlayerPort } from '../player-port.js';
import type { HttpReply, Ports } from '../ports.js';
import type { SessionEvent } from '../session-event.js';
import type { UiPort } from '../ui-port.js';

/** How long a beacon may take; its answer is not read. */
const BEACON_TIMEOUT_MS = 10_000;

/** Everything an effect can reach. */
export interface World {
  readonly ports: Ports;
  readonly player: PlayerPort;
  readonly ui: UiPort | undefined;
  readonly tell: (fact: Fact) => void;
  readonly emit: (event: SessionEvent) => void;
  readonly wake: (inMs: number) => void;
  readonly serve: (text: string) => void;
}

/** Does what an effect asks. Never throws: what goes wrong comes back as a fact. */
export function runEffect(effect: Effect, world: World): void {
  try {
    perform(effect, world);
  } catch (error) {
    const [name, subject] = nameOf(effect);
    world.tell({ type: 'effect-failed', effect: name, subject, detail: String(error) });
  }
}

function perform(effect: Effect, { ports, player, ui, tell, emit, wake, serve }: World): void {
  switch (effect.type) {
    case 'http': {
      const { purpose, request } = effect;
      const answer = (reply: HttpReply) => tell({ type: 'reply', purpose, reply });
      return send(() => ports.http.send(request), answer);
    }
    case 'beacon': {
      const { key, url } = effect.beacon;
      const done = ({ status }: HttpReply) => tell({ type: 'beacon-done', key, delivered: status > 0 });
      return send(() => ports.http.send({ url, method: 'GET', timeoutMs: BEACON_TIMEOUT_MS, use: 'beacon' }), done);
    }
    case 'player':
      return player.run(effect.command);
    case 'view':
      return ui?.show(effect.view);
    case 'serve':
      return serve(effect.text);
    case 'wake':
      return wake(effect.inMs);
    case 'tell':
      return emit(effect.event);
  }
}

/** A port that throws has answered too: later, as with any other answer. */
function send(call: () => Promise<HttpReply>, done: (reply: HttpReply) => void): void {
  const lost = (error: unknown) => done({ status: 0, text: String(error), failure: 'network' });
  new Promise<HttpReply>((answer) => answer(call())).then(done, lost);
}

/** What failed, and the ad that hangs on it. */
function nameOf(effect: Effect): [string, string | null] {
  const { type } = effect;
  if (type === 'view') return [type, effect.view.overlay?.adInstanceId ?? null];
  if (type !== 'player') return [type, null];
  return [effect.command.type, 'adInstanceId' in effect.command ? effect.command.adInstanceId : null];
}
