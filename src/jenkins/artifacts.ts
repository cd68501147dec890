import type { HttpResponse, Transport } from '../http/index.ts';
import { buildPath } from './builds.ts';
import type { JenkinsSession, ReadOptions } from './session.ts';

/**
 * A file that a build has kept, as a stream: read it with `bytes()`. Where the controller keeps artifacts elsewhere
 * (S3, Azure), its redirect is followed without credentials.
 * https://www.jenkins.io/doc/book/using/remote-access-api/
 * @param path relative to the build's artifacts, as Jenkins names it
 * @param elsewhere goes to foreign storage; made of `networkElsewhere`, so that it shows no client certificate there
 */
export function openArtifact(
  session: JenkinsSession,
  job: string,
  number: number,
  path: string,
  elsewhere: Transport,
  options: ReadOptions = {},
): Promise<HttpResponse> {
  const file = path.split('/').map(encodeURIComponent).join('/');
  return session.get(`${buildPath(job, number)}/artifact/${file}`, { ...options, accept: '*/*', elsewhere });
}
