/** The body of an answer, read no further than it may be long, in bytes; null: it is longer. */
export async function readBody(reply: Response, maxBytes: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = reply.body?.getReader();
  for (let read = await reader?.read(); read?.value; read = await reader?.read()) {
    chunks.push(read.value);
    length += read.value.length;
    if (length <= maxBytes) continue;
    await reader?.cancel();
    return null;
  }
  return Buffer.concat(chunks);
}
