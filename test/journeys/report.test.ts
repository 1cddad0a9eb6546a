import { readFileSync } from 'node:fs';
import type { BreakReport } from '@cutaway/core';
import { describe, expect, it } from 'vitest';
import { compileCheck } from '../../packages/decisioning/src/schema/compile-check.js';
import { setStage, type Stage, type StageOptions } from './stage.js';

const decision = { url: 'https://service.example/decision', jitterMs: 0 };
const schema = JSON.parse(readFileSync(new URL('../../packages/core/report.schema.json', import.meta.url), 'utf8')) as {
  readonly required: readonly string[];
};

/** Plays until the break's report; `meanwhile` happens once, in the first ad. */
async function reportOf(options: StageOptions = {}, meanwhile: (stage: Stage) => void = () => undefined) {
  const stage = setStage({ ...options, session: { decision, ...options.session } });
  const say = (droppedFrames: number | null, seeks: number) =>
    stage.player.say({ type: 'quality', droppedFrames, seeks, size: [1280, 720] });
  if (options.session?.strategy !== 'reattach') say(3, 1);
  while (stage.beacons().length === 0 && stage.reports.length === 0) await stage.clock.advance(500);
  meanwhile(stage);
  for (let n = 0; n < 60 && stage.reports.length === 0; n++) await stage.clock.advance(500);
  stage.end();
  const [report] = stage.reports;
  if (!report) throw new Error('Cannot read report: the break did not close, expected one');
  return report;
}
const whole: StageOptions = {};

describe('the report of a break', () => {
  it('tells when it was heard, asked for, answered, ready, on the screen and over', async () => {
    const { announcedAtMs, askedAtMs, answeredAtMs, readyAtMs, startedAtMs, returnedAtMs, atMs } =
      await reportOf(whole);
    const times = [announcedAtMs, askedAtMs, answeredAtMs, readyAtMs, startedAtMs, returnedAtMs, atMs];
    expect(times).not.toContain(null);
    expect([...times].sort((a, b) => Number(a) - Number(b))).toEqual(times);
    expect(Math.abs((returnedAtMs ?? 0) - (startedAtMs ?? 0) - 11_520)).toBeLessThanOrEqual(100);
  });

  it('tells each cut, and no gap where the player sees not every frame', async () => {
    const { cuts, startedAtMs, returnedAtMs } = await reportOf(whole);
    expect(cuts.map(({ to, gapMs }) => [to, gapMs])).toEqual([
      ['one', null],
      ['two', null],
      [null, null],
    ]);
    expect([cuts[0]?.atMs, cuts[2]?.atMs]).toEqual([startedAtMs, returnedAtMs]);
  });

  it('tells where the break ended, and no place where it was cancelled before it began', async () => {
    expect((await reportOf(whole)).endedAt).toBe(Date.UTC(2026, 0, 1, 12) + 15_360 + 11_520);
    const cancelled = await reportOf({ channel: { breakFaults: { 'break-0': { cancelAfterMs: 3840 } } } });
    expect(cancelled).toMatchObject({ outcome: 'cancelled', endedAt: null });
  });

  it('tells the seeks and dropped frames of the break alone', async () => {
    const report = await reportOf(whole, ({ player }) =>
      player.say({ type: 'quality', droppedFrames: 8, seeks: 2, size: [1280, 720] }),
    );
    expect([report.seeks, report.droppedFrames]).toEqual([1, 5]);
    expect([report.stalls, report.stalledMs]).toEqual([0, 0]);
  });

  it('does not know what a player does not count', async () => {
    const { seeks, droppedFrames } = await reportOf({ session: { strategy: 'reattach' } });
    expect([seeks, droppedFrames]).toEqual([null, null]);
  });

  it('tells the gaps and the dropped frames of ads in elements of their own', async () => {
    const { cuts, droppedFrames } = await reportOf({ session: { strategy: 'secondElement' } });
    expect(cuts.map(({ to, gapMs }) => [to, gapMs])).toEqual([
      ['one', 40],
      ['two', 40],
      [null, null],
    ]);
    expect(droppedFrames).toBe(2);
  });

  it('tells a stall, and no pause as one', async () => {
    const broken = await reportOf({ player: { isBroken: (uri) => uri.includes('/ads/two/video/1.m4s') } });
    expect(broken.stalls).toBe(1);
    expect(broken.stalledMs).toBeGreaterThan(1500);
    const paused = await reportOf(whole, ({ player, clock }) => {
      player.pause();
      clock.port.after(4000, () => player.play());
    });
    expect([paused.outcome, paused.stalls]).toEqual(['played', 0]);
  });
});

describe('report.schema.json', () => {
  it.each<[string, StageOptions]>([
    ['played', whole],
    ['played in a second element', { session: { strategy: 'secondElement' } }],
    ['without ads', { ads: [] }],
    ['without a decision', { decide: () => ({ status: 500 }) }],
    ['with media that fails', { serve: (url) => (url.includes('/ads/') ? { status: 404 } : null) }],
    ['measured', { session: { viewability: 'measure' } }],
  ])('fits the report of a break %s', async (_, options) => {
    const check = await compileCheck(schema);
    const report = await reportOf(options);
    expect(check(JSON.parse(JSON.stringify(report)))).toBeNull();
    expect(Object.keys(report).sort()).toEqual([...schema.required].sort());
  });

  it('refuses what is none', async () => {
    const check = await compileCheck(schema);
    const report = await reportOf(whole);
    const wrong: readonly object[] = [
      { ...report, outcome: 'fine' } satisfies Record<Exclude<keyof BreakReport, 'left' | 'slateMs'>, unknown>,
      { ...report, seeks: -1 },
      { ...report, readyAtMs: 'soon' },
    ];
    for (const one of wrong) expect(check(one)).not.toBeNull();
  });
});
