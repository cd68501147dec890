import type { Context } from 'mocha';
import { BaseUrl, HttpClient, plainNetwork, proxyEnvironment, UndiciTransport } from '../../src/http/index.ts';

/** Names of all that the suite makes begin so; what an earlier run left behind is told by it. */
export const prefix = 'jenkins-jira-live';

/** A variable's value; undefined when it is absent or empty. */
export function variable(name: string): string | undefined {
  return process.env[name] || undefined;
}

/** Skips a test, and says why. */
export function skip(context: Context, why: string): never {
  console.log(`      skipped: ${why}`);
  return context.skip();
}

/** Skips unless all the variables are there. */
export function requireVariables(context: Context, ...names: readonly string[]): void {
  const missing = names.filter(name => variable(name) === undefined);
  if (missing.length > 0) skip(context, `${missing.join(', ')} not set`);
}

/** A way to a live server, through the proxies that the environment names. */
export function liveClient(url: string): HttpClient {
  const network = { ...plainNetwork, environment: proxyEnvironment(process.env) };
  return new HttpClient({
    base: BaseUrl.parse(url),
    transport: new UndiciTransport({ network }),
    userAgent: 'jenkins-jira-live-test',
  });
}
