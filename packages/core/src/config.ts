import type { Beacon, Consent, Pod, PodLimits, Viewing } from '@cutaway/model';
import type { BeaconStage } from '@cutaway/tracking';
import type { ChooseMediaFile, MacroValue, MediaLimits } from '@cutaway/vast';
import { checkOptions } from './check-options.js';
import type { CompanionSlot } from './decision/meets-companions.js';
import type { OmidPort } from './omid-port.js';
import type { BeaconPolicy } from './outbox/ask-policy.js';
import { beaconConfig, type BeaconOptions } from './outbox/beacon-options.js';
import type { PolicyOptions } from './policy/policy-options.js';
import type { Undo } from './player-port.js';
import type { Source } from './privacy/source.js';
import type { SessionConfig, StrategyWish, WrapperOptions } from './session-config.js';
import type { DecisionReader } from './turn.js';
import { whatIsSet } from './what-is-set.js';

/** Something moves the session at least this often. */
export const TICK_MS = 250;

/** What an application may set. Times are milliseconds; a missing field takes the default beside it. */
export interface SessionOptions {
  readonly decision: DecisionOptions;
  /** `auto`: `stitch` where the pod and the player allow it, else `secondElement`, else `reattach`. Default `auto`. */
  readonly strategy?: StrategyWish;
  /**
   * No rendered frame of an ad for this long: the next ad, else content. Default 2000, so that content is back within 3 s; 8000 on a
   * device of one decoder, as TVs are, which takes seconds to change, and to seek.
   */
  readonly stallMs?: number;
  /** How long ad media may take to be known good before the break. Default 2500. */
  readonly mediaBudgetMs?: number;
  /**
   * How long the playlists of VOD may be held back for the breaks that are to be stitched into them. 0: never, and VOD plays its ads
   * in a second element. Default: `decision.budgetMs` and `mediaBudgetMs` together.
   */
  readonly holdMs?: number;
  /** What every URL may be told by macros of VAST that the session cannot know, by name without brackets: `{ CONTENTID: '…' }`. */
  readonly macros?: Readonly<Record<string, MacroValue | null>>;
  /**
   * What the device and its line can take. Default: four fifths of the line as the player measured it, and at most one step above what
   * content shows (`throughputKbps`, `content`; null in their place: anything); no limit of the device.
   */
  readonly media?: MediaLimits;
  /** Chooses the file that an ad plays. A pure function; what it throws is not heard. Default: `chooseMediaFile` of `@cutaway/vast`. */
  readonly chooseMediaFile?: ChooseMediaFile;
  /** Where the application shows companions. An ad that requires more than fits is not played (error 602). Default: nowhere. */
  readonly companionSlots?: readonly CompanionSlot[];
  /** `measure`: how much of each ad can be seen is measured, and `viewable` or `notViewable` told to whoever asks. Default `none`. */
  readonly viewability?: 'measure' | 'none';
  /** Measures ads that ask for it: `omidPort` of `@cutaway/core/omid`. Without it their vendors are told that it is not supported. */
  readonly omid?: OmidPort;
  /** How beacons are delivered. */
  readonly beacons?: BeaconOptions;
  /** Hears each change of a beacon's state, as the event `beacon` does. */
  readonly onBeacon?: (beacon: Beacon, stage: BeaconStage) => void;
  /** Asked about each beacon before it leaves. Where it throws, or answers something else, the beacon leaves as it is. */
  readonly beaconPolicy?: BeaconPolicy;
  /** What the viewer agreed to. Left out: no consent is asked for, and only the device's own setting withholds its id. */
  readonly consent?: Source<Consent>;
  /**
   * A decision request waits this long for consent that is not known yet, to the next tick, then goes as one that is not
   * personalised. Half of the decision's budget at most, of which it is a part. Default 500.
   */
  readonly consentWaitMs?: number;
  /**
   * The device's advertising id as its platform tells it: `{ ifa, ifa_type, lmt }`, `{ tifa, isLATEnabled }`, … Where tracking
   * is limited, or it is not said, the id goes no further. Another id, or a withdrawn one, gives the session another name.
   */
  readonly identity?: Source<object>;
  /**
   * Breaks that the application places itself, each as VMAP says it: `start` for a pre-roll, `end` for a post-roll, `00:10:00` or `50%`
   * for a mid-roll of on-demand content. A reader that knows them (`vmapReader`) takes the place of these. Default: none.
   */
  readonly breaks?: readonly string[];
  /** The session's ledger is sent here. Left out: only where a decision says so. */
  readonly telemetry?: TelemetryOptions;
  /** What happens when the viewer seeks, pauses, hides the page or falls behind, and what an ad break makes of it. */
  readonly policies?: PolicyOptions;
  /** How much of the session is kept for replay, in characters of text. Default 262144. */
  readonly traceChars?: number;
}

