import type { LoadedPlaylist, PlayerCommand, PlayerFact } from '@cutaway/core';

/** One thing that happened between a port and its host. `connection`: how many times the port was connected by then. */
export type Entry = { readonly atMs: number; readonly connection: number } & (
  | { readonly type: 'fact'; readonly fact: PlayerFact }
  | { readonly type: 'command'; readonly command: PlayerCommand }
  | { readonly type: 'playlist'; readonly loaded: LoadedPlaylist }
);

export type FactType = PlayerFact['type'];
export type FactOf<Type extends FactType> = Extract<PlayerFact, { readonly type: Type }>;
/** A fact with its time. */
export type Told<Type extends FactType> = FactOf<Type> & { readonly atMs: number; readonly connection: number };

/** The facts of a type, in order. */
export function told<Type extends FactType>(entries: readonly Entry[], type: Type): readonly Told<Type>[] {
  return entries.flatMap((entry) =>
    entry.type === 'fact' && entry.fact.type === type
      ? [{ ...(entry.fact as FactOf<Type>), atMs: entry.atMs, connection: entry.connection }]
      : [],
  );
}

/** The same split where one of these commands ran or another connection began. */
export function stretches(
  entries: readonly Entry[],
  splitAt: readonly PlayerCommand['type'][],
): readonly (readonly Entry[])[] {
  const parts: Entry[][] = [[]];
  entries.forEach((entry, i) => {
    const isCommand = entry.type === 'command' && splitAt.includes(entry.command.type);
    const isAnother = i > 0 && entries[i - 1]?.connection !== entry.connection;
    if (isCommand || isAnother) parts.push([]);
    parts[parts.length - 1]?.push(entry);
  });
  return parts;
}

/** Each with the one after it. */
export function pairs<Item>(items: readonly Item[]): readonly (readonly [Item, Item])[] {
  return items.slice(1).map((item, i) => [items[i] as Item, item]);
}
