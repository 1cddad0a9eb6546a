import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** One fault of the field as a page: a response, what is behind it, and what a player is to make of it. */
export interface Page {
  readonly fault: number;
  readonly about: string;
  /** By URL: a file beside the page, a status, or null for a server that never answers. */
  readonly answers?: Readonly<Record<string, string | number | null>>;
  /** Resolved at the same time as the page's own response. */
  readonly beside?: string;
  /** What happens to the first ad. */
  readonly play?: readonly ({ readonly type: 'frame'; readonly adMs: number } | { readonly type: 'ended' })[];
  /** What the player says of itself, by macro. */
  readonly macros?: Readonly<Record<string, string | readonly string[]>>;
  /** In Node, where there is no window. */
  readonly onNode?: boolean;
  /** What is seen, by name: only what is named here is compared. */
  readonly expect: Seen;
}

/** What a reader made of a page. */
export interface Seen {
  readonly outcome?: string;
  /** Ids, in order. */
  readonly ads?: readonly string[];
  /** `<code> <URL without its query>`, in order. */
  readonly errors?: readonly string[];
  readonly requests?: readonly string[];
  readonly durationsMs?: readonly unknown[];
  readonly skipAfterMs?: readonly unknown[];
  readonly fallbackImages?: readonly unknown[];
  readonly iconViews?: readonly unknown[];
  readonly mezzanines?: readonly unknown[];
  readonly interactiveFiles?: readonly unknown[];
  /** The URLs of each vendor's resources. */
  readonly verifications?: readonly unknown[];
  readonly nonLinearClicks?: readonly unknown[];
  readonly companionViews?: readonly unknown[];
  readonly linears?: number;
  readonly completes?: readonly unknown[];
  /** Beacons, moment by moment. */
  readonly sent?: readonly string[];
  readonly complaints?: number;
  /** Impression URLs as they leave. */
  readonly filled?: readonly string[];
}

export const ROOT_URL = 'https://ads.example/tag';

/** How long a chain may take in all: not long where a server never answers, and else as long as a busy machine may need. */
export function budgetMsOf({ answers = {} }: Page): number {
  return Object.values(answers).includes(null) ? 60 : 20_000;
}

export interface LoadedPage extends Page {
  readonly name: string;
  /** The text at a URL, a status, or null for one that never answers. */
  at(url: string): string | number | null;
}

/** All pages of `packages/vast/cases/field`, by their numbers. */
export function loadPages(root: string): LoadedPage[] {
  const folder = path.join(root, 'packages', 'vast', 'cases', 'field');
  const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');
  const names = readdirSync(folder).flatMap((file) => /^(.+)\.json$/.exec(file)?.slice(1) ?? []);
  return names.sort().map((name) => {
    const page = JSON.parse(read(`${name}.json`)) as Page;
    const at = (url: string) => {
      if (url === ROOT_URL) return read(`${name}.xml`);
      const key = Object.keys(page.answers ?? {}).find((known) => url === known || url.startsWith(`${known}?`));
      const answer = key === undefined ? 404 : (page.answers?.[key] ?? null);
      return typeof answer === 'string' ? read(answer) : answer;
    };
    return { ...page, name, at };
  });
}

/** `fetch` over a page: what never answers waits until it is told to stop. */
export function fetchOf(page: LoadedPage, asked: string[]): typeof fetch {
  return (input, init) => {
    const url = input instanceof Request ? input.url : input.toString();
    if (url !== ROOT_URL) asked.push(url.replace(/=\d{8}$/, '=<8 digits>'));
    const answer = page.at(url);
    if (typeof answer === 'string') return Promise.resolve(answered(url, answer));
    if (answer !== null) return Promise.resolve(new Response('', { status: answer }));
    return new Promise((_, reject) => {
      init?.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    });
  };
}

/** A response that knows its address, as one from a network does. */
function answered(url: string, text: string): Response {
  return Object.defineProperty(new Response(text), 'url', { value: url });
}

/** Beacons of one moment as one line: the last part of each path. */
export function momentLine(moment: string, urls: readonly string[]): string[] {
  const names = urls.map((url) => url.split('?')[0]?.split('/').pop() ?? '');
  return names.length > 0 ? [`${moment}: ${names.join(' ')}`] : [];
}
