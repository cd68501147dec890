import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { JiraFlavor, JiraLogin, JiraSession, jiraLogin } from '../../../../../src/jira/index.ts';
import { readIsAdministrator } from '../../../../../src/jira/issues/permissions.ts';
import type { checkQuiet } from '../../../../../src/workbench/together/reporting/fieldRefusals.ts';
import { extensionEditor } from '../../../../cases/editor/extension.ts';
import { demoUsers } from '../../../../servers/jira/index.ts';
import { demoJira } from '../../../fixtures/demoJira.ts';

const key = 'PAY-436';

describe('fields that are changed without mails', () => {
  const demo = demoJira({ flavor: JiraFlavor.dataCenter });
  let check: typeof checkQuiet;
  const dana = () => {
    const credentials = { login: JiraLogin.bearer, secret: demoUsers.dana.personalAccessToken } as const;
    return new JiraSession(demo.http, JiraFlavor.dataCenter, async () => jiraLogin(demo.http, credentials));
  };

  before(async () => {
    await extensionEditor();
    check = (await import('../../../../../src/workbench/together/reporting/fieldRefusals.ts')).checkQuiet;
  });

  const at = (session: JiraSession, quiet: boolean) => {
    const field = {
      site: 'jira',
      key,
      id: 'priority',
      name: 'Priority',
      asked: { value: {}, words: '', draft: { text: '' } },
    };
    return check(session, { connection: {} as never, key }, { quiet, fields: [field] });
  };

  it('are only for those who administer the project', async () => {
    assert.deepEqual(
      [await readIsAdministrator(demo.session, key), await readIsAdministrator(dana(), key)],
      [false, true],
    );
    await at(dana(), true);
    await at(demo.session, false);
    await assert.rejects(
      at(demo.session, true),
      /Only those who administer the project .* Nothing was written on PAY-436/,
    );
  });
});
