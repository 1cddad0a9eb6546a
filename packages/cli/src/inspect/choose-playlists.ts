import type { Multivariant } from '@cutaway/manifest';
import { resolveUri } from '@cutaway/model';

/** One media playlist to watch. */
export interface PlaylistChoice {
  /** What it is called in every line about it: `video 1`, `audio 2`. */
  readonly name: string;
  /** What its multivariant playlist says of it: `720p`, `English`; may be empty. */
  readonly about: string;
  /** Absolute. */
  readonly url: string;
}

/** Which playlists of a multivariant playlist are watched, and how many it lists. */
export interface Choice {
  readonly chosen: readonly PlaylistChoice[];
  readonly listed: number;
}

/**
 * The first variant and, of each audio group, the first rendition with a playlist of its own; with `isAll` all variants and all
 * renditions. Each URL once: variants may share one.
 */
export function choosePlaylists({ variants, renditions }: Multivariant, baseUrl: string, isAll: boolean): Choice {
  const all = new Map<string, PlaylistChoice & { readonly isFirst: boolean }>();
  const add = (name: string, about: string, uri: string, isFirst: boolean): void => {
    const url = resolveUri(uri, baseUrl);
    if (!all.has(url)) all.set(url, { name, about, url, isFirst });
  };
  variants.forEach(({ uri, height }, at) => add(`video ${at + 1}`, height ? `${height}p` : '', uri, at === 0));
  const groups = new Set<string>();
  const counts: Record<string, number> = {};
  for (const { type, groupId, name, uri } of renditions) {
    if (uri === null || uri === '') continue;
    const kind = type.toLowerCase();
    const count = (counts[kind] = (counts[kind] ?? 0) + 1);
    const isFirst = type === 'AUDIO' && !groups.has(groupId);
    if (isFirst) groups.add(groupId);
    add(`${kind} ${count}`, name, uri, isFirst);
  }
  const chosen = [...all.values()].filter(({ isFirst }) => isAll || isFirst);
  return { chosen: chosen.map(({ name, about, url }) => ({ name, about, url })), listed: all.size };
}
