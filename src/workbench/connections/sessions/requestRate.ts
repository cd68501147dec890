import { BaseUrl } from '../../../http/baseUrl.ts';
import type { WireLog } from '../../../http/httpClient.ts';
import type { Connection } from '../settings/connection.ts';

const windowMs = 60_000;

/** Counts the requests of the last minute, by server. */
export class RequestRate {
  private readonly times = new Map<string, number[]>();

  readonly onExchange: WireLog = ({ request }) => {
    const times = this.recent(request.origin);
    times.push(Date.now());
    this.times.set(request.origin, times);
  };

  /** Requests in the last minute. Two connections to the same server share them. */
  perMinute({ url }: Connection): number {
    return this.recent(BaseUrl.parse(url).origin).length;
  }

  private recent(origin: string): number[] {
    const since = Date.now() - windowMs;
    return (this.times.get(origin) ?? []).filter(time => time > since);
  }
}
