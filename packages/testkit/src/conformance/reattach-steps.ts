import { prepared, waitsWithViewer } from './ad-steps.js';
import { framesGoOn } from './content-steps.js';
import type { Drive } from './drive.js';
import { told } from './recording.js';
import type { Step } from './rule.js';

/** What a session can bear. */
const BACK_WITHIN_MS = 3000;
const PLAYED_MS = 1500;
const DUE_IN_MS = 500;
const DEFAULT_SEGMENT_MS = 2000;

const lastFrame = (drive: Drive) => told(drive.entries, 'content-frame').slice(-1)[0];

/** One ad in the content's own element, and the way back. */
const steps: readonly Step[] = [
  {
    rule: 'prepare-ad with reattach is answered in time, and content plays on in its element.',
    async run(drive) {
      const wrong = await prepared(drive, 'lent', { ...drive.subject.ads.first, reattach: true });
      return wrong ?? framesGoOn(drive);
    },
  },
  {
    rule: 'show-ad with reattach plays the ad in the content’s element when it is due, and content until then.',
    async run(drive) {
      const since = drive.entries.length;
      drive.run({ type: 'show-ad', adInstanceId: 'lent', inMs: DUE_IN_MS });
      const wrong = await framesGoOn(drive, DUE_IN_MS);
      if (wrong !== null) return wrong;
      const frame = await drive.fact('ad-frame', { since, withinMs: BACK_WITHIN_MS, adInstanceId: 'lent' });
      return frame ? null : `no ad-frame in ${BACK_WITHIN_MS} ms`;
    },
  },
  {
    rule: 'Nothing is told of content while an ad has its element.',
    async run(drive) {
      const since = drive.entries.length;
      await drive.wait(PLAYED_MS);
      const meanwhile = drive.entries.slice(since);
      const strays = (['content-frame', 'play-state', 'latency', 'content-failed'] as const).find(
        (type) => told(meanwhile, type).length > 0,
      );
      if (strays) return `told ${strays}`;
      const { stage } = drive.subject;
      return stage && stage.videos().length !== 1 ? `${stage.videos().length} elements` : null;
    },
  },
  {
    rule: 'show-content with a programme time attaches content again, and goes on there, within a segment.',
    async run(drive) {
      const { segmentMs = DEFAULT_SEGMENT_MS } = drive.subject;
      const before = lastFrame(drive);
      if (!before) return 'no content-frame before the ad';
      const wanted = before.programMs + PLAYED_MS;
      const since = drive.entries.length;
      drive.run({ type: 'show-content', programMs: wanted });
      const frame = await drive.fact('content-frame', { since, withinMs: BACK_WITHIN_MS });
      if (!frame) return `no content-frame in ${BACK_WITHIN_MS} ms`;
      const offMs = frame.programMs - wanted;
      return Math.abs(offMs) <= segmentMs ? framesGoOn(drive) : `${offMs.toFixed(0)} ms off`;
    },
  },
  {
    rule: 'An ad with reattach that is told ahead waits with a viewer who holds content before it.',
    async run(drive) {
      const wrong = await prepared(drive, 'later', { ...drive.subject.ads.first, reattach: true });
      return wrong ?? waitsWithViewer(drive, 'later');
    },
  },
];

export const reattachSteps: readonly Step[] = steps.map((step) => ({ ...step, needs: ['reattach'] }));
