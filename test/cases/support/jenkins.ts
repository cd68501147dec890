import type { HttpClient } from '../../../src/http/index.ts';
import { JenkinsSecretKind, JenkinsSession, jenkinsLogin } from '../../../src/jenkins/index.ts';
import { type Answer, json, page, type Reply, type SeenRequest, withHttp, withServer } from './server.ts';

/** Answers by path, or by method and path; a function sees the request, any other value is the JSON. */
export type Answers = Readonly<Record<string, Answer | object>>;

export interface OddJenkins {
  readonly session: JenkinsSession;
  readonly http: HttpClient;
  readonly requests: SeenRequest[];
}

/** A Jenkins that knows a few paths and nothing else. */
export function withOddJenkins(answers: Answers, use: (jenkins: OddJenkins) => Promise<void>): Promise<void> {
  return withServer(
    request => {
      const reply = replyTo(answers, request);
      return { ...reply, headers: { 'x-jenkins': '2.452', ...reply.headers } };
    },
    ({ url, requests }) =>
      withHttp(url, async http => {
        const login = { user: 'ada', secret: 'secret', kind: JenkinsSecretKind.apiToken };
        await use({ session: new JenkinsSession(http, async () => jenkinsLogin(login)), http, requests });
      }),
  );
}

function replyTo(answers: Answers, request: SeenRequest): Reply {
  const path = request.url.split('?')[0] ?? '';
  const found = answers[`${request.method} ${path}`] ?? answers[path];
  if (found === undefined) return page('Error 404 Not Found', 404);
  return isAnswer(found) ? found(request) : json(found);
}

function isAnswer(found: Answer | object): found is Answer {
  return typeof found === 'function';
}
