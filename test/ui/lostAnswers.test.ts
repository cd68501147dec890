import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import type { DemoServers } from '../demo/servers.ts';
import { Fault } from '../servers/wire/faultInjector.ts';
import { choosePath } from './fileDialog.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

describe('a person whose answers are lost', () => {
  let person: Workbench;
  let demo: DemoServers;
  const button = (name: string) => person.webview.getByRole('button', { name });
  const worklogs = () => demo.jira.state.issue('PAY-431')?.worklogs?.length ?? 0;
  const attachments = () => demo.jira.state.issue('PAY-431')?.attachments?.length ?? 0;
  const spoil = (request: RegExp, fault: Fault) => demo.relay?.spoil(request, fault);

  workbench({ relayed: true, settings: { 'jenkinsJira.pollingSeconds': 0 } }, async begun => {
    ({ person, demo } = begun);
    await person.line('Jira', /^PAY-431/).click();
    await person.webview.getByRole('heading', { name: 'Refuse expired cards' }).waitFor();
  });

  async function log(time: string): Promise<void> {
    await button('Log Work…').click();
    await person.asked('Time spent');
    await person.retry(time);
  }

  async function attach(name: string): Promise<void> {
    const file = join(person.folder, name);
    writeFileSync(file, 'the card was from 2019');
    await person.webview.getByText('More Actions').click();
    await button('Attach File…').click();
    await choosePath(person, file, 'Attach');
  }

  /** Cancels the work under way, once the server has done it. */
  async function cancel(title: RegExp, isDone: () => boolean): Promise<void> {
    const notification = person.toast(title);
    await notification.waitFor();
    while (!isDone()) await person.page.waitForTimeout(20);
    await notification.getByRole('button', { name: 'Cancel' }).click();
  }

  it('is told that work was logged although the connection broke', async () => {
    spoil(/^POST .*worklog/, Fault.resetAfter);
    await log('1h');
    await person.toast(/Logged 1h on PAY-431\. The response was lost, but the server shows it\./).waitFor();
    await person.picture('18-work-lost');
    assert.equal(worklogs(), 1);
    await person.closeToasts();
  });

  it('is told that work was logged although a gateway gave up', async () => {
    spoil(/^POST .*worklog/, Fault.gatewayTimeoutAfter);
    await log('2h');
    await person.toast(/Logged 2h on PAY-431\. The response was lost/).waitFor();
    await person.picture('18-work-504');
    assert.equal(worklogs(), 2);
    await person.closeToasts();
  });

  it('is told that work was logged before it was canceled', async () => {
    spoil(/^POST .*worklog/, Fault.silenceAfter);
    await log('3h');
    await cancel(/Logging work on PAY-431/, () => worklogs() === 3);
    await person.toast(/Logged 3h on PAY-431\. It was too late to cancel\./).waitFor();
    await person.picture('18-work-canceled');
    await person.webview
      .getByText(/Work log \(3\)/)
      .first()
      .waitFor();
    await person.closeToasts();
  });

  it('is told that work was not logged where it did not arrive', async () => {
    spoil(/^POST .*worklog/, Fault.resetBefore);
    await log('4h');
    await person.toast(/Could not log work on PAY-431\. The response was lost.*nothing.*Try again\./).waitFor();
    await person.picture('18-work-not');
    assert.equal(worklogs(), 3);
    await person.closeToasts();
  });

  it('is told that a file was attached although the connection broke', async () => {
    spoil(/^POST .*attachments/, Fault.resetAfter);
    const before = attachments();
    await attach('broken.txt');
    await person.toast(/broken\.txt was attached to PAY-431\. The response was lost/).waitFor();
    await person.picture('18-file-lost');
    assert.equal(attachments(), before + 1);
    await person.closeToasts();
  });

  it('is told that a file was attached although a gateway gave up', async () => {
    spoil(/^POST .*attachments/, Fault.gatewayTimeoutAfter);
    const before = attachments();
    await attach('gateway.txt');
    await person.toast(/gateway\.txt was attached to PAY-431\. The response was lost/).waitFor();
    await person.picture('18-file-504');
    assert.equal(attachments(), before + 1);
    await person.closeToasts();
  });

  it('is told that a file was attached before it was canceled', async () => {
    spoil(/^POST .*attachments/, Fault.silenceAfter);
    const before = attachments();
    await attach('canceled.txt');
    await cancel(/Attaching canceled\.txt/, () => attachments() > before);
    await person.toast(/canceled\.txt was attached to PAY-431\. It was too late to cancel\./).waitFor();
    await person.picture('18-file-canceled');
    assert.equal(attachments(), before + 1);
  });
});
