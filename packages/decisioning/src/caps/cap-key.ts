import { hash } from 'node:crypto';

export type IdentityKind = 'device' | 'user' | 'household';

/** The name of a record: no id is stored as it came. */
export function capKey(kind: IdentityKind, id: string): string {
  return `${kind.charAt(0)}:${Buffer.from(hash('sha256', `${kind}\n${id}`, 'hex').slice(0, 32), 'hex').toString('base64url')}`;
}
