import type { Effect } from '../effect.js';
import type { StorageSaid } from '../outbox/storage-order.js';
import type { Fact } from '../fact.js';
import type { Ports } from '../ports.js';
import type { Gate } from './gate.js';

interface StorageWorld {
  readonly ports: Ports;
  readonly tell: (fact: Fact) => void;
  readonly gate: Gate;
  readonly savedText: (key: string) => string;
  readonly loadAds: () => Promise<void>;
}

type StorageEffect = Extract<Effect, { type: 'storage' }>;

/** Does what is wanted of the storage; what it answers, and that it refused, comes back as a fact. */
export function runStorage(effect: StorageEffect, world: StorageWorld): void {
  const { order } = effect;
  const { storage } = world.ports;
  if (!storage) return;
  const said = (said: StorageSaid): void => world.tell({ type: 'storage', said });
  switch (order.do) {
    case 'save': {
      const write = storage.write(order.key, world.savedText(order.key));
      world.gate.wrote(write);
      return write ? later(write, () => undefined) : undefined;
    }
    case 'look':
      return later(storage.entries(), (entries) => {
        if (entries.length === 0) return;
        const heard = (): void => {
          world.tell({ type: 'code-loaded' });
          said({ is: 'entries', entries });
        };
        later(world.loadAds(), heard);
      });
    case 'take':
      return later(storage.take(order.from, order.text, order.to), (isOurs) => said({ is: 'taken', order, isOurs }));
    case 'remove':
      return storage.remove(order.key);
  }

  function later<Value>(value: Value | Promise<Value>, then: (value: Value) => void): void {
    if (!isPromise(value)) return then(value);
    value.then(then, (error: unknown) => world.tell({ type: 'effect-failed', effect, detail: String(error) }));
  }
}

function isPromise<Value>(value: Value | Promise<Value>): value is Promise<Value> {
  return typeof (value as Promise<Value> | null)?.then === 'function';
}
