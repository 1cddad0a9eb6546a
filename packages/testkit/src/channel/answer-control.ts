import { answerError, answerJson, type Answer } from './answer.js';
import type { Desk } from './operate-channel.js';
import { readBreakId, readObject, readOrder } from './read-order.js';
import { readServeFault } from './read-serve-fault.js';

/**
 * The operator's door: GET /control/state, POST /control/break, /control/return, /control/cancel ({"id"} optional) and
 * /control/fault (a ServeFault). null: not a control path.
 */
export function answerControl(desk: Desk, method: string, path: string, body: string): Answer | null {
  if (!path.startsWith('/control/')) return null;
  if (path === '/control/state') return answerJson(200, desk.state());
  if (method !== 'POST') return answerError(405, `Cannot operate channel: method is ${method}, expected POST`);
  try {
    return command(desk, path, body);
  } catch (error) {
    if (error instanceof RangeError) return answerError(400, error.message);
    throw error;
  }
}

function command(desk: Desk, path: string, body: string): Answer {
  switch (path) {
    case '/control/break':
      return answerJson(200, desk.breakNow(readOrder(body)));
    case '/control/return':
      return answerBreak(desk.endBreak(readBreakId(body)));
    case '/control/cancel':
      return answerBreak(desk.cancelBreak(readBreakId(body)));
    case '/control/fault':
      desk.addFault(readServeFault(readObject(body)));
      return answerJson(200, {});
    default:
      return answerError(404, `Cannot operate channel: ${path} is unknown, expected break, return, cancel or fault`);
  }
}

function answerBreak(brk: object | null): Answer {
  return brk === null
    ? answerError(409, 'Cannot end break: none is announced or on, expected one')
    : answerJson(200, brk);
}
