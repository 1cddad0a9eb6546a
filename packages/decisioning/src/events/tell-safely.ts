/** Tells one listener. What it throws is a warning of the process: the log and its other listeners go on. */
export function tellSafely<T>(tell: (value: T) => void, value: T): void {
  try {
    tell(value);
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : String(error));
  }
}
