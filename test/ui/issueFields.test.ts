import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DemoServers } from '../demo/servers.ts';
import { customFields } from '../servers/jira/customFields.ts';
import type { AdfNode } from '../servers/jira/documents/adf.ts';
import { holds } from './locators.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

describe('a person who changes fields of issues', () => {
  describe('of Cloud', function () {
    work.call(this, 'cloud');
  });
  describe('of Data Center', function () {
    work.call(this, 'dataCenter');
  });
});

const line = (words: string): AdfNode => ({ type: 'paragraph', content: [{ type: 'text', text: words }] });
const cell = (type: string, words: string, colwidth: number): AdfNode => ({
  type,
  attrs: { colspan: 1, rowspan: 1, colwidth: [colwidth], background: '#f4f5f7' },
  content: [line(words)],
});

/** Made in Cloud's editor: a heading, a mention, a list, a panel, code and a table with widths and colors. */
const editorsDocument: AdfNode = {
  type: 'doc',
  version: 1,
  content: [
    { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Amounts in CHF' }] },
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'Agreed with ' },
        { type: 'mention', attrs: { id: '5b10a2844c20165700ede21g', text: '@Dana Okafor', accessLevel: '' } },
        { type: 'text', text: ' on Monday.' },
      ],
    },
    { type: 'bulletList', content: [{ type: 'listItem', content: [line('no card number is kept')] }] },
    { type: 'panel', attrs: { panelType: 'warning' }, content: [line('Round half even')] },
    { type: 'codeBlock', attrs: { language: 'java' }, content: [{ type: 'text', text: 'amount.setScale(2);' }] },
    {
      type: 'table',
      attrs: { layout: 'align-start', width: 760, isNumberColumnEnabled: false },
      content: [
        { type: 'tableRow', content: [cell('tableHeader', 'Shown', 380), cell('tableHeader', 'Wanted', 380)] },
        { type: 'tableRow', content: [cell('tableCell', '12.50', 380), cell('tableCell', '12.50 francs', 380)] },
      ],
    },
  ],
};

