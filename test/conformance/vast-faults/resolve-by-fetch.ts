import { continueResolve, startResolve, type ResolveOptions, type ResolveStep } from '@cutaway/vast';

export type Resolved = Exclude<ResolveStep, { type: 'fetch' }>;

/** Drives a resolution over a network, with one deadline for all of it: what a caller of `startResolve` writes. */
export async function resolveByFetch(
  tagUrl: string,
  fetchText: typeof fetch,
  budgetMs: number,
  options: Partial<ResolveOptions> = {},
): Promise<Resolved> {
  const startedAtMs = performance.now();
  const ask = async (url: string, timeoutMs: number): Promise<string | null> => {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), Math.max(0, Math.ceil(timeoutMs)));
    try {
      const response = await fetchText(url, { signal: late.signal });
      return response.ok ? await response.text() : null;
    } catch {
      return null;
    } finally {
      clearTimeout(timer);
    }
  };
  const root = (await ask(tagUrl, budgetMs)) ?? '';
  let step = startResolve(root, {
    prefix: 'p',
    tagUrl,
    macros: { nowMs: performance.now(), cacheBusting: 12_345_678 },
    deadlineMs: startedAtMs + budgetMs,
    ...options,
  });
  while (step.type === 'fetch') {
    const { requests, timeoutMs } = step;
    const answers = await Promise.all(
      requests.map(async ({ key, url }) => [key, await ask(url, timeoutMs ?? budgetMs)] as const),
    );
    step = continueResolve(step, Object.fromEntries(answers), performance.now());
  }
  return step;
}
