import { connect, type Socket } from 'node:net';

/** An answer says how long it is, or has no body. */
const LENGTH = /\r\ncontent-length: (\d+)\r\n/i;

/**
 * Sends requests over so many connections, each with one on its way, until all are answered or the server is gone.
 * `onAnswer` is told which request was answered, with its status and body.
 */
export async function sendAll(
  port: number,
  requests: readonly Buffer[],
  connections: number,
  onAnswer: (index: number, status: number, body: string) => void,
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
        text += bytes.toString('latin1'); // a character is a byte
        const headEnd = text.indexOf('\r\n\r\n') + 4;
        if (headEnd < 4) return;
        const end = headEnd + Number(LENGTH.exec(text.slice(0, headEnd))?.[1] ?? 0);
        if (text.length < end) return;
        const [status, body] = [Number(text.slice(9, 12)), text.slice(headEnd, end)];
        text = text.slice(end);
        onAnswer(current, status, body);
        sendNext();
      });
      socket.on('error', () => undefined); // the server was killed: the rest is not answered
      socket.on('close', () => resolve());
    });
  }
}
