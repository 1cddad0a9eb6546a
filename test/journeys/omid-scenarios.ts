import { omidPort, type OmidSessionClient } from '@cutaway/core/omid';
import type { Ad, Tracker } from '@cutaway/model';
import { anAd, type FakeOmidService, type FakePlayerOptions } from '@cutaway/testkit';
import { setStage, type Stage } from './set-stage.js';

/** A break with ads that are measured, and what the Open Measurement service must hear of it. */
export interface OmidScenario {
  readonly name: string;
  readonly strategy: 'stitch' | 'secondElement';
  readonly ads?: readonly Ad[];
  readonly player?: Partial<FakePlayerOptions>;
  readonly hasNoService?: boolean;
  /** What happens while the first ad shows, 0.8 s after its first frame. */
  readonly act?: (stage: Stage) => void | Promise<void>;
  /** Each call as `<session>: <call>`. */
  readonly heard: readonly string[];
  /** Verifications that did not run, as `<ad> <verification> reason <n>`. */
  readonly notExecuted?: readonly string[];
}

/** A session client, and what is behind it. */
export interface OmidPage {
  readonly sessionClient: OmidSessionClient;
  readonly service: FakeOmidService;
}

/** What became of a scenario. `ok`: the service heard what it must, in order, and nothing that it would have mixed up. */
export interface OmidOutcome {
  readonly ok: boolean;
  readonly heard: readonly string[];
  readonly faults: readonly string[];
  readonly notExecuted: readonly string[];
  readonly alive: number;
}

const SHOWN_AT_MS = 22_000;

export async function playScenario(scenario: OmidScenario, { sessionClient, service }: OmidPage): Promise<OmidOutcome> {
  const { strategy, ads = POD, player = {}, act } = scenario;
  // What the client needs of an element: that it is one, and how loud it is.
  const videoElement = { tagName: 'VIDEO', volume: 0.5 } as unknown as HTMLVideoElement;
  const omid = omidPort({ sessionClient, partner: { name: 'Example', version: '1.2' }, videoElement });
  const stage = setStage({ session: { strategy, omid }, ads, player });
  await stage.clock.advance(SHOWN_AT_MS);
  await act?.(stage);
  await stage.clock.advance(12_000);
  stage.end();
  const notExecuted = stage.beacons().filter((beacon) => / reason \d$/.test(decodeURI(beacon)));
  const { log: heard, faults } = service;
  const outcome = {
    heard,
    faults,
    notExecuted: notExecuted.map((beacon) => decodeURI(beacon)),
    alive: service.alive(),
  };
  const isAsExpected =
    isSame(heard, scenario.heard) && isSame(outcome.notExecuted, scenario.notExecuted ?? []) && faults.length === 0;
  return { ok: isAsExpected && outcome.alive === 0, ...outcome };
}

const isSame = (some: readonly string[], others: readonly string[]): boolean => some.join('\n') === others.join('\n');

function measuredAd(name: string, change: Partial<Ad> = {}, url = `https://${name}.example/v.js`): Ad {
  const ad = anAd(name);
  const notExecuted: Tracker = {
    event: 'verificationNotExecuted',
    ...{ of: 'verification:0', level: 0, index: 0 },
    url: `https://beacons.example/${name} 0 reason [REASON]`,
  };
  const resource = { type: 'javascript', url, apiFramework: 'omid', browserOptional: true, mimeType: null } as const;
  const verifications = [{ vendor: `${name}.example`, parameters: `of=${name}`, resources: [resource] }];
  return { ...ad, verifications, trackers: [...ad.trackers, notExecuted], ...change };
}

const POD = [measuredAd('one'), measuredAd('two')];

