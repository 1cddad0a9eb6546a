/** Types are taken as they are written: "30" is not 30, and a null never becomes 0. Unknown fields stay, for later protocols. */
export const SCHEMA_OPTIONS = {
  customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false, allowUnionTypes: true },
} as const;
