// A Jira below a context path, with a self-signed certificate, that is reached past a proxy of the environment; as in
// `curl --noproxy "*" -X PUT` commands of its users.
import assert from 'node:assert/strict';
import { BaseUrl, HttpClient, plainNetwork, TlsError, UndiciTransport } from '../../../src/http/index.ts';
import {
  editIssue,
  encodeField,
  JiraFlavor,
  JiraSession,
  jiraLogin,
  probeJira,
  readEditableFields,
} from '../../../src/jira/index.ts';
import { selfSigned } from '../../servers/wire/certificates.ts';
import { describeCases } from '../case.ts';
import { basicLogin } from '../support/jira.ts';
import { type Answer, json, outcomeOf, withServer } from '../support/server.ts';

const field = {
  ...{ name: 'Dev status', required: false },
  schema: { type: 'option', custom: 'com.atlassian.jira.plugin.system.customfieldtypes:select' },
  allowedValues: [{ id: '20', value: 'Development Completed' }],
};
const jira: Answer = ({ method, url }) => {
  if (url === '/jira/rest/api/2/serverInfo') return json({ deploymentType: 'Server', version: '9.12.4' });
  if (url === '/jira/rest/api/2/issue/PAY-1/editmeta') return json({ fields: { customfield_10314: field } });
  return { status: method === 'PUT' && url.startsWith('/jira/') ? 204 : 404 };
};

/** Nothing listens at this proxy: a request that takes it fails. */
const deadProxy = { httpsProxy: 'http://127.0.0.1:9' };

async function withPin(url: string, pin: string | undefined, use: (http: HttpClient) => Promise<void>): Promise<void> {
  const own = pin === undefined ? {} : { pinnedFingerprint: pin };
  const transport = new UndiciTransport({ network: { ...plainNetwork, environment: deadProxy, own } });
  const http = new HttpClient({ base: BaseUrl.parse(`${url}/jira`), transport, userAgent: 'case' });
  try {
    await use(http);
  } finally {
    await http.close();
  }
}

describeCases('seed-self-signed-context-path', one => {
  one('the certificate is shown, and not trusted by itself', async () => {
    await withServer(
      jira,
      ({ url }) =>
        withPin(url, undefined, async http => {
          const outcome = await outcomeOf(probeJira(http));
          assert.ok(outcome instanceof TlsError && outcome.certificate?.selfSigned === true, `${outcome}`);
        }),
      await selfSigned(['localhost']),
    );
  });

  one('a field is set once the fingerprint is trusted', async () => {
    const identity = await selfSigned(['localhost']);
    const set = ({ url }: { url: string }) =>
      withPin(url, identity.fingerprint, async http => {
        assert.equal((await probeJira(http)).flavor, JiraFlavor.dataCenter);
        const session = new JiraSession(http, JiraFlavor.dataCenter, async () => jiraLogin(http, basicLogin));
        const [editable] = await readEditableFields(session, 'PAY-1');
        assert.ok(editable);
        const value = encodeField(editable, { chosen: ['20'] }, JiraFlavor.dataCenter);
        await editIssue(session, 'PAY-1', { [editable.id]: value });
      });
    await withServer(
      jira,
      async server => {
        await set(server);
        const { method, url, body } = server.requests.at(-1) ?? {};
        assert.deepEqual([method, url], ['PUT', '/jira/rest/api/2/issue/PAY-1']);
        assert.equal(body, '{"fields":{"customfield_10314":{"id":"20"}}}');
      },
      identity,
    );
  });
});
