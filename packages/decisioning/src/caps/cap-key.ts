import { hash } from 'node:crypto';

export type IdentityKind = 'device' | 'user' | 'household';

/** The one that was asked for last: a decision reads a record, and writes it next. */
const last: Record<IdentityKind, { readonly id: string; readonly key: string }> = {
  device: { id: '', key: nameOf('device', '') },
  user: { id: '', key: nameOf('user', '') },
  household: { id: '', key: nameOf('household', '') },
};

/** The name of a record: no id is stored as it came. */
export function capKey(kind: IdentityKind, id: string): string {
  if (last[kind].id !== id) last[kind] = { id, key: nameOf(kind, id) };
  return last[kind].key;
}

function nameOf(kind: IdentityKind, id: string): string {
  return `${kind.charAt(0)}:${hash('sha256', `${kind}\n${id}`, 'buffer').toString('base64url', 0, 16)}`;
}
