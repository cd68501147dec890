import { after, before, describe, it } from 'mocha';
import { selfSigned } from '../servers/wire/certificates.ts';
import { startServer, type TestServer } from '../servers/wire/httpServer.ts';
import { expectAccessible } from './axe.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

describe('a person whose server is not reached', () => {
  let person: Workbench;
  let secure: TestServer;

  workbench({ closed: ['Jira'] }, begun => {
    ({ person } = begun);
  });
  before(async () => {
    secure = await startServer((_, res) => res.end(), await selfSigned(['localhost']));
  });
  after(() => secure.close());

  it('is told step by step why an address that is typed does not work', async () => {
    await person.command('Jenkins & Jira: Diagnose Connection');
    await person.choose('Address of a Jenkins…');
    await person.answer('The address to check', `https://localhost:${secure.port}`);
    const page = person.webview;
    await page.getByRole('heading', { name: 'Diagnosis of Jenkins' }).waitFor();
    await page
      .getByRole('status')
      .filter({ hasText: /could not be verified.*It is self-signed/ })
      .waitFor();
    await page.getByRole('heading', { name: 'Encryption (TLS) Problem' }).scrollIntoViewIfNeeded();
    await page.getByText('Details').last().click();
    await page.getByText('CN=localhost, O=Self Service').first().waitFor();
    await person.picture('31-diagnosis');
    await expectAccessible(person.webview, 'diagnosis');
  });

  it('is told that a connection of the view has no fault, and takes that along', async () => {
    await person.contextAction('Jenkins', /^Demo Jenkins/, 'Diagnose Connection');
    await person.webview.getByText('Signed in as').waitFor();
    await person.webview.getByRole('button', { name: 'Copy as Markdown' }).click();
    await person.statusBar(/Copied as Markdown/).waitFor();
    await person.picture('31-diagnosis-well');
  });
});
