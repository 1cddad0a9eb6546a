import Fastify, { type FastifySchema } from 'fastify';
import { SCHEMA_OPTIONS } from './schema-options.js';
import { sayInvalid, type FieldFault, type SchemaFault } from './say-invalid.js';

/** Compiles a JSON Schema with the validator that checks requests, so that a file and a request are judged alike. */
export async function compileCheck(schema: FastifySchema['body']): Promise<(data: unknown) => FieldFault | null> {
  const app = Fastify({ ajv: SCHEMA_OPTIONS });
  app.post('/', { schema: { body: schema } }, () => null);
  await app.ready();
  const validate = app.validatorCompiler?.({ schema, method: 'POST', url: '/', httpPart: 'body' });
  await app.close();
  if (validate === undefined) throw new Error('Cannot compile schema: no validator is there, expected fastify’s own');
  return (data) => {
    validate(data);
    const fault = worstOf(validate.errors ?? []);
    return fault === null ? null : sayInvalid(fault, data);
  };
}

/** `if` only says that a branch failed; the branch itself says why. */
function worstOf(faults: readonly SchemaFault[]): SchemaFault | null {
  return faults.find((fault) => fault.keyword !== 'if') ?? faults[0] ?? null;
}