/** Whatever else happens, a session is this, with what is heard of the ad in between. */
function aSession(number: number, name: string, events: readonly string[], vast = NOT_SKIPPABLE): string[] {
  const calls = [
    'setClientInfo Example 1.2',
    `injectVerificationScriptResources ${name}.example https://${name}.example/v.js of=${name} limited`,
    ...['setVideoElement', 'setCreativeType video', 'setImpressionType beginToRender'],
    ...['registerAdEvents', 'registerMediaEvents', 'startSession'],
    `loaded {"isSkippable":${vast},"isAutoPlay":true,"position":"midroll"}`,
    ...events,
    'finishSession',
  ];
  return calls.map((call) => `${number}: ${call}`);
}

const NOT_SKIPPABLE = 'false,"skipOffset":0';
const BEGUN = ['impressionOccurred', 'start 5.76 0.5'];
const QUARTILES = ['firstQuartile', 'midpoint', 'thirdQuartile', 'complete'];
const WHOLE = [...BEGUN, ...QUARTILES];
const SECOND = aSession(2, 'two', WHOLE);
const after = async (stage: Stage, ms: number): Promise<void> => {
  await stage.clock.advance(ms);
};

export const OMID_SCENARIOS: readonly OmidScenario[] = [
  { name: 'pod, stitched', strategy: 'stitch', heard: [...aSession(1, 'one', WHOLE), ...SECOND] },
  { name: 'pod, second element', strategy: 'secondElement', heard: [...aSession(1, 'one', WHOLE), ...SECOND] },
  {
    name: 'mute, sound, fullscreen, click',
    strategy: 'secondElement',
    async act(stage) {
      stage.player.say({ type: 'volume', muted: true });
      await after(stage, 100);
      stage.player.say({ type: 'volume', muted: false });
      stage.player.say({ type: 'fullscreen', on: true });
      stage.player.say({ type: 'fullscreen', on: false });
      stage.send({ type: 'click', adInstanceId: 'one' });
    },
    heard: [
      ...aSession(1, 'one', [
        ...BEGUN,
        ...['volumeChange 0', 'volumeChange 0.5', 'playerStateChange fullscreen', 'playerStateChange normal'],
        ...['adUserInteraction click', ...QUARTILES],
      ]),
      ...SECOND,
    ],
  },
  {
    name: 'pause and resume',
    strategy: 'stitch',
    async act(stage) {
      stage.player.pause();
      await after(stage, 5000);
      stage.player.play();
    },
    heard: [...aSession(1, 'one', [...BEGUN, 'pause', 'resume', ...QUARTILES]), ...SECOND],
  },
  {
    name: 'skip',
    strategy: 'secondElement',
    ads: [measuredAd('one', { skipAfterMs: 0 }), measuredAd('two')],
    act: (stage) => stage.send({ type: 'skip' }),
    heard: [...aSession(1, 'one', [...BEGUN, 'skipped'], 'true,"skipOffset":0'), ...SECOND],
  },
  {
    name: 'error in mid-ad',
    strategy: 'secondElement',
    act: (stage) =>
      stage.player.say({ type: 'ad-failed', adInstanceId: 'one', error: 'MEDIA_NOT_FOUND', detail: 'gone' }),
    heard: [...aSession(1, 'one', [...BEGUN, 'sessionError video VAST error 401']), ...SECOND],
  },
  {
    name: 'no data, then an error',
    strategy: 'stitch',
    player: { isBroken: (uri) => uri.includes('/ads/one/video/1.m4s') },
    heard: [...aSession(1, 'one', [...BEGUN, 'firstQuartile', 'bufferStart', 'sessionError video VAST error 402'])],
  },
  {
    name: 'the session ends in mid-ad',
    strategy: 'stitch',
    act: (stage) => stage.end(),
    heard: aSession(1, 'one', BEGUN),
  },
  {
    name: 'a script without a URL',
    strategy: 'stitch',
    ads: [measuredAd('one', {}, 'https://'), measuredAd('two')],
    heard: aSession(1, 'two', WHOLE),
    notExecuted: ['one 0 reason 3'],
  },
  {
    name: 'no service',
    strategy: 'stitch',
    hasNoService: true,
    heard: [],
    notExecuted: ['one 0 reason 2', 'two 0 reason 2'],
  },
];
