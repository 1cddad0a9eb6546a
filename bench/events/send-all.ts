import { connect, type Socket } from 'node:net';

/** An answer of the collector has no body: its status line is all. */
const ANSWER = /HTTP\/1\.1 (\d{3})[^]*?\r\n\r\n/g;

/**
 * Sends requests over so many connections, each with one on its way, until all are answered or the server is gone.
 * `onAnswer` is told which request was answered, with its status.
 */
export async function sendAll(
  port: number,
  requests: readonly Buffer[],
  connections: number,
  onAnswer: (index: number, status: number) => void,
): Promise<void> {
  let next = 0;
  await Promise.all(Array.from({ length: Math.min(connections, requests.length) }, () => sendInTurn()));

  function sendInTurn(): Promise<void> {
    return new Promise((resolve) => {
      const socket: Socket = connect(port, '127.0.0.1');
      let current = -1;
      let text = '';
      const sendNext = (): void => {
        current = next++;
        const request = requests[current];
        if (request === undefined) socket.end();
        else socket.write(request);
      };
      socket.setNoDelay(true);
      socket.on('connect', sendNext);
      socket.on('data', (bytes) => {
        text += bytes.toString('latin1');
        for (const [, status] of text.matchAll(ANSWER)) {
          onAnswer(current, Number(status));
          text = '';
          sendNext();
        }
      });
      socket.on('error', () => undefined); // the server was killed: the rest is not answered
      socket.on('close', () => resolve());
    });
  }
}
