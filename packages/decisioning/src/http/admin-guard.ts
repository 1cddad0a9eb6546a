import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorAnswer } from './answer-errors.js';

/** Who may administer: by name, what its holder sends as `Authorization: Bearer <token>`. */
export type AdminTokens = Readonly<Record<string, string>>;

/** Keeps strangers out of the routes under `/admin`, and knows who asks. */
export interface AdminGuard {
  /** A fastify `onRequest` hook: 403 where no token is configured, 401 for whoever has none of them. */
  readonly onRequest: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
  /** Whether a request brings a token: for routes that answer otherwise where it does not. Its name is known from then on. */
  isAllowed(request: FastifyRequest): boolean;
  /** The name of the token that a request came with. */
  actorOf(request: FastifyRequest): string;
}

/** Shorter ones can be guessed. */
const MIN_TOKEN_LENGTH = 16;

/** @throws Error that names a token which is too short, or the same as another. */
export function createAdminGuard(tokens: AdminTokens): AdminGuard {
  const known = Object.entries(tokens).map(([name, token]) => ({ name, digest: digestOf(token), token }));
  for (const { name, token } of known) refuseWeak(name, token, tokens);
  const actors = new WeakMap<FastifyRequest, string>();
  const look = (request: FastifyRequest) => {
    const given = /^bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const asked = digestOf(given ?? '');
    // All of them are compared, so that the time it takes says nothing.
    const [match] = known.filter(({ digest }) => timingSafeEqual(digest, asked));
    return { given, match: given === undefined ? undefined : match };
  };
  return {
    isAllowed(request) {
      const { match } = look(request);
      if (match !== undefined) actors.set(request, match.name);
      return match !== undefined;
    },
    async onRequest(request, reply) {
      if (known.length === 0)
        return refuse(request, reply, 403, 'no token is configured, expected the service to have adminTokens');
      const { given, match } = look(request);
      if (match !== undefined) return void actors.set(request, match.name);
      reply.header('www-authenticate', 'Bearer');
      const state = given === undefined ? 'no bearer token came' : 'the bearer token is not known';
      return refuse(request, reply, 401, `${state}, expected one of the service's adminTokens`);
    },
    actorOf(request) {
      const actor = actors.get(request);
      if (actor === undefined)
        throw new Error('Cannot name actor: the request passed no guard, expected it to be asked first');
      return actor;
    },
  };
}

function refuseWeak(name: string, token: string, tokens: AdminTokens): void {
  const cannot = `Cannot open the admin API: the token of ${name}`;
  if (token.length < MIN_TOKEN_LENGTH || /\s/.test(token))
    throw new Error(`${cannot} has ${token.length} characters, expected ${MIN_TOKEN_LENGTH} or more without spaces`);
  const twin = Object.keys(tokens).find((other) => other !== name && tokens[other] === token);
  if (twin !== undefined) throw new Error(`${cannot} is that of ${twin} too, expected one of its own`);
}

function refuse(request: FastifyRequest, reply: FastifyReply, statusCode: 401 | 403, state: string) {
  const path = request.url.split('?')[0] ?? '';
  const error = `Cannot answer ${request.method} ${path}: ${state}`;
  return reply.code(statusCode).send({ statusCode, error, field: null } satisfies ErrorAnswer);
}

/** Digests have the same length, which comparing needs. */
const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest();