/** As JSON with its keys in order. */
function inOrder(value: unknown): string {
  return JSON.stringify(value, (_, each) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

const testersField = customFields.find(({ field }) => field.name === 'Testers')?.field.id ?? '';

function work(this: Mocha.Suite, flavor: 'cloud' | 'dataCenter'): void {
  let person: Workbench;
  let demo: DemoServers;
  const key = 'PAY-431';
  const issue = () => demo.jira.state.issue(key);
  const button = (name: string | RegExp) => person.webview.getByRole('button', { name });
  const text = (words: string | RegExp) => person.webview.getByText(words).first();

  const picture = (name: string) => person.picture(flavor === 'cloud' ? name : `${name}-dc`);

  workbench({ flavor }, begun => {
    ({ person, demo } = begun);
  });

  it('opens the issue', async () => {
    await person.line('Jira', /^PAY-431/).click();
    await person.webview.getByRole('heading', { name: 'Refuse expired cards' }).waitFor();
  });

  it('edits a field of any kind, and is told at its box what is wrong', async () => {
    await button('Edit Field…').click();
    await person.asked('Edit Field of PAY-431');
    await picture('8-fields');
    await person.input.fill('Due date');
    await person.choose(/^Due date/);
    await person.asked(/a date such as/);
    await person.retry('2027-02-31');
    await person.problem('Enter a valid date');
    await person.retry('2027-02-28');
    await text('2027-02-28').waitFor();
  });

  it('changes summary, status and person where they stand', async () => {
    await button('Edit Summary').click();
    await person.answer('Summary of PAY-431', 'Refuse expired cards at once');
    await person.webview.getByRole('heading', { name: 'Refuse expired cards at once' }).waitFor();
    await button('Edit Priority').click();
    await person.asked('Priority of PAY-431');
    const { priorityId } = issue() ?? {};
    await person.choose(/^Low,?/);
    await holds(() => issue()?.priorityId !== priorityId);
    await button('In Progress, change the status').click();
    await person.asked('Change Status of PAY-431');
    await person.page.keyboard.press('Escape');
    await text('More Actions').click();
    await button('Vote').waitFor();
    await picture('28-in-place');
    await text('More Actions').click();
  });

  it('chooses several of what is offered', async () => {
    await button('Edit Field…').click();
    await person.asked('Edit Field of PAY-431');
    await person.input.fill('Browsers');
    await person.choose(/^Browsers/);
    await person.tick('Firefox');
    await person.tick('Safari');
    await picture('8-several');
    await person.page.keyboard.press('Enter');
    await text('Firefox, Safari').waitFor();
  });

  it('keeps who is in a field of people, however many others there are', async () => {
    const { users } = demo.jira.state;
    const [fred] = users;
    assert.ok(fred);
    for (let i = 0; i < 70; i++) {
      const name = `aa-${i}`;
      users.push({
        ...fred,
        accountId: `id-${name}`,
        key: name,
        name,
        displayName: `Aa ${i}`,
        emailAddress: `${name}@x`,
      });
    }
    const custom = issue()?.custom ?? {};
    const shown = (each: (typeof users)[number]) => ({
      ...(flavor === 'cloud' ? { accountId: each.accountId } : { name: each.name }),
      displayName: each.displayName,
    });
    const testers = users.filter(({ displayName }) => displayName === 'Aa 66' || displayName === 'Dana Okafor');
    Object.assign(issue() ?? {}, { custom: { ...custom, [testersField]: testers.map(shown) } });
    const saved = () => JSON.stringify(issue()?.custom?.[testersField]);
    const edit = async () => {
      await button('Edit Field…').click();
      await person.input.fill('Testers');
      await person.choose(/^Testers/);
      await person.asked('Testers of PAY-431');
      await person.page.getByText('Aa 66').first().waitFor();
    };
    await edit();
    await person.input.fill('Aa 51');
    await person.tick('Aa 51');
    await picture('8-people');
    await person.page.keyboard.press('Enter');
    await text('Dana Okafor, Aa 66, Aa 51').waitFor();
    for (const name of ['Aa 66', 'Aa 51', 'Dana Okafor']) assert.ok(saved()?.includes(`"${name}"`), saved());
  });

  const onCloud = flavor === 'cloud' ? it : () => undefined;
  onCloud('edits a word of a description as Cloud keeps it, and sends nothing else differently', async () => {
    const kept = issue();
    assert.ok(kept);
    kept.description = demo.jira.state.stored(editorsDocument);
    const before = inOrder(kept.description);
    await button('Edit Field…').click();
    await person.input.fill('Description');
    await person.choose(/^Description/);
    await person.tab(/^Description \(PAY-431\)/).waitFor();
    await person.editor(/Amounts\sin\sCHF/).waitFor();
    await picture('15-cloud-description');
    // The last word of the last cell.
    await person.press('Control+End', 'ArrowLeft', 'ArrowLeft', 'Control+Shift+ArrowLeft');
    await person.type('euros');
    await person.press('Control+S');
    await text(/euros/).waitFor();
    assert.equal(inOrder(issue()?.description), before.replace('francs', 'euros'));
    await picture('15-cloud-description-saved');
  });

  it('loses no description that Jira refuses, or never gets', async () => {
    const refuse = (status: number, body: unknown) =>
      demo.jira.answerOnce({ method: 'PUT', path: /\/issue\/PAY-431$/ }, (_, res) =>
        res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      );
    const tab = person.tab(/^Description \(PAY-431\)/);
    refuse(400, { errorMessages: [], errors: { description: 'It must name a card' } });
    await button('Edit Field…').click();
    await person.input.fill('Description');
    await person.choose(/^Description/);
    await tab.waitFor();
    await person.press('Control+Home');
    await person.type('Typed with care. ');
    await person.press('Control+S');
    await person.toast('Description: It must name a card').waitFor();
    await person.editor(/Typed\swith\scare/).waitFor();
    refuse(503, {});
    await person.press('Control+S');
    await person.toast('Could not change PAY-431').waitFor();
    await person.editor(/Typed\swith\scare/).waitFor();
    await picture('8-kept-description');
    await person.press('Control+S');
    await tab.waitFor({ state: 'detached' });
    await text(/Typed with care/).waitFor();
    await person.closeToasts();
  });
}
