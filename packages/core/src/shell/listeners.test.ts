import { describe, expect, it } from 'vitest';
import type { SessionEvent } from '../session-event.js';
import { createListeners } from './listeners.js';

const cause = { name: 'INTERNAL' as const, adInstanceId: null, detail: 'x' };
const event: SessionEvent = { type: 'cause', detail: { atMs: 1, breakId: null, cause } };

describe('listeners', () => {
  it('hear events of their own type until they stop, in the order in which they came', () => {
    const heard: string[] = [];
    const listeners = createListeners(() => undefined);
    const stop = listeners.on('cause', ({ atMs }) => heard.push(`a${atMs}`));
    listeners.on('cause', () => heard.push('b'));
    listeners.on('break', () => heard.push('never'));
    listeners.emit(event);
    stop();
    stop();
    listeners.emit(event);
    expect(heard).toEqual(['a1', 'b', 'b']);
  });
  it('that throw are told, and harm nobody else', () => {
    const heard: unknown[] = [];
    const listeners = createListeners(({ type }, error) => heard.push(type, error));
    listeners.on('cause', () => {
      throw new Error('mine');
    });
    listeners.on('cause', () => heard.push('other'));
    listeners.emit(event);
    expect(heard).toEqual(['cause', new Error('mine'), 'other']);
  });
  it('that stop while an event is told do not disturb it', () => {
    const heard: string[] = [];
    const listeners = createListeners(() => undefined);
    const stop = listeners.on('cause', () => (stop(), heard.push('first')));
    listeners.on('cause', () => heard.push('second'));
    listeners.emit(event);
    expect(heard).toEqual(['first', 'second']);
  });
  it('are all gone after clear', () => {
    const listeners = createListeners(() => undefined);
    listeners.on('cause', () => expect.unreachable());
    listeners.clear();
    expect(() => listeners.emit(event)).not.toThrow();
  });
});
