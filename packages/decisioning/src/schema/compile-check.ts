import Fastify, { type FastifySchema } from 'fastify';
import { SCHEMA_OPTIONS } from './schema-options.js';
import { sayInvalid, type FieldFault, type SchemaFault } from './say-invalid.js';

/** Compiles a JSON Schema with the validator that checks requests, so that a file and a request are judged alike. */
export async function compileCheck(schema: FastifySchema['body']): Promise<(data: unknown) => FieldFault | null> {
  const validate = await compile(schema, false);
  return (data) => {
    const fault = realFaults(validate(data))[0];
    return fault === undefined ? null : sayInvalid(fault, data);
  };
}

/** As `compileCheck`, for who is told of every broken rule at once. */
export async function compileFaults(schema: FastifySchema['body']): Promise<(data: unknown) => readonly FieldFault[]> {
  const validate = await compile(schema, true);
  return (data) => realFaults(validate(data)).map((fault) => sayInvalid(fault, data));
}

async function compile(schema: FastifySchema['body'], allErrors: boolean) {
  const app = Fastify({ ajv: { customOptions: { ...SCHEMA_OPTIONS.customOptions, allErrors } } });
  app.post('/', { schema: { body: schema } }, () => null);
  await app.ready();
  const validate = app.validatorCompiler?.({ schema, method: 'POST', url: '/', httpPart: 'body' });
  await app.close();
  if (validate === undefined) throw new Error('Cannot compile schema: no validator is there, expected fastify’s own');
  return (data: unknown): readonly SchemaFault[] => {
    validate(data);
    return validate.errors ?? [];
  };
}

/** `if` only says that a branch failed; the branch itself says why. */
function realFaults(faults: readonly SchemaFault[]): readonly SchemaFault[] {
  const real = faults.filter((fault) => fault.keyword !== 'if');
  return real.length > 0 ? real : faults;
}
