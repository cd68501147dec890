import { asObject, asString } from '../../base/json.ts';
import { unlessAborted } from '../../base/unlessAborted.ts';
import { NotFoundError, type RequestError, UnexpectedAnswerError } from '../../http/errors.ts';
import { isHeaderName, isHeaderValue } from '../../http/headerNames.ts';
import type { HttpResponse } from '../../http/response.ts';

/** A crumb is only valid in the session that it was issued in, so the two are kept together. */
export interface Crumb {
  readonly headers: Readonly<Record<string, string>>;
}

export const noCrumb: Crumb = { headers: {} };
export const crumbPath = '/crumbIssuer/api/json';

/** Keeps a crumb in memory. */
export class CrumbKeeper {
  private readonly ask: () => Promise<HttpResponse>;
  private readonly keepOut: (secret: string) => void;
  private crumb: Promise<Crumb> | undefined;

  /** @param keepOut gets the values that no text may show: the crumb, and the session that it counts in */
  constructor(ask: () => Promise<HttpResponse>, keepOut: (secret: string) => void) {
    this.ask = ask;
    this.keepOut = keepOut;
  }

  forget(): void {
    this.crumb = undefined;
  }

  /**
   * Gets the crumb. A single request serves all callers that wait for it; a failed one is not remembered.
   * @param signal ends the waiting of this caller only
   */
  current(signal: AbortSignal | undefined): Promise<Crumb> {
    const pending = this.crumb ?? this.fetch();
    this.crumb = pending;
    pending.catch(() => {
      if (this.crumb === pending) this.crumb = undefined;
    });
    return unlessAborted(pending, signal);
  }

  private async fetch(): Promise<Crumb> {
    let response: HttpResponse;
    try {
      response = await this.ask();
    } catch (error) {
      if (error instanceof NotFoundError) return noCrumb; // crumbs are switched off
      throw error;
    }
    const cookies = response.headers('set-cookie').flatMap(line => line.split(';', 1)[0]?.trim() || []);
    const cookie = cookies.join('; ');
    const answer = asObject(await response.json());
    const field = asString(answer['crumbRequestField']);
    const value = asString(answer['crumb']);
    if (!field || !value || !isCrumbHeader(field) || !isHeaderValue(value) || !isHeaderValue(cookie)) {
      throw unusableCrumb(response);
    }
    for (const secret of [value, ...cookies.map(pair => pair.slice(pair.indexOf('=') + 1))]) this.keepOut(secret);
    return { headers: { [field]: value, ...(cookie ? { cookie } : {}) } };
  }
}

/** Headers that are not the server's to choose, whatever it calls its crumb. */
const reserved =
  /^(?:host|authorization|cookie|connection|content-.*|transfer-encoding|proxy-.*|te|trailer|upgrade|expect|keep-alive)$/i;

function isCrumbHeader(name: string): boolean {
  return isHeaderName(name) && !reserved.test(name);
}

function unusableCrumb(response: HttpResponse): RequestError {
  return new UnexpectedAnswerError('the crumb issuer answered without a crumb that can be used', response.request, {
    status: response.status,
  });
}
