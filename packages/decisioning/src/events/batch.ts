/** Records that become durable together. */
export interface Batch {
  readonly ids: readonly string[];
  readonly texts: readonly string[];
  /** With their headers. */
  readonly bytes: number;
  /** One promise for all. */
  readonly durable: Promise<void>;
  add(id: string, text: string, framed: number): void;
  resolve(): void;
  reject(error: Error): void;
}

export function openBatch(): Batch {
  const ids: string[] = [];
  const texts: string[] = [];
  let bytes = 0;
  let resolve!: () => void;
  let reject!: (error: Error) => void;
  const durable = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  durable.catch(() => undefined); // whoever appended has the promise; the last batch of a closed log has nobody
  return {
    ids,
    texts,
    get bytes() {
      return bytes;
    },
    durable,
    add(id, text, framed) {
      ids.push(id);
      texts.push(text);
      bytes += framed;
    },
    resolve,
    reject,
  };
}
