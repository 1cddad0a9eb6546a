import { startChannel, type Channel } from '@cutaway/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {} from './adapter-page.js';
import { openAdapterLab, type AdapterLab } from './support/adapter-lab.js';

const SEGMENT_MS = 1920;

describe('hlsjs(): a live channel (real Chromium)', () => {
  let lab: AdapterLab;
  let channel: Channel;
  beforeAll(async () => {
    channel = await startChannel({ schedule: 'none' });
    lab = await openAdapterLab();
  });
  afterAll(async () => {
    await lab.close();
    await channel.close();
  });

  it('tells frames in programme time, the first of each segment too, and the latency each second', async () => {
    await lab.fresh();
    const facts = await lab.browser.execute(async (url) => {
      await window.lab.open(url);
      await window.lab.wait(8000);
      return window.lab.facts();
    }, channel.liveUrl);
    const { edgeProgramMs, plan } = channel.state();
    const frames = facts.flatMap((fact) => (fact.type === 'content-frame' ? [fact] : []));
    const last = frames[frames.length - 1];
    expect(edgeProgramMs - (last?.programMs ?? 0)).toBeGreaterThan(2000);
    expect(edgeProgramMs - (last?.programMs ?? 0)).toBeLessThan(10_000);
    const steps = frames.slice(1).map(({ programMs }, i) => programMs - (frames[i]?.programMs ?? 0));
    expect(Math.min(...steps)).toBeGreaterThan(0);
    expect(steps.filter((ms) => ms <= 100).length / steps.length).toBeGreaterThan(0.8);
    const starts = frames.filter(({ programMs }) => {
      const into = (programMs - plan.epochMs) % SEGMENT_MS;
      return into < 2 || into > SEGMENT_MS - 2;
    });
    expect(starts.length).toBeGreaterThanOrEqual(3);
    const latencies = facts.flatMap((fact) => (fact.type === 'latency' ? [fact.latencyMs] : []));
    expect(latencies.length).toBeGreaterThanOrEqual(6);
    expect(Math.max(...latencies.slice(3))).toBeLessThan(12_000);
    expect(facts.filter(({ type }) => type === 'content-failed')).toEqual([]);
  });

  it('seeks in programme time, and never past what is listed', async () => {
    await lab.fresh();
    const seen = await lab.browser.execute(async (url) => {
      const { lab } = window;
      const lastFrame = () => {
        const frame = lab
          .facts()
          .filter(({ type }) => type === 'content-frame')
          .pop();
        return frame?.type === 'content-frame' ? frame.programMs : NaN;
      };
      await lab.open(url);
      await lab.wait(2000);
      const wanted = Math.round(lastFrame() - 3000);
      const from = lab.facts().length;
      lab.run({ type: 'seek-program', programMs: wanted });
      await lab.wait(1000);
      const first = lab
        .facts()
        .slice(from)
        .find((fact) => fact.type === 'content-frame' && fact.programMs < wanted + 500);
      lab.run({ type: 'seek-program', programMs: wanted + 600_000 });
      const at = window.hls.media?.currentTime ?? NaN;
      return { wanted, first, at, end: window.hls.latestLevelDetails?.edge ?? NaN };
    }, channel.liveUrl);
    const got = seen.first?.type === 'content-frame' ? seen.first.programMs : NaN;
    expect(Math.abs(got - seen.wanted)).toBeLessThan(60);
    expect(seen.at).toBeLessThan(seen.end);
    expect(seen.at).toBeGreaterThan(seen.end - 0.5);
  });

  it('tells a pause by intent only, and plays again', async () => {
    await lab.fresh();
    const states = await lab.browser.execute(async (url) => {
      const { lab } = window;
      await lab.open(url);
      await lab.wait(800);
      lab.run({ type: 'pause' });
      await lab.wait(200);
      lab.run({ type: 'play' });
      await lab.wait(400);
      return lab
        .facts()
        .flatMap((fact) => (fact.type === 'play-state' && fact.state !== 'waiting' ? [fact.state] : []));
    }, channel.liveUrl);
    expect(states).toEqual(['playing', 'paused', 'playing']);
  });

  it('loads the stream anew at the live edge, as loud as before, and plays on', async () => {
    await lab.fresh();
    const seen = await lab.browser.execute(async (url) => {
      const { lab } = window;
      await lab.open(url);
      const video = window.hls.media as HTMLVideoElement;
      video.volume = 0.4;
      await lab.wait(1500);
      lab.run({ type: 'seek-program', programMs: 0 });
      await lab.wait(800);
      const from = lab.facts().length;
      lab.run({ type: 'reload-content' });
      await lab.wait(3000);
      const later = lab.facts().slice(from);
      return {
        frames: later.filter(({ type }) => type === 'content-frame').length,
        paused: later.some((fact) => fact.type === 'play-state' && fact.state === 'paused'),
        latency: window.hls.latency,
        sound: [video.muted, video.volume],
        error: lab.error(),
      };
    }, channel.liveUrl);
    expect(seen.frames).toBeGreaterThan(15);
    expect(seen.latency).toBeLessThan(9);
    expect(seen).toMatchObject({ paused: false, sound: [false, 0.4], error: '' });
  });
});
