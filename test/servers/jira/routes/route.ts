import { type Answer, type Exchange, queryInteger } from '../exchange.ts';
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

/** A page of a list, as `startAt` and `maxResults` ask for it. */
export function page(exchange: Exchange, key: string, all: unknown[]): Answer {
  const startAt = queryInteger(exchange, 'startAt', 0);
  const maxResults = Math.min(queryInteger(exchange, 'maxResults', 50), exchange.pageCap);
  return ok({ startAt, maxResults, total: all.length, [key]: all.slice(startAt, startAt + maxResults) });
}
