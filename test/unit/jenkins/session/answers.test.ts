import assert from 'node:assert/strict';
import type { IncomingHttpHeaders } from 'node:http';
import { after, before, describe, it } from 'mocha';
import {
  BaseUrl,
  ForbiddenError,
  HttpClient,
  Method,
  UnauthenticatedError,
  UndiciTransport,
} from '../../../../src/http/index.ts';
import { failureOf } from '../../../../src/jenkins/session/answers.ts';
import { startServer, type TestServer } from '../../../servers/wire/httpServer.ts';

describe('a 401 of Jenkins', () => {
  let server: TestServer;
  let http: HttpClient;
  let headers: IncomingHttpHeaders = {};
  let title = '';

  before(async () => {
    server = await startServer((_, res) =>
      res.writeHead(401, { 'content-type': 'text/html', ...headers }).end(`<html><title>${title}</title></html>`),
    );
    http = new HttpClient({ base: BaseUrl.parse(server.origin), transport: new UndiciTransport(), userAgent: 'test' });
  });
  after(() => Promise.all([http.close(), server.close()]));

  async function failure(asTitle: string, asHeaders: IncomingHttpHeaders = {}): Promise<Error> {
    title = asTitle;
    headers = asHeaders;
    return failureOf(await http.send({ method: Method.get, path: '/' }));
  }

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
