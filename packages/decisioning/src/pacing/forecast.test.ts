import { describe, expect, it } from 'vitest';
import { createForecast } from './forecast.js';

const between = (fromMs: number, toMs: number) => ({ fromMs, toMs });
const planned = [0, 1, 2, 3].map((i) => ({ id: `b${i}`, atMs: i * 1_000, viewers: 100 }));

describe('createForecast', () => {
  it('is as far as the viewers are that have been', () => {
    const forecast = createForecast(planned);
    expect(forecast.progress(between(0, 10_000))).toMatchObject({ done: 0, all: 400 });
    forecast.observe({ breakId: 'b0', viewers: 100, isOver: true });
    forecast.observe({ breakId: 'b1', viewers: 30, isOver: false });
    expect(forecast.progress(between(0, 10_000))).toMatchObject({ done: 130, all: 400 });
  });

  it('expects of the breaks to come what became of those that have been', () => {
    const forecast = createForecast(planned);
    forecast.observe({ breakId: 'b0', viewers: 50, isOver: true });
    const { all = 0 } = forecast.progress(between(0, 10_000)) ?? {};
    expect(all).toBeGreaterThan(50 + 3 * 70);
    expect(all).toBeLessThan(50 + 3 * 90);
  });

  it('hears of the end of a break once', () => {
    const forecast = createForecast(planned);
    forecast.observe({ breakId: 'b0', viewers: 100, isOver: true });
    forecast.observe({ breakId: 'b0', viewers: 5, isOver: true });
    expect(forecast.progress(between(0, 10_000))?.done).toBe(100);
  });

  it('keeps what has been when the plan is made anew', () => {
    const forecast = createForecast(planned);
    forecast.observe({ breakId: 'b0', viewers: 100, isOver: true });
    forecast.replan([{ id: 'b9', atMs: 5_000, viewers: 900 }]);
    expect(forecast.progress(between(0, 10_000))).toMatchObject({ done: 100, all: 1_000 });
  });

  it('knows of nothing outside of a line item’s time', () => {
    expect(createForecast(planned).progress(between(1_000, 3_000))).toMatchObject({ done: 0, all: 200 });
    expect(createForecast(planned).progress(between(9_000, 9_999))).toBeNull();
  });

  it('is open until the last of its breaks is over, also where one was called off', () => {
    const forecast = createForecast(planned.slice(0, 2));
    forecast.observe({ breakId: 'b0', viewers: 100, isOver: true });
    expect(forecast.progress(between(0, 10_000))).toMatchObject({ isOpen: true, last: { atMs: 1_000 } });
    forecast.replan([]);
    expect(forecast.progress(between(0, 10_000))).toMatchObject({ isOpen: false, done: 100, all: 100 });
  });

  it('counts on whoever watches for a break that is near, and learns by what was foreseen', () => {
    const near = planned.map((one) => (one.id === 'b0' ? { ...one, watching: 40 } : one));
    const forecast = createForecast(near);
    expect(forecast.progress(between(0, 10_000))).toMatchObject({ all: 340, planned: 340 });
    forecast.observe({ breakId: 'b0', viewers: 40, isOver: true });
    expect(forecast.progress(between(0, 10_000))?.all).toBeLessThan(40 + 3 * 85);
  });

  it('learns of each channel by itself', () => {
    const two = ['one', 'two'].flatMap((channel) => planned.map((brk) => ({ ...brk, id: channel + brk.id, channel })));
    const forecast = createForecast(two);
    forecast.observe({ breakId: 'oneb0', viewers: 50, isOver: true });
    const on = (channel: string) => forecast.progress({ ...between(0, 10_000), sees: (name) => name === channel });
    expect(on('two')).toMatchObject({ done: 0, all: 400 });
    expect(on('one')?.all).toBeLessThan(50 + 300);
    expect(forecast.progress(between(0, 10_000))?.all).toBeCloseTo((on('one')?.all ?? 0) + 400);
  });

  it('keeps what was learnt while breaks are added and moved, and forgets it where another number is foreseen', () => {
    const forecast = createForecast(planned);
    forecast.observe({ breakId: 'b0', viewers: 50, isOver: true });
    forecast.replan([...planned.slice(1), { id: 'b4', atMs: 4_000, viewers: 100 }]);
    expect(forecast.progress(between(0, 10_000))?.all).toBeLessThan(50 + 4 * 85);
    forecast.replan(planned.slice(1).map((one) => ({ ...one, viewers: 60 })));
    expect(forecast.progress(between(0, 10_000))?.all).toBe(50 + 3 * 60);
  });

  it('counts a break that began and ended before any plan had word of it', () => {
    const forecast = createForecast([]);
    forecast.observe({ breakId: 'x', viewers: 70, isOver: true, at: { channel: 'one', atMs: 500 } });
    forecast.observe({ breakId: 'y', viewers: 70, isOver: true }); // nobody knows when
    expect(forecast.progress(between(0, 10_000))).toMatchObject({ done: 70, all: 70 });
  });
});