export interface TelemetryOptions {
  /** Asked by POST with a TelemetryBatch: one an ad, more where it is long. */
  readonly url?: string;
  /** What the platform attests of this device, for the next batch. Asked after each; one that fails or is slow holds up nothing. */
  readonly attestation?: () => string | null | PromiseLike<string | null>;
}

export interface DecisionOptions {
  /** Asked by POST with a DecisionRequest, answers a DecisionReply. With a `reader`: an ad tag, asked by GET with its macros filled. */
  readonly url: string;
  /**
   * For a decision that answers another form: `vastReader` of `@cutaway/core/vast` for VAST and VMAP, `payloadReader()` of
   * `@cutaway/core/payloads` for who is to hear of the ads of a stitched stream.
   */
  readonly reader?: DecisionReader;
  /** How the wrappers of such an answer are followed. */
  readonly wrappers?: WrapperOptions;
  /** How long the answer may take. Default 1500. */
  readonly budgetMs?: number;
  /** The request leaves at a random moment within this window after it may leave. Default 2000. */
  readonly jitterMs?: number;
  /** Called with [ERRORCODE] when no usable answer came, so that a late or broken service is seen by someone. */
  readonly errorUrl?: string;
  /** Whose programme it is, where the service answers for several publishers. */
  readonly publisher?: string;
  /**
   * Who watches what on which device. What changes is a function that is given a listener, and counts from the next
   * request on. `segments` and `household` are sent only to who may personalise: never without consent, nor where the device limits
   * tracking.
   */
  readonly viewing?: Viewing | ((tell: (viewing: Viewing) => void) => Undo);
  /** Limits of each pod beyond the break's length. */
  readonly pod?: PodLimits;
  /** The session counts by itself what it showed, and picks among the alternates of an answer. Default: the service counts. */
  readonly picks?: boolean;
  /** Where the service tells of breaks ahead, from the start. Left out: where a decision says so. Not with a `reader`. */
  readonly planUrl?: string;
  /**
   * An answer that comes after its budget and before its break is over. `use`: its ads play from the next boundary, as far as they
   * fit; it is waited for 30 s at most. `drop`: content. With a `reader`, and on demand: `drop`. Default `use`.
   */
  readonly late?: 'drop' | 'use';
  /** Plays where no answer came in time and none that was asked for ahead can stand in. Default: content. */
  readonly contingency?: Pod;
}

/** Long enough for the gap of a source that is changed, and short enough for content within 3 s of a stall. */
const STALL_MS = 2000;
/** Sets take seconds for a seek, and go through what lies before the place at the speed of playback. */
const STALL_ON_TV_MS = 8000;

/** Fills in the defaults, for a player that is taken to play two elements at once, or not. */
export function completeConfig(options: SessionOptions, { secondElement = true } = {}): SessionConfig {
  const {
    decision,
    strategy = 'auto',
    stallMs = secondElement ? STALL_MS : STALL_ON_TV_MS,
    mediaBudgetMs = 2500,
    holdMs,
    macros = {},
    media = {},
    companionSlots = [],
    viewability = 'none',
    omid,
    beacons: wanted,
    beaconPolicy,
    consent,
    consentWaitMs = 500,
    telemetry,
    policies = {},
    breaks = [],
  } = options;
  const {
    url: decisionUrl,
    errorUrl = null,
    budgetMs = 1500,
    jitterMs = 2000,
    reader,
    wrappers = {},
    publisher,
    viewing,
    pod,
    picks,
    planUrl,
    late = 'use',
    contingency,
  } = decision ?? {};
  if (!decisionUrl) throw new TypeError('Cannot create session: decision.url is empty, expected a URL');
  checkOptions(options);
  return {
    decisionUrl,
    errorUrl,
    planUrl,
    late,
    contingency,
    asks: { publisher, pod, picks },
    viewing: typeof viewing === 'object' && viewing,
    hasReader: !!reader,
    budgetMs,
    jitterMs,
    strategy,
    stallMs,
    mediaBudgetMs,
    holdMs: holdMs ?? budgetMs + mediaBudgetMs,
    macros,
    media,
    companionSlots,
    wrappers,
    viewability,
    omid: omid ? { allowVendors: omid.allowVendors } : null,
    policies: whatIsSet(policies),
    beacons: beaconConfig(wanted, !!beaconPolicy),
    ...{ asksConsent: consent !== undefined, consentWaitMs, telemetryUrl: telemetry?.url ?? null },
    breaks: reader?.breaks ?? breaks,
  };
}
