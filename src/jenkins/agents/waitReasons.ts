import { asObject, asObjects, asString, asText } from '../../base/json.ts';
import { jobOfUrl } from '../builds/queue.ts';
import { apiPath } from '../session/apiPath.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';

/**
 * Reads why the parts of a Pipeline's run wait for agents, in Jenkins' sentences, each once.
 * https://www.jenkins.io/doc/book/using/remote-access-api/
 * @throws RequestError
 */
export async function readWaitReasons(
  session: JenkinsSession,
  job: string,
  number: number,
  options: ReadOptions = {},
): Promise<string[]> {
  const path = apiPath('/queue', 'items[why,task[url]]');
  const answer = await session.getObject(path, { ...options, lists: ['items'] });
  const reasons = asObjects(answer['items'])
    .filter(item => isOf(asText(asObject(item['task'])['url']), job, number))
    .flatMap(item => asString(item['why'])?.trim() || []);
  return [...new Set(reasons)];
}

/** @param url of a task: that of a part is its run's, without the address of Jenkins */
function isOf(url: string, job: string, number: number): boolean {
  return url.endsWith(`/${number}/`) && jobOfUrl(`http://jenkins/${url}`) === job;
}
