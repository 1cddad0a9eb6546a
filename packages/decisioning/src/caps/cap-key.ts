import { hash } from 'node:crypto';

export type IdentityKind = 'device' | 'user' | 'household';

/** The name of a record: no id is stored as it came. */
export function capKey(kind: IdentityKind, id: string): string {
  return `${kind.charAt(0)}:${hash('sha256', `${kind}\n${id}`, 'buffer').toString('base64url', 0, 16)}`;
}
