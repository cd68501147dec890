import { InvalidNameError } from '../base/invalidNameError.ts';

export const BaseUrlProblem = {
  empty: 'empty',
  malformed: 'malformed',
  scheme: 'scheme',
  credentials: 'credentials',
} as const;
export type BaseUrlProblem = (typeof BaseUrlProblem)[keyof typeof BaseUrlProblem];

/** Text that is no usable base URL; `problem` is the reason. The text itself is not kept: it may hold a password. */
export class BaseUrlError extends Error {
  readonly problem: BaseUrlProblem;
  constructor(problem: BaseUrlProblem, cause?: unknown) {
    super(`not a base URL: ${problem}`, { cause });
    this.name = 'BaseUrlError';
    this.problem = problem;
  }
}

/** Base of a server's pages: an origin and a context path. Every request of a connection starts from it. */
export class BaseUrl {
  /** Scheme, host and port. */
  readonly origin: string;
  /** The context path without a slash at its end; empty at the root. */
  readonly contextPath: string;

  private constructor(url: URL) {
    this.origin = url.origin;
    this.contextPath = url.pathname.replace(/\/+$/, '');
  }

  /**
   * Reads a base URL as a person typed it: drops blanks around it, a query and slashes at the end; assumes https where
   * the scheme is missing.
   * @throws BaseUrlError
   */
  static parse(text: string): BaseUrl {
    const typed = text.trim();
    if (typed === '') throw new BaseUrlError(BaseUrlProblem.empty);
    if (/\s/.test(typed)) throw new BaseUrlError(BaseUrlProblem.malformed);
    let url: URL;
    try {
      url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`);
    } catch (cause) {
      throw new BaseUrlError(BaseUrlProblem.malformed, cause);
    }
    if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new BaseUrlError(BaseUrlProblem.scheme);
    // The scheme was typed twice, or without its colon.
    if (/^https?$/.test(url.hostname)) throw new BaseUrlError(BaseUrlProblem.malformed);
    if (url.username || url.password) throw new BaseUrlError(BaseUrlProblem.credentials);
    return new BaseUrl(url);
  }

  /** The whole URL, without a slash at its end. */
  get href(): string {
    return this.origin + this.contextPath;
  }

  get host(): string {
    return new URL(this.origin).host;
  }

  /**
   * The URL of a path below this base; `path` begins with a slash and is already encoded.
   * @throws InvalidNameError for a name in it that would be a step to another path, or for a path to another host
   */
  resolve(path: string): URL {
    const step = /^[^?#]*\/(\.{1,2})(?:[/?#]|$)/.exec(path)?.[1];
    if (step !== undefined) throw new InvalidNameError(step);
    // Not relative to the origin: a path that begins with two slashes would name another host.
    const url = new URL(this.origin + this.contextPath + path);
    if (url.origin !== this.origin) throw new InvalidNameError(path);
    return url;
  }

  /** Whether it is on this machine. */
  get isLoopback(): boolean {
    const { hostname } = new URL(this.origin);
    return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
  }
}
