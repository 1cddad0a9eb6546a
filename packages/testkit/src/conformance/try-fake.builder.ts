import type { PlayerPort } from '@cutaway/core';
import { planChannel } from '../channel/options.js';
import { writeLivePlaylist } from '../channel/write-live-playlist.js';
import { createFakeClock } from '../fakes/fake-clock.js';
import { createFakePlayer } from '../fakes/fake-player.js';
import { checkConformance } from './check-conformance.js';
import type { RuleResult } from './rule.js';
import type { Stage, VideoLike } from './subject.js';

const STARTED_AT = Date.UTC(2026, 0, 1, 12);
const HLS = 'application/vnd.apple.mpegurl';

/** What the page of a fake player does wrong. */
export type StageFault =
  'none' | 'keeps elements' | 'keeps the old ad' | 'stays muted' | 'keeps a listener' | 'pauses after undo';

export interface FakeTrial {
  readonly change?: (port: PlayerPort) => PlayerPort;
  readonly fault?: StageFault;
  readonly excused?: Readonly<Record<string, string>>;
}

/** Tries the fake player, changed as a test wants it, in no time. */
export async function tryFake({
  change = (port) => port,
  fault,
  excused = {},
}: FakeTrial): Promise<readonly RuleResult[]> {
  const clock = createFakeClock(STARTED_AT);
  const plan = planChannel({ schedule: 'none' }, STARTED_AT);
  const player = createFakePlayer({
    clock: clock.port,
    origin: (rendition) => writeLivePlaylist(plan, [], rendition, clock.port.nowMs()),
    rendition: () => ({
      throughputKbps: null,
      variant: { bandwidth: 120_000, width: 480, height: 270, codecs: null },
    }),
    ads: (url) => (url.endsWith('none.m3u8') ? 'MEDIA_NOT_FOUND' : { durationMs: 5760 }),
  });
  const { port, stage } = fault === undefined ? { port: player } : staged(player, fault);
  let results: readonly RuleResult[] | null = null;
  void checkConformance({
    port: change(port),
    start: () => undefined,
    ads: {
      first: { url: 'https://ads.example/red.m3u8', mime: HLS },
      second: { url: 'https://ads.example/green.m3u8', mime: HLS },
      missing: { url: 'https://ads.example/none.m3u8', mime: HLS },
    },
    clock: clock.port,
    excused,
    ...(stage ? { stage } : {}),
  }).then((judged) => (results = judged));
  for (let seconds = 0; results === null && seconds < 300; seconds++) await clock.advance(1000);
  if (results === null) throw new Error('Cannot try the fake player: no result after 300 s of its clock');
  return results;
}

/** The rules that were broken, each with what was seen. */
export const broken = (results: readonly RuleResult[]): readonly string[] =>
  results.flatMap(({ rule, ok, detail }) => (ok === false ? [`${rule} ${detail}`] : []));

type FakeVideo = { muted: boolean; volume: number; paused: boolean; style: { visibility: string } };
const aVideo = (visibility: string): FakeVideo => ({ muted: false, volume: 1, paused: true, style: { visibility } });

/** The elements that a page would have, by what its player is told. */
function staged(port: PlayerPort, fault: StageFault): { readonly port: PlayerPort; readonly stage: Stage } {
  const content = { ...aVideo('visible'), paused: false };
  const ads = new Map<string, FakeVideo>();
  let listeners = 0;
  const free = (ids: readonly string[]): void => {
    if (fault !== 'keeps elements') for (const id of ids) ads.delete(id);
  };
  const leave = (): void => {
    free([...ads.keys()]);
    if (fault !== 'stays muted') content.muted = false;
  };
  const show = (id: string, video: FakeVideo): void => {
    if (fault !== 'keeps the old ad') free([...ads.keys()].filter((other) => other !== id));
    video.style.visibility = 'visible';
    content.muted = true;
  };
  return {
    stage: {
      content,
      videos: (): readonly VideoLike[] => [content, ...ads.values()],
      alive: () => ({ listeners }),
    },
    port: {
      ...port,
      connect(host) {
        const undo = port.connect(host);
        let isOn = true;
        listeners += 3;
        return () => {
          undo();
          if (isOn) listeners -= fault === 'keeps a listener' ? 2 : 3;
          if (isOn) leave();
          if (fault === 'pauses after undo') content.paused = true;
          isOn = false;
        };
      },
      run(command) {
        port.run(command);
        if (listeners === 0) return;
        if (command.type === 'show-content') leave();
        if (!('adInstanceId' in command) || command.adInstanceId === 'missing') return;
        const { type, adInstanceId } = command;
        const known = ads.get(adInstanceId);
        if (type === 'prepare-ad' && !command.reattach) ads.set(adInstanceId, known ?? aVideo('hidden'));
        if (type === 'drop-ad') free([adInstanceId]);
        if (type === 'show-ad' && known) show(adInstanceId, known);
      },
    },
  };
}
