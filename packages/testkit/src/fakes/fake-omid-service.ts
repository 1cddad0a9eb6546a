/** The part behind an Open Measurement session client, in memory: it hears calls, starts sessions, and loads no script. */
export interface FakeOmidService {
  /** Each call as `<session>: <call>`, sessions counted from 1. */
  readonly log: string[];
  /** What a real service would have mixed up or dropped without a word: calls of two ads in one session, events outside of one. */
  readonly faults: string[];
  /** What the client called itself; null: no client has come. */
  clientVersion(): string | null;
  /** Sessions started and not finished. */
  alive(): number;
  /** Says `sessionStart` for each session that waits for it. */
  startSessions(): void;
  /** One call of a client, by its name on the wire. */
  hear(call: string, args: readonly unknown[], answer?: Hear): void;
  /** What the published client looks for in its window, at `omid.v1_SessionServiceCommunication`. */
  readonly communication: Communication;
}

type Hear = (event: { readonly type: string; readonly data?: unknown }) => void;
interface Communication {
  handleExportedMessage(message: WireMessage, from: Communication): void;
}
interface WireMessage {
  readonly omid_message_guid: string;
  readonly omid_message_method: string;
  readonly omid_message_version: string;
  readonly omid_message_args?: unknown;
}
interface Held {
  readonly number: number;
  phase: 'made' | 'asked' | 'running' | 'finished';
  hear: Hear[];
  types: Record<string, unknown>;
  heard: Set<string>;
}

/** How many arguments a call has before the session's id, which clients from 1.4.4 on append. */
const ARGUMENTS: Readonly<Record<string, number>> = {
  ...{
    setClientInfo: 3,
    injectVerificationScriptResources: 1,
    setVideoElement: 1,
    setContentUrl: 1,
    setCreativeType: 1,
  },
  ...{ setImpressionType: 1, startSession: 1, sessionError: 2, loaded: 1, start: 2, volumeChange: 1 },
  ...{ playerStateChange: 1, adUserInteraction: 1 },
};
const AD_EVENTS = ['loaded', 'impressionOccurred'];
const MEDIA_EVENTS = [
  ...[
    'start',
    'firstQuartile',
    'midpoint',
    'thirdQuartile',
    'complete',
    'pause',
    'resume',
    'bufferStart',
    'bufferFinish',
  ],
  ...['skipped', 'volumeChange', 'playerStateChange', 'adUserInteraction'],
];
const BEFORE_START = [
  ...['setClientInfo', 'injectVerificationScriptResources', 'setCreativeType', 'setImpressionType', 'startSession'],
  ...['registerAdEvents', 'registerMediaEvents'],
];

/**
 * As OM Web SDK services do (observed of 1.4.9 and 1.5.5), it keeps calls without an id in the one session that is current until it
 * finishes: what a second ad says before belongs to the first. Where a real service is silent about that, `faults` is not.
 * @param options `answers`: false, and a session waits for `startSessions`.
 */
export function createFakeOmidService(options: { readonly answers?: boolean } = {}): FakeOmidService {
  const { answers = true } = options;
  const log: string[] = [];
  const faults: string[] = [];
  const all: Held[] = [];
  const byId = new Map<string, Held>();
  let current: Held | null = null;
  let clientVersion: string | null = null;

  const make = (): Held => {
    const one: Held = { number: all.length + 1, phase: 'made', hear: [], types: {}, heard: new Set() };
    all.push(one);
    return one;
  };
  const sessionOf = (id: unknown): Held => {
    if (typeof id !== 'string') return (current ??= make());
    const one = byId.get(id) ?? make();
    byId.set(id, one);
    return one;
  };
  const tell = (one: Held, event: Parameters<Hear>[0]): void => {
    for (const hear of one.hear) {
      try {
        hear(event);
      } catch (error) {
        faults.push(`${one.number}: an observer threw at ${event.type}: ${String(error)}`);
      }
    }
  };
  const run = (one: Held): void => {
    one.phase = 'running';
    tell(one, { type: 'sessionStart', data: { context: {}, ...one.types } });
  };

  function hear(call: string, args: readonly unknown[], answer: Hear = () => undefined): void {
    const count = ARGUMENTS[call] ?? 0;
    const one = sessionOf(args[count]);
    const given = args.slice(0, count);
    if (call === 'registerSessionObserver') return void one.hear.push(answer);
    const wrong = misplaced(one, call);
    if (wrong) faults.push(`${one.number}: ${call} ${wrong}`);
    one.heard.add(call);
    if (call === 'setClientInfo') clientVersion = String(given.shift());
    log.push(`${one.number}: ${[call, ...given.map((value) => textOf(call, value))].join(' ').trim()}`);
    if (call === 'setCreativeType') one.types['creativeType'] = given[0];
    if (call === 'setImpressionType') one.types['impressionType'] = given[0];
    if (call === 'sessionError') tell(one, { type: 'sessionError', data: { errorType: given[0], message: given[1] } });
    if (call === 'startSession') {
      one.phase = 'asked';
      if (answers) run(one);
    }
    if (call === 'finishSession') {
      one.phase = 'finished';
      if (current === one) current = null;
      tell(one, { type: 'sessionFinish' });
    }
  }

  const communication: Communication = {
    handleExportedMessage(message, from) {
      const { omid_message_guid, omid_message_method, omid_message_version, omid_message_args: args } = message;
      hear(omid_message_method.replace('SessionService.', ''), Array.isArray(args) ? args : [], (event) => {
        const answer = { omid_message_guid, omid_message_version, omid_message_method: 'response' };
        from.handleExportedMessage({ ...answer, omid_message_args: [event] }, communication);
      });
    },
  };
  return {
    ...{ log, faults, hear, communication },
    clientVersion: () => clientVersion,
    alive: () => all.filter(({ phase }) => phase === 'asked' || phase === 'running').length,
    startSessions: () => all.filter(({ phase }) => phase === 'asked').forEach(run),
  };
}

/** What is wrong with a call at this time; null: nothing. */
function misplaced({ phase, heard }: Held, call: string): string | null {
  const isAdEvent = AD_EVENTS.indexOf(call) >= 0;
  if (isAdEvent || MEDIA_EVENTS.indexOf(call) >= 0) {
    if (phase !== 'running') return `in a session that is ${phase}, expected it running`;
    const register = isAdEvent ? 'registerAdEvents' : 'registerMediaEvents';
    if (!heard.has(register)) return `without ${register}`;
    if (isAdEvent && heard.has(call)) return 'twice in one session';
    return call === 'loaded' || heard.has('loaded') ? null : 'before loaded';
  }
  if (BEFORE_START.indexOf(call) < 0) return null;
  return phase === 'made' ? null : `in a session that is ${phase}, expected it new`;
}

function textOf(call: string, value: unknown): string {
  if (call === 'injectVerificationScriptResources') return (value as readonly Script[]).map(scriptText).join(', ');
  if (call === 'startSession' || call === 'setVideoElement') return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

interface Script {
  readonly resourceUrl: string;
  readonly vendorKey?: string;
  readonly verificationParameters?: string;
  readonly accessMode?: string;
}
const scriptText = ({ vendorKey, resourceUrl, verificationParameters, accessMode }: Script): string =>
  [vendorKey ?? '-', resourceUrl, verificationParameters ?? '-', accessMode].join(' ');
