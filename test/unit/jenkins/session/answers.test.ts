import assert from 'node:assert/strict';
import type { IncomingHttpHeaders } from 'node:http';
import { after, before, describe, it } from 'mocha';
import {
  BaseUrl,
  ForbiddenError,
  HttpClient,
  Method,
  type RequestError,
  UnauthenticatedError,
  UndiciTransport,
} from '../../../../src/http/index.ts';
import { failureOf } from '../../../../src/jenkins/session/answers.ts';
import { startServer, type TestServer } from '../../../servers/wire/httpServer.ts';

describe('a refusal of Jenkins', () => {
  let server: TestServer;
  let http: HttpClient;
  let headers: IncomingHttpHeaders = {};
  let title = '';
  let status = 401;

  before(async () => {
    server = await startServer((_, res) =>
      res.writeHead(status, { 'content-type': 'text/html', ...headers }).end(`<html><title>${title}</title></html>`),
    );
    http = new HttpClient({ base: BaseUrl.parse(server.origin), transport: new UndiciTransport(), userAgent: 'test' });
  });
  after(() => Promise.all([http.close(), server.close()]));

  async function failure(asTitle: string, asHeaders: IncomingHttpHeaders = {}, asStatus = 401): Promise<RequestError> {
    title = asTitle;
    status = asStatus;
    headers = asHeaders;
    return failureOf(await http.send({ method: Method.get, path: '/' }));
  }

  it('has no reason in the title of Jenkins’ own pages', async () => {
    for (const [said, reason] of [
      ['Jenkins', undefined],
      ['Oops! - Jenkins', undefined],
      ['Oops! - Jenkins CI', 'Oops! - Jenkins CI'],
      ['OurJenkins', 'OurJenkins'],
    ] as const) {
      assert.equal((await failure(said, {}, 500)).reason, reason, said);
    }
  });

  it('is about the account where it challenges, or says no more than “Unauthorized”', async () => {
    assert.ok((await failure('Error 401 Unauthorized')) instanceof UnauthenticatedError);
    const challenge = { 'www-authenticate': 'Basic realm="Jenkins"' };
    assert.ok((await failure('Error 401 No such account', challenge)) instanceof UnauthenticatedError);
  });

  it('is about another login where the container says which', async () => {
    assert.ok((await failure('Error 401 An access token is required')) instanceof ForbiddenError);
  });

  it('is about the account where something before Jenkins words it', async () => {
    assert.ok((await failure('Please sign in')) instanceof UnauthenticatedError);
  });
});
