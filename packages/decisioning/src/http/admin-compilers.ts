import { Ajv, type ValidateFunction } from 'ajv';
import type { FastifyInstance, FastifySchemaCompiler } from 'fastify';
import { SCHEMA_OPTIONS } from '../schema/schema-options.js';

const ajv = new Ajv(SCHEMA_OPTIONS.customOptions);
const compiled = new WeakMap<object, ValidateFunction>();

/** Compiles a schema that several routes have once in a process: the lists are many, their parts few. */
const compileOnce: FastifySchemaCompiler<object> = ({ schema }) => {
  const validate = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, validate);
  return validate;
};

/**
 * Lets the catalogue say what is wrong with a record: it tells every fault and not only the first. The schema of the body is for
 * whoever reads it.
 */
export const bodyUnchecked: FastifySchemaCompiler<object> = (route) =>
  route.httpPart === 'body' ? () => true : compileOnce(route);

/** What checks the requests of the admin API and writes its answers, which nobody asks for thousands of times a second. */
export function useAdminCompilers(scope: FastifyInstance): void {
  scope.setValidatorCompiler(compileOnce);
  scope.setSerializerCompiler(() => (answer) => JSON.stringify(answer));
}
