// @vitest-environment jsdom
import type { PlayerFact } from '@cutaway/core';
import { describe, expect, it } from 'vitest';
import { heldEnd } from './held-end.js';

function openBench() {
  const facts: PlayerFact[] = [];
  const content = document.createElement('video');
  document.body.append(content);
  let heard = 0;
  content.addEventListener('ended', () => heard++); // ahead of us
  const state = { isEnded: false, isAdToCome: true, onEnd: (): void => undefined };
  Object.defineProperty(content, 'ended', { get: () => state.isEnded });
  const end = heldEnd(
    content,
    (fact) => facts.push(fact),
    () => state.isAdToCome,
    () => state.onEnd(),
  );
  const reach = (): void => {
    state.isEnded = true;
    content.dispatchEvent(new Event('ended'));
  };
  return { content, end, state, reach, facts, heard: () => heard };
}

describe('heldEnd()', () => {
  it('tells the session at once, and the page when no ad is to come any more, once', () => {
    const { end, state, reach, facts, heard } = openBench();
    reach();
    expect([heard(), facts]).toEqual([0, [{ type: 'play-state', state: 'ended' }]]);
    end.tell();
    expect(heard()).toBe(0); // the next ad is on its way
    state.isAdToCome = false;
    end.tell();
    end.tell();
    expect(heard()).toBe(1);
  });

  it('is told to the page in the same moment where the last ad was only waiting for a frame to leave by', () => {
    const { end, state, reach, heard } = openBench();
    state.onEnd = () => {
      state.isAdToCome = false;
      end.tell();
    };
    reach();
    expect(heard()).toBe(1);
  });

  it('is told where content was paused in its last moment, which no event says', () => {
    const { end, state, heard } = openBench();
    Object.assign(state, { isEnded: true, isAdToCome: false });
    end.tell();
    end.tell();
    expect(heard()).toBe(1);
  });

  it('is told again of content that was played again', () => {
    const { content, end, state, reach, heard } = openBench();
    state.isAdToCome = false;
    reach();
    content.dispatchEvent(new Event('seeking'));
    state.isAdToCome = true;
    reach();
    state.isAdToCome = false;
    end.tell();
    expect(heard()).toBe(2);
  });

  it('keeps nothing from the page where no ad is to come', () => {
    const { state, reach, facts, heard } = openBench();
    state.isAdToCome = false;
    reach();
    expect([heard(), facts]).toEqual([1, []]);
  });

  it('forgets the end of content that was sought away from it', () => {
    const { end, state, reach, heard } = openBench();
    reach();
    Object.assign(state, { isEnded: false, isAdToCome: false });
    end.tell();
    expect(heard()).toBe(0);
  });

  it('leaves the ends of other videos, and every end after it was stopped, alone', () => {
    const { content, end, reach, heard } = openBench();
    const other = document.createElement('video');
    content.parentElement?.append(other);
    let others = 0;
    other.addEventListener('ended', () => others++);
    other.dispatchEvent(new Event('ended'));
    end.stop();
    reach();
    expect([others, heard()]).toEqual([1, 1]);
  });
});
