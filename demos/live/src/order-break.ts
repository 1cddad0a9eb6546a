/** Asks the channel for a break. Throws an Error that says what the channel answered. */
export async function orderBreak(channel: string, kind: 'linear' | 'overlay'): Promise<void> {
  const reply = await fetch(`${channel}/control/break`, { method: 'POST', body: JSON.stringify({ kind }) }).catch(
    () => null,
  );
  if (reply === null) throw new Error('Cannot order break: the channel does not answer');
  if (!reply.ok) throw new Error(`Cannot order break: the channel answered ${reply.status} ${await reply.text()}`);
}
