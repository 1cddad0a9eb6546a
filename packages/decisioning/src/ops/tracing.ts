/** What a span may say of itself. Nothing that names a viewer. */
export type SpanFacts = Readonly<Record<string, string | number | boolean>>;

/** Traces of decisions, for whoever runs OpenTelemetry. */
export interface Tracing {
  /** Runs it within a span; a rejection is noted in the span and passed on. `facts` are asked for when it is over. */
  span<T>(name: string, run: () => Promise<T>, facts?: (result: T) => SpanFacts): Promise<T>;
}

export const NO_TRACING: Tracing = { span: (_name, run) => run() };

/**
 * Spans of the OpenTelemetry API that the application has set up; without its SDK they go nowhere.
 * @throws Error where `@opentelemetry/api` is not installed.
 */
export async function openTracing(): Promise<Tracing> {
  const api = await import('@opentelemetry/api').catch((error: unknown) => {
    throw new Error(`Cannot trace: ${String(error)}, expected @opentelemetry/api to be installed`);
  });
  const tracer = api.trace.getTracer('@cutaway/decisioning');
  return {
    span: (name, run, facts) =>
      tracer.startActiveSpan(name, async (span) => {
        try {
          const result = await run();
          span.setAttributes({ ...facts?.(result) });
          return result;
        } catch (error) {
          span.recordException(error instanceof Error ? error : String(error));
          span.setStatus({ code: api.SpanStatusCode.ERROR });
          throw error;
        } finally {
          span.end();
        }
      }),
  };
}
