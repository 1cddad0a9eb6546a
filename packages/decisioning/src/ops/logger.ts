import type { FastifyRequest, FastifyServerOptions } from 'fastify';

/**
 * Log lines without personal data: of a request its method and the address that answers it, as it is declared. Its query, its path,
 * its body and where it came from are not in any line: they name sessions and devices.
 */
export const LOGGER: Exclude<FastifyServerOptions['logger'], boolean | undefined> = {
  base: null,
  hooks: {
    // A line's words may quote an error, and of an error alone they are made.
    logMethod(args, method) {
      const [what, ...words] = args as [unknown, ...unknown[]];
      const error = what instanceof Error ? what : (what as { readonly err?: unknown } | null)?.err;
      const said = words.length === 0 && error instanceof Error ? [error.message] : words;
      const clean = said.map((word) => (typeof word === 'string' ? withoutUrls(word) : word));
      method.apply(this, [what, ...clean] as unknown as Parameters<typeof method>);
    },
  },
  serializers: {
    req: ({ method, routeOptions }: Pick<FastifyRequest, 'method' | 'routeOptions'>) => ({
      method,
      route: routeOptions?.url ?? 'none',
    }),
    err: (error: Error) => ({
      type: error.name,
      message: withoutUrls(error.message),
      stack: withoutUrls(error.stack ?? ''),
    }),
  },
};

/** An error may quote what it was asked for. */
export const withoutUrls = (text: string): string => text.replace(/\b(https?:\/\/[^\s/?]+)[^\s]*/g, '$1/…');
