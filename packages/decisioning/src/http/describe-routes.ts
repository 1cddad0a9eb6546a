import { ANSWER_SCHEMAS } from './answer-schemas.js';
import { ROUTE_WORDS, type RouteWords } from './route-words.js';

interface Operation {
  readonly responses?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface Document {
  readonly paths?: Readonly<Record<string, object | undefined>>;
  readonly components?: object;
}

/**
 * The document with what no schema that checks requests can say: what each address is for, and what it may answer. Answers are described
 * here, not given to the routes as schemas, since those would also write them anew.
 */
export function describeRoutes<Of extends Document>(document: Of): Of {
  const paths = Object.entries(document.paths ?? {}).map(([path, operations]) => [
    path,
    Object.fromEntries(
      Object.entries(operations ?? {}).map(([method, operation]) => [
        method,
        describe(operation as Operation, ROUTE_WORDS.get(`${method} ${path}`)),
      ]),
    ),
  ]);
  const components = { ...document.components, schemas: ANSWER_SCHEMAS };
  return { ...document, components, paths: Object.fromEntries(paths) as Of['paths'] };
}

function describe(operation: Operation, words: RouteWords | undefined): Operation {
  if (words === undefined) return operation;
  const { summary, tag, answers } = words;
  const responses = Object.entries(answers).map(([code, description]) => [
    code,
    { ...operation.responses?.[code], description, ...contentOf(Number(code), words, operation) },
  ]);
  return {
    ...operation,
    ...{ summary, tags: [tag], ...(401 in answers && { security: [{ token: [] }] }) },
    responses: Object.fromEntries(responses) as NonNullable<Operation['responses']>,
  };
}

function contentOf(code: number, { gives, type }: RouteWords, { responses }: Operation): object {
  if (code === 204 || code < 200 || (code >= 300 && code < 400)) return {};
  if (code >= 400) return json('Error');
  if (gives !== undefined) return json(gives);
  if (type !== undefined) return { content: { [type]: { schema: { type: 'string' } } } };
  return responses?.[code]?.['content'] === undefined
    ? { content: { 'application/json': { schema: { type: 'object' } } } }
    : {};
}

const json = (name: keyof typeof ANSWER_SCHEMAS) => ({
  content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
});
