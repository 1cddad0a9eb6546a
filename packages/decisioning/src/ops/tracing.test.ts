import { trace, type Tracer } from '@opentelemetry/api';
import { afterEach, describe, expect, it } from 'vitest';
import { NO_TRACING, openTracing } from './tracing.js';

/** What an SDK would record. */
function recordSpans() {
  const spans: { name: string; attributes: object; failed: boolean; ended: boolean }[] = [];
  const tracer = {
    startActiveSpan(name: string, run: (span: object) => unknown) {
      const span = { name, attributes: {}, failed: false, ended: false };
      spans.push(span);
      return run({
        setAttributes: (attributes: object) => void (span.attributes = attributes),
        recordException: () => undefined,
        setStatus: () => void (span.failed = true),
        end: () => void (span.ended = true),
      });
    },
  } as unknown as Tracer;
  trace.setGlobalTracerProvider({ getTracer: () => tracer });
  return spans;
}
afterEach(() => trace.disable());

describe('tracing', () => {
  it('gives a decision a span with what came of it', async () => {
    const spans = recordSpans();
    const { span } = await openTracing();
    expect(
      await span(
        'decide',
        async () => 3,
        (ads) => ({ ads }),
      ),
    ).toBe(3);
    expect(spans).toEqual([{ name: 'decide', attributes: { ads: 3 }, failed: false, ended: true }]);
  });

  it('ends the span of what failed, and lets the failure through', async () => {
    const spans = recordSpans();
    const { span } = await openTracing();
    await expect(span('decide', () => Promise.reject(new Error('boom')))).rejects.toThrow('boom');
    expect(spans).toEqual([{ name: 'decide', attributes: {}, failed: true, ended: true }]);
  });

  it('costs nothing where nobody traces', async () => {
    expect(await NO_TRACING.span('decide', async () => 3)).toBe(3);
  });
});
