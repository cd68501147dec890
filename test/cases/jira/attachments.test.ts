// Reported for sooperset/mcp-atlassian #1634, netresearch/jira-skill #88 and solidify/jira-azuredevops-migrator #986:
// the address of an attachment may answer a token with a page to log in on, which must not pass for the file.
import assert from 'node:assert/strict';
import { UndiciTransport } from '../../../src/http/index.ts';
import { JiraFlavor, openAttachment } from '../../../src/jira/index.ts';
import { describeCases } from '../case.ts';
import { bearerLogin, withOddJira } from '../support/jira.ts';
import { type Answer, outcomeOf, page, type Reply, withServer } from '../support/server.ts';

type Opened = Awaited<ReturnType<typeof openAttachment>>;

async function opened(
  fileName: string,
  answer: Answer,
  use: (outcome: Opened | Error) => Promise<void>,
): Promise<void> {
  await withOddJira({ flavor: JiraFlavor.dataCenter, login: bearerLogin }, answer, async ({ session }) => {
    const otherHosts = new UndiciTransport();
    try {
      await use(await outcomeOf(openAttachment(session, { id: '10001', fileName }, otherHosts)));
    } finally {
      await otherHosts.close();
    }
  });
}

async function assertNoFile(outcome: Opened | Error): Promise<void> {
  if (outcome instanceof Error) return;
  const { mediaType } = outcome;
  outcome.discard();
  assert.fail(`a file of type ${mediaType}`);
}

const redirect = (location: string): Reply => ({ status: 302, headers: { location } });

describeCases('attachment-login-page', one => {
  one('a redirect to the login page, which is marked as for nobody', () => {
    const answer: Answer = ({ url }) =>
      url.startsWith('/login.jsp')
        ? page('Log in', 200, { 'x-ausername': 'anonymous' })
        : redirect('/login.jsp?permissionViolation=true&os_destination=%2Fsecure');
    return opened('trace.png', answer, assertNoFile);
  });

  one('a redirect to the login page, whose marks a proxy removed', () => {
    const answer: Answer = ({ url }) =>
      url.startsWith('/login.jsp') ? page('Log in') : redirect('/login.jsp?os_destination=%2Fsecure');
    return opened('trace.png', answer, assertNoFile);
  });

  one('a redirect to the single sign-on of the company', () =>
    withServer(
      () => page('Log in'),
      ({ url }) => opened('trace.png', () => redirect(`${url}/idp/SSO.saml2`), assertNoFile),
    ),
  );

  one('the login page in place of the file', () => opened('trace.png', () => page('Log in'), assertNoFile));

  one('an attachment that is a page itself opens', () => {
    const headers = { 'content-type': 'text/html', 'content-disposition': 'attachment; filename="report.html"' };
    return opened(
      'report.html',
      () => ({ headers, body: '<p>x' }),
      async outcome => {
        assert.ok(!(outcome instanceof Error), `${outcome}`);
        outcome.discard();
      },
    );
  });
});
