/**
 * Runs what must end: `run` is told to after `ms`, or when `closing` says so. Nothing of it is left at `closing` afterwards, which lives as
 * long as the service: what `AbortSignal.any` makes of a signal that lives is on its list for ever, and a list of sixteen million takes no more.
 */
export async function within<Made>(
  ms: number,
  closing: AbortSignal,
  run: (signal: AbortSignal) => Promise<Made>,
): Promise<Made> {
  const ending = new AbortController();
  const close = (): void => ending.abort(closing.reason);
  const timer = setTimeout(() => ending.abort(new DOMException(`it took longer than ${ms} ms`, 'TimeoutError')), ms);
  timer.unref();
  closing.addEventListener('abort', close);
  if (closing.aborted) close();
  try {
    return await run(ending.signal);
  } finally {
    clearTimeout(timer);
    closing.removeEventListener('abort', close);
  }
}
