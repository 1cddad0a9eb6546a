/** What stands before the addresses in `GET /openapi.json`; they are written from the schemas that requests are checked with. */
export const OPENAPI = {
  openapi: '3.1.0',
  info: {
    title: 'Cutaway decisioning',
    description: 'A request in, a pod out: decisions, beacons, live breaks, administration.',
    version: '1',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
} as const;
