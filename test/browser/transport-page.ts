import { browserPorts, type HttpRequest } from '@cutaway/core';

declare global {
  interface Window {
    send(request: Partial<HttpRequest> & { url: string }): Promise<unknown>;
  }
}
const { http } = browserPorts();
window.send = (request) => http.send({ method: 'GET', timeoutMs: 2000, use: 'beacon', ...request });
