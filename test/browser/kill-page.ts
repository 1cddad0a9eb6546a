import {
  browserPorts,
  createAdSession,
  type PlayerHost,
  type PlayerPort,
  type Ports,
  type StoredEntries,
} from '@cutaway/core';
import type { Signal } from '@cutaway/model';

/** Hears what the page knows, as long as it lives. */
declare const say: (text: string) => void;
const tell = (stage: string, key: string, url = ''): void => say(JSON.stringify({ stage, key, url }));

const query = new URLSearchParams(location.search);
const onUnknown = query.get('policy') === 'at-least-once' ? 'at-least-once' : 'at-most-once';
const FRAME_MS = 40;
const SPEED = 8;
const START_MS = 1_000_000;
const BREAK: Signal = {
  ...{ type: 'break-start', key: 'one', carrier: 'app', evidence: '', kind: 'linear', startsAt: START_MS },
  ...{ plannedMs: 12_000, autoReturn: true, upids: [], segmentationTypeId: null },
};

let isDecided = false;

/**
 * A player that only says that it plays, eight times as fast as time: what is tried here is delivery, not playback. Its stream
 * holds the ads already, as one that a server stitched, and waits for the decision before them.
 */
const player: PlayerPort = {
  abilities: { name: 'scripted', rewritesPlaylists: false, secondElement: false, reattach: false, canPlay: () => true },
  run: () => undefined,
  connect(host: PlayerHost) {
    let programMs = START_MS - 2000;
    const frame = (): void => host.tell({ type: 'content-frame', mediaMs: programMs, programMs });
    host.tell({ type: 'play-state', state: 'playing' });
    frame();
    if (query.has('break')) host.tell({ type: 'heard', signals: [BREAK], causes: [] });
    const timer = setInterval(() => {
      if (isDecided || programMs < START_MS - 1000) programMs += FRAME_MS * SPEED;
      frame();
    }, FRAME_MS);
    return () => clearInterval(timer);
  },
};

/** A write counts as done where the disk said so, and not where the port gave up waiting for it. */
const SURELY_MS = 900;

function watchWrites(ports: Ports): Ports {
  const { storage } = ports;
  if (!storage) return ports;
  const write = async (key: string, text: string): Promise<void> => {
    const fromMs = performance.now();
    await storage.write(key, text);
    if (performance.now() - fromMs > SURELY_MS) return;
    const { parcels } = JSON.parse(text) as { parcels: readonly { beacon: { key: string; url: string } }[] };
    for (const { beacon } of parcels) tell('committed', beacon.key, beacon.url);
  };
  const entries = async (): Promise<StoredEntries> => {
    const found = await storage.entries();
    tell('found', found.map(([key]) => key).join(' '));
    return found;
  };
  return { ...ports, storage: { ...storage, write, entries } };
}

const session = createAdSession({
  player,
  decision: { url: `${location.origin}/decision`, budgetMs: 5000, jitterMs: 0 },
  beacons: {
    ...{ deduping: [`${location.origin}/b/`], onUnknown, timeoutMs: 700, leaseMs: 2000, credentials: 'omit' },
  },
  ports: watchWrites(browserPorts()),
});
session.on('decision', ({ stage }) => (isDecided ||= stage === 'answered'));
session.on('beacon', ({ beacon, stage }) => tell(stage, beacon.key, beacon.url));
session.on('cause', ({ cause }) => tell('cause', `${cause.name} ${cause.detail}`));
session.on('report', ({ outcome }) => tell('report', outcome));
