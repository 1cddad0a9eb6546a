/** Runs it once, after so many milliseconds. @returns what undoes it. */
export function after(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}
