import type { Answer, Exchange } from '../exchange.ts';
import type { JiraFlavor } from '../model.ts';

export interface Route {
  method: string;
  /** Below /rest/api/{version}, with {parameters}. */
  template: string;
  /** Both where absent. */
  flavor?: JiraFlavor;
  handle: (exchange: Exchange) => Answer;
}

export function ok(body: unknown): Answer {
  return { status: 200, body };
}

export const noContent: Answer = { status: 204 };
