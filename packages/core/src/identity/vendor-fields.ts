/** A vendor's answer with its names in one spelling: `IFA_TYPE`, `ifaType` and `ifa_type` are all `ifatype`. */
export type VendorFields = Readonly<Record<string, unknown>>;

export function readFields(said: unknown): VendorFields {
  const fields: Record<string, unknown> = {};
  if (typeof said !== 'object' || said === null) return fields;
  for (const name of Object.keys(said))
    fields[name.toLowerCase().replace(/[^a-z]/g, '')] = (said as VendorFields)[name];
  return fields;
}
