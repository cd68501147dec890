// Single sign-on and gateways before a server, as in ankitpokhrel/jira-cli #850 and the sources of jira/login.test.ts.
import assert from 'node:assert/strict';
import { describeCases } from '../case.ts';
import { type Answer, json, page, type Reply } from '../support/server.ts';
import { issueTarget, withJiraWorkbench, withWorkbench } from '../support/workbench.ts';

const until = async (isSo: () => boolean) => {
  for (const end = Date.now() + 2000; !isSo() && Date.now() < end; ) await new Promise(done => setTimeout(done, 5));
};

describeCases('front-door', one => {
  const refusals: Readonly<Record<string, Reply>> = {
    'a 401': json({ message: 'Unauthorized' }, 401),
    'a 403': page('Access denied', 403),
    'a redirect to another host': { status: 302, headers: { location: 'https://sso.example.com/adfs/ls/?x=1' } },
    'a page to sign in': page('Sign in to Example'),
    'a page with a password': { ...page('Example'), body: '<title>Example</title><input name="p" type="password">' },
  };
  const asked = (reply: Reply, product: 'jenkins' | 'jira', presses: number) =>
    new Promise<{ isOpen: boolean; problem: unknown }>((resolve, reject) => {
      withWorkbench(
        () => reply,
        async ({ editor, url }) => {
          void editor.execute('jenkinsJira.addConnection', product);
          const box = await editor.dialogs.nextBox();
          for (let press = 0; press < presses; press++) {
            box.validationMessage = undefined;
            box.enter(url);
            await until(() => !box.isOpen || (box.validationMessage !== undefined && !box.busy));
          }
          resolve({ isOpen: box.isOpen, problem: box.validationMessage });
        },
      ).catch(reject);
    });

  for (const product of ['jenkins', 'jira'] as const) {
    for (const [name, reply] of Object.entries(refusals)) {
      one(`${product}: ${name} is no reason to stay at the address`, async () => {
        assert.deepEqual(await asked(reply, product, 1), { isOpen: false, problem: undefined });
      });
    }
    one(`${product}: another page is named, and Enter goes on anyway`, async () => {
      const first = await asked(page('Our intranet'), product, 1);
      assert.ok(first.isOpen);
      assert.match(JSON.stringify(first.problem), /Our intranet.*Press Enter to continue anyway/);
      assert.equal((await asked(page('Our intranet'), product, 2)).isOpen, false);
    });
  }
  one('jira: a Jenkins that lets nobody in is named', async () => {
    const { problem } = await asked(page('Sign in', 403, { 'x-jenkins': '2.579' }), 'jira', 1);
    assert.match(JSON.stringify(problem), /Jenkins/);
  });
  one('jenkins: the login page of a Jira is named', async () => {
    const { problem } = await asked(page('Log in', 200, { 'x-arequestid': '1x2' }), 'jenkins', 1);
    assert.match(JSON.stringify(problem), /Jira/);
  });

  one('jenkins: a Jira Cloud is named, though its login page is on another host', () =>
    withWorkbench(
      ({ url }) =>
        url.endsWith('/rest/api/2/serverInfo')
          ? json({ deploymentType: 'Cloud', version: '1001' })
          : { status: 302, headers: { location: 'https://id.atlassian.com/login?continue=x' } },
      async ({ editor, url }) => {
        void editor.execute('jenkinsJira.addConnection', 'jenkins');
        const box = await editor.dialogs.nextBox();
        box.enter(`${url}/jira/software/projects/PAY/boards/1`);
        await until(() => box.validationMessage !== undefined && !box.busy);
        assert.match(JSON.stringify(box.validationMessage), /is a Jira server, not Jenkins/);
        assert.equal(box.value, url);
        box.enter(url);
        (await editor.dialogs.nextBox()).enter('sam@corp.example');
      },
    ),
  );

  const behindSso: Answer = ({ url, headers }) => {
    if (!headers.authorization) return page('Sign in', 403);
    if (headers.authorization !== 'Bearer good') return json({ message: 'x' }, 401);
    if (url.endsWith('/serverInfo')) return json({ deploymentType: 'Server', version: '9.12.4' });
    return url.endsWith('/rest/api/2/myself') ? json({ name: 'sam', displayName: 'Sam' }) : json({}, 404);
  };
  one('a Jira behind single sign-on is added by its token', () =>
    withWorkbench(behindSso, async ({ editor, url, requests }) => {
      void editor.execute('jenkinsJira.addConnection', 'jira');
      (await editor.dialogs.nextBox()).enter(url);
      await (await editor.dialogs.nextPick()).choose('Personal access token');
      const secret = await editor.dialogs.nextBox();
      secret.enter('wrong');
      await until(() => secret.validationMessage !== undefined && !secret.busy);
      assert.equal(requests.filter(({ headers }) => headers.authorization).length, 1, 'refused once');
      secret.enter('good');
      (await editor.dialogs.nextBox()).enter('Issues');
      await until(() => editor.messages.length > 0);
      assert.match(editor.messages.join(), /Connected Issues: Jira 9\.12\.4 .*signed in as Sam/);
    }),
  );
});

