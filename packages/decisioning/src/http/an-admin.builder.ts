import Fastify, { type InjectOptions } from 'fastify';
import { aDocument } from '../catalogue/a-catalogue.builder.js';
import { createMemoryStore, type ChangeStore } from '../catalogue/changes/change.js';
import { compose } from '../catalogue/changes/compose.js';
import { NO_OVERRIDES } from '../catalogue/changes/overrides.js';
import { createShelf } from '../catalogue/create-shelf.js';
import { createCatalogueBuilder } from '../catalogue/snapshot/build-catalogue.js';
import { createRecordCheck } from '../catalogue/written/check-record.js';
import { compileDocument } from '../catalogue/written/compile-document.js';
import { mergeDocuments } from '../catalogue/written/merge-documents.js';
import { SCHEMA_OPTIONS } from '../schema/schema-options.js';
import type { AdminRoom } from './admin-room.js';
import { adminRoutes } from './admin-routes.js';
import { answerErrors } from './answer-errors.js';

export const ADMIN_TOKENS = { ana: 'ana-0123456789abcdef', ci: 'ci-0123456789abcdef' };

/** The admin API over a catalogue in memory. */
export async function anAdmin(
  document: Readonly<Record<string, unknown>> = aDocument(),
  { store = createMemoryStore(), ...room }: Partial<AdminRoom> & { readonly store?: ChangeStore } = {},
) {
  const check = await compileDocument();
  const build = createCatalogueBuilder({ mediaBase: null, profile: room.profile ?? null });
  const site = { checkRecord: createRecordCheck(check), build };
  const read = async () => mergeDocuments([{ file: 'c.yaml', data: document }], check);
  const first = compose({ files: (await read()).content, overrides: NO_OVERRIDES, before: null }, null, site);
  if (first.type === 'faulty') throw new Error(`Cannot build admin API: ${first.faults[0]?.text}, expected no fault`);
  const shelf = createShelf({ first: first.state, entries: [], store, site, read, nowMs: () => 1000, tell: () => {} });
  const app = Fastify({ ajv: SCHEMA_OPTIONS });
  answerErrors(app);
  const note: AdminRoom['note'] = async (act) => void (await shelf.note(act));
  adminRoutes(app, { shelf, note, adminTokens: ADMIN_TOKENS, ...room });
  await app.ready();

  /** Asks as ana. `path` is under `/admin/v1`. */
  const ask = async (
    method: NonNullable<InjectOptions['method']>,
    path: string,
    body?: object,
    headers: Readonly<Record<string, string>> = {},
  ) => {
    const authorization = `Bearer ${ADMIN_TOKENS.ana}`;
    const response = await app.inject({
      ...{ method, url: `/admin/v1${path}`, headers: { authorization, ...headers } },
      ...(body !== undefined && { body }),
    });
    return { status: response.statusCode, etag: response.headers.etag, json: response.json<Record<string, unknown>>() };
  };
  return { app, shelf, ask };
}
