import { readdirSync, readFileSync } from 'node:fs';
import type { Ad } from '@cutaway/model';
import { continueResolve, startResolve, type ResolveStep } from './resolve/resolve-vast.js';
import type { AdFailure, WrapperRequest } from './resolve/walk-document.js';

/** A response, the answers to what it asks for, and what becomes of it. */
export interface Case {
  readonly about: string;
  /** File names by request key, one record for each round of fetches; null: no answer. */
  readonly answers?: readonly Readonly<Record<string, string | null>>[];
  readonly expect: {
    readonly requests?: readonly (readonly WrapperRequest[])[];
    readonly ads: readonly Partial<Ad>[];
    readonly failures: readonly Partial<AdFailure>[];
    /** How many. */
    readonly warnings?: number;
  };
}

/** A folder of cases. */
export function folderOf(kind: string): URL {
  return new URL(`../cases/${kind}/`, import.meta.url);
}

/** The names of the cases in a folder. */
export function namesIn(folder: URL): string[] {
  return readdirSync(folder).flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -5)] : []));
}

export function readCase(folder: URL, name: string): Case {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Case;
}

/** The response itself. */
export function readResponse(folder: URL, name: string): string {
  return readFileSync(new URL(`${name}.xml`, folder), 'utf8');
}

/** Resolves a case to its end, each step over the wire. */
export function resolveCase(folder: URL, name: string, { answers = [] }: Pick<Case, 'answers'>) {
  const text = (file: string) => readFileSync(new URL(file, folder), 'utf8');
  const requests: WrapperRequest[][] = [];
  let step: ResolveStep = startResolve(readResponse(folder, name), { prefix: 'p' });
  for (const round of answers) {
    if (step.type !== 'fetch') throw new Error('nothing is asked any more');
    requests.push([...step.requests]);
    const replies: Record<string, string | null> = {};
    for (const [key, file] of Object.entries(round)) replies[key] = file === null ? null : text(file);
    step = continueResolve(JSON.parse(JSON.stringify(step)) as typeof step, replies);
  }
  if (step.type === 'fetch') throw new Error(`still asks for ${step.requests.map(({ url }) => url).join(' ')}`);
  return { requests, ...step };
}
