import { describe, expect, it } from 'vitest';
import { createTurnQueue } from './turn-queue.js';
import type { Priority } from './priority.js';

/** A loop whose turns are ended by hand, on a clock of its own. What runs is noted: `!` came too late. */
function aLoop() {
  let atMs = 1000;
  let ends: (() => void)[] = [];
  const ran: string[] = [];
  const queue = createTurnQueue({ nowMs: () => atMs, afterTurn: (run) => void ends.push(run) });
  const enter = (name: string, mayWaitMs = 1000): boolean =>
    queue.enter(name.slice(0, 2) as Priority, mayWaitMs, (isInTime) => ran.push(isInTime ? name : `${name}!`));
  const turn = (tookMs: number): readonly string[] => {
    atMs += tookMs;
    const [due, before] = [ends, ran.length];
    ends = [];
    for (const end of due) end();
    return ran.slice(before);
  };
  /** Time within a turn; gives how much of it there was. */
  let passedMs = 0;
  const pass = (ms: number): number => {
    atMs += ms;
    return (passedMs += ms);
  };
  return { queue, enter, turn, ran, pass };
}

describe('the queue for turns of the event loop', () => {
  it('runs the first at once and the others one in each turn, the more important first, equals as they came', () => {
    const { enter, turn, ran, queue } = aLoop();
    for (const name of ['P2 a', 'P2 b', 'P1 c', 'P0 d', 'P0 e']) expect(enter(name)).toBe(true);
    expect(ran).toEqual(['P2 a']);
    expect(queue.waiting()).toBe(4);
    expect([turn(2), turn(2), turn(2), turn(2), turn(2)]).toEqual([['P0 d'], ['P0 e'], ['P1 c'], ['P2 b'], []]);
    expect(enter('P2 f')).toBe(true);
    expect(ran.at(-1)).toBe('P2 f');
  });

  it('takes in only who can be in time, by how long a turn has lately been: who is more important waits for fewer', () => {
    const { enter, turn, queue } = aLoop();
    enter('P0 first');
    for (let n = 0; n < 40; n++) {
      enter('P1 next');
      turn(5);
    }
    for (let n = 0; n < 4; n++) expect(enter('P1 fits', 22)).toBe(true);
    expect(enter('P1 no more', 22)).toBe(false);
    expect(enter('P2 behind them', 22)).toBe(false);
    expect(enter('P0 before them', 22)).toBe(true);
    expect(queue.waiting()).toBe(5);
  });

  it('says of who waited longer than he may that it is too late, and the next one has the turn', () => {
    const { enter, turn } = aLoop();
    enter('P0 a');
    enter('P1 b', 20);
    enter('P2 c', 500);
    expect(turn(21)).toEqual(['P1 b!', 'P2 c']);
  });

  it('makes little of one turn that was very long, which garbage is collected in, and believes many of them', () => {
    const { enter, turn } = aLoop();
    enter('P0 a');
    turn(10_000);
    enter('P0 b');
    expect(enter('P0 c', 5)).toBe(true);
    for (let n = 0; n < 60; n++) {
      enter('P0 d');
      turn(50);
    }
    expect(enter('P0 e', 60)).toBe(true);
    expect(enter('P0 f', 30)).toBe(false);
    // Nobody may wait any more, and still it is seen that turns are short again.
    for (let n = 0; n < 60; n++) {
      turn(1);
      enter('P0 g');
    }
    expect(enter('P0 h', 5)).toBe(true);
  });

  it('does more than one in a turn where turns are long, so that some of the time is theirs', () => {
    const { enter, turn } = aLoop();
    for (let n = 0; n < 60; n++) {
      enter('P0 a');
      turn(16);
    }
    for (const name of ['P0 a', 'P1 b', 'P1 c', 'P1 d', 'P1 e', 'P2 f', 'P2 g']) enter(name);
    expect(turn(16)).toHaveLength(5);
    expect(turn(16)).toEqual(['P2 g']);
  });

  it('says how long a turn has been at work for whoever has no queue, and begins anew with the next', () => {
    const { queue, turn, pass } = aLoop();
    expect([queue.spentMs(), pass(7), queue.spentMs(), pass(5), queue.spentMs()]).toEqual([0, 7, 7, 12, 12]);
    turn(1);
    pass(100);
    expect(queue.spentMs()).toBe(0);
  });

  it('gives turns to connections that keep coming, but not all of them', () => {
    const { enter, turn, queue } = aLoop();
    enter('P0 a');
    enter('P0 b');
    const ran: (readonly string[])[] = [];
    for (let n = 0; n < 9; n++) {
      queue.connected();
      ran.push(turn(0.1));
    }
    expect(ran.flat()).toEqual(['P0 b']);
    expect(ran[8]).toEqual(['P0 b']);
  });

  it('is free again after a turn in which nobody waited, whatever connected in it', () => {
    const { enter, turn, queue, ran } = aLoop();
    enter('P0 a');
    queue.connected();
    turn(1);
    enter('P0 b');
    expect(ran).toEqual(['P0 a', 'P0 b']);
  });
});
