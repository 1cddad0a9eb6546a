/** A stand-in for the published Open Measurement session client, which logs what reaches its service. */
export interface FakeOmidClient {
  /** For `omidPort({ sessionClient })`. */
  readonly sessionClient: FakeClasses;
  /** Each call as `<session>: <call>`, sessions counted from 1. */
  readonly log: string[];
  /** Sessions started and not finished. */
  alive(): number;
  /** The service says `sessionStart` for each session that waits for it. */
  startSessions(): void;
}

type FakeClasses = ReturnType<typeof classes>;
type Hear = (event: { readonly type: string }) => void;
interface Held {
  readonly number: number;
  phase: 'made' | 'asked' | 'running' | 'finished';
  hear: Hear[];
}

/**
 * Written from the client's documented interface (Apache-2.0, OMID 1.3 and later), not its code: the package itself is not to be
 * had from the npm registry. As the client does, it throws for an event outside of a session and for an impression before `loaded`.
 * @param options `service`: `answers` starts a session at once, `hangs` waits for `startSessions`, `missing` supports nothing.
 */
export function createFakeOmidClient(
  options: { readonly service?: 'answers' | 'hangs' | 'missing' } = {},
): FakeOmidClient {
  const { service = 'answers' } = options;
  const log: string[] = [];
  const held: Held[] = [];
  const running = (one: Held): void => {
    one.phase = 'running';
    for (const hear of one.hear) hear({ type: 'sessionStart' });
  };
  const asked = (one: Held): void => {
    one.phase = 'asked';
    if (service === 'answers') running(one);
  };
  return {
    sessionClient: classes(held, log, asked, service !== 'missing'),
    log,
    alive: () => held.filter(({ phase }) => phase === 'asked' || phase === 'running').length,
    startSessions: () => held.filter(({ phase }) => phase === 'asked').forEach(running),
  };
}

function classes(held: Held[], log: string[], asked: (one: Held) => void, isSupported: boolean) {
  class Partner {
    constructor(
      readonly name: string,
      readonly version: string,
    ) {}
  }
  class VerificationScriptResource {
    constructor(
      readonly url: string,
      readonly vendorKey?: string,
      readonly parameters?: string,
      readonly accessMode = 'limited',
    ) {
      if (!url || vendorKey === '' || parameters === '') throw new Error('Value is empty, expected text');
    }
  }
  class Context {
    constructor(
      readonly partner: object,
      readonly resources: readonly object[],
    ) {}
    setVideoElement(): void {}
    setServiceWindow(): void {}
  }
  class AdSession {
    readonly one: Held = { number: held.length + 1, phase: 'made', hear: [] };
    constructor(context: object) {
      held.push(this.one);
      const { partner, resources } = context as Context;
      const { name, version } = partner as Partner;
      const scripts = (resources as VerificationScriptResource[]).map(({ vendorKey }) => vendorKey);
      this.say(`context ${name}/${version} ${scripts.join(' ')}`);
    }
    say(call: string): void {
      log.push(`${this.one.number}: ${call}`);
    }
    event(call: string): void {
      if (this.one.phase !== 'running') throw new Error(`Session is ${this.one.phase}, expected it running`);
      this.say(call);
    }
    isSupported = () => isSupported;
    setCreativeType = (type: string) => this.say(type);
    setImpressionType = (type: string) => this.say(type);
    registerSessionObserver = (hear: Hear) => void this.one.hear.push(hear);
    start(): void {
      this.say('startSession');
      asked(this.one);
    }
    finish(): void {
      this.say('finish');
      this.one.phase = 'finished';
    }
    error = (type: string, message: string) => this.say(`error ${type} ${message}`);
  }
  class AdEvents {
    #isLoaded = false;
    readonly #session: AdSession;
    constructor(session: object) {
      this.#session = session as AdSession;
    }
    loaded(vast: object): void {
      this.#isLoaded = true;
      this.#session.event(`loaded ${JSON.stringify(vast)}`);
    }
    impressionOccurred(): void {
      if (!this.#isLoaded) throw new Error('Ad is not loaded, expected loaded before the impression');
      this.#session.event('impressionOccurred');
    }
  }
  class MediaEvents {
    readonly #session: AdSession;
    constructor(session: object) {
      this.#session = session as AdSession;
    }
    #say(call: string): void {
      this.#session.event(call);
    }
    start = (duration: number, volume: number) => this.#say(`start ${duration} ${volume}`);
    firstQuartile = () => this.#say('firstQuartile');
    midpoint = () => this.#say('midpoint');
    thirdQuartile = () => this.#say('thirdQuartile');
    complete = () => this.#say('complete');
    pause = () => this.#say('pause');
    resume = () => this.#say('resume');
    bufferStart = () => this.#say('bufferStart');
    bufferFinish = () => this.#say('bufferFinish');
    skipped = () => this.#say('skipped');
    volumeChange = (volume: number) => this.#say(`volumeChange ${volume}`);
    playerStateChange = (state: string) => this.#say(`playerStateChange ${state}`);
    adUserInteraction = (interaction: string) => this.#say(`adUserInteraction ${interaction}`);
  }
  class VastProperties {
    constructor(
      readonly isSkippable: boolean,
      readonly skipOffset: number,
      readonly isAutoPlay: boolean,
      readonly position: string,
    ) {}
  }
  return { Partner, VerificationScriptResource, Context, AdSession, AdEvents, MediaEvents, VastProperties };
}