describeCases('basic-disabled', one => {
  const answer: Answer = ({ url, headers }) => {
    if (headers.authorization !== 'Bearer good') {
      return json({ message: 'Basic Authentication has been disabled on this instance.' }, 403);
    }
    return json(url.endsWith('/serverInfo') ? { version: '9.12.4' } : { name: 'sam', displayName: 'Sam' });
  };
  one('a connection by password is changed to one by token', () =>
    withJiraWorkbench({ flavor: 'dataCenter' }, answer, async ({ editor }) => {
      void editor.execute('jenkinsJira.editConnection', 'jira');
      await (await editor.dialogs.nextPick()).choose('Sign-in method');
      await (await editor.dialogs.nextPick()).choose('Personal access token');
      (await editor.dialogs.nextBox()).enter('good');
      await until(() => editor.messages.length > 0);
      assert.match(editor.messages.join(), /Connected Jira: Jira 9\.12\.4 .*signed in as Sam/);
      assert.match(JSON.stringify(editor.settings.get('jenkinsJira.connections')), /"auth":\{"kind":"bearer"\}/);
    }),
  );
});

describeCases('gateway-pages', one => {
  const path = '/ex/jira/11223344-a1b2-3b33-c444-def123456789';
  const page = { ...issueTarget, webPath: '/browse/PAY-1' };
  const site = 'https://corp.example';
  const gateway: Answer = ({ url, headers }) => {
    if (!headers.authorization) return json({ code: 401, message: 'Unauthorized' }, 401);
    if (url.endsWith('/serverInfo')) return json({ deploymentType: 'Cloud', version: '1', baseUrl: site });
    return url.endsWith('/myself') ? json({ accountId: 'a', displayName: 'Sam' }) : json({}, 404);
  };

  one('the browser shows the page of the site', () =>
    withJiraWorkbench({ flavor: 'cloud', path }, gateway, async ({ editor }) => {
      await editor.execute('jenkinsJira.openInBrowser', page);
      assert.deepEqual(editor.browsed.splice(0), [`${site}/browse/PAY-1`]);
    }),
  );
  one('the address that a site of its own reports is not used', () =>
    withJiraWorkbench({ flavor: 'cloud' }, gateway, async ({ editor, url, requests }) => {
      await editor.execute('jenkinsJira.openInBrowser', page);
      assert.deepEqual(editor.browsed.splice(0), [`${url}/browse/PAY-1`]);
      assert.ok(!requests.some(request => request.url.endsWith('/serverInfo')));
    }),
  );
  one('the key can be copied where the gateway does not tell the site', () =>
    withJiraWorkbench(
      { flavor: 'cloud', path },
      () => json({}, 404),
      async ({ editor }) => {
        const copied = editor.execute('jenkinsJira.copyIssueAs', issueTarget);
        await (await editor.dialogs.nextPick()).choose('Key');
        await copied;
        assert.equal(editor.clipboard, 'PAY-1');
      },
    ),
  );
  one('a new connection asks for e-mail address and token, and keeps the site', () =>
    withWorkbench(gateway, async ({ editor, url }) => {
      void editor.execute('jenkinsJira.addConnection', 'jira');
      (await editor.dialogs.nextBox()).enter(url + path);
      (await editor.dialogs.nextBox()).enter('sam@corp.example');
      (await editor.dialogs.nextBox()).enter('tok-en');
      (await editor.dialogs.nextBox()).enter('Issues');
      await until(() => editor.messages.length > 0);
      assert.match(editor.messages.join(), /Connected Issues: Jira Cloud, signed in as Sam/);
      assert.match(JSON.stringify(editor.settings.get('jenkinsJira.connections')), /"site":"https:..corp\.example"/);
    }),
  );
});
