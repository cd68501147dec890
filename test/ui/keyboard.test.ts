import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Locator } from 'playwright-core';
import type { DemoServers } from '../demo/servers.ts';
import { comes } from './locators.ts';
import type { View, Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

describe('a person with a keyboard alone', () => {
  let person: Workbench;
  let demo: DemoServers;
  const key = 'PAY-428';

  workbench({ settings: { 'window.autoDetectColorScheme': true } }, begun => {
    ({ person, demo } = begun);
  });

  const press = (...keys: readonly string[]) =>
    keys.reduce((before, name) => before.then(() => person.page.keyboard.press(name)), Promise.resolve());

  /** Goes down until it is there; false where it did not come. */
  const downTo = async (wanted: Locator) => {
    for (let lines = 0; lines < 30; lines++) {
      if (await comes(wanted, 150)) return true;
      await press('ArrowDown');
    }
    return false;
  };

  /** Goes to the line of a view that has that name. */
  const goTo = async (view: View, name: RegExp) => {
    const tree = person.tree(view);
    await tree.getByRole('treeitem', { name }).first().waitFor();
    const wanted = tree.locator('.monaco-list-row.focused').filter({ hasText: name });
    do {
      await person.command(`Jenkins & Jira: Focus on ${view} View`);
      await person.settled(); // a view that loads may lose the focus
      await press('Home');
    } while (!(await downTo(wanted)));
  };

  /** Opens the menu of the line with the focus, and goes down to an action. */
  const choose = async (action: string) => {
    const menu = person.page.locator('.monaco-menu');
    await press('Shift+F10');
    await menu.waitFor();
    const focused = menu.locator('.action-item.focused', { hasText: action });
    assert.ok(await downTo(focused), action);
    await press('Enter');
    await menu.waitFor({ state: 'detached' });
  };

  it('adds a comment', async () => {
    await goTo('Jira', /PAY-428/);
    await choose('Add Comment…');
    await person.type('Looked at by keyboard');
    await person.command('Jira: Post Comment');
    await person.toast(/Comment posted/).waitFor();
    assert.match(JSON.stringify(demo.jira.state.commentsOf(key).at(-1)), /Looked at by keyboard/);
  });

  it('changes a status', async () => {
    const before = demo.jira.state.issue(key)?.statusId;
    await goTo('Jira', /PAY-428/);
    await choose('Change Status…');
    await person.asked(key);
    await person.page.getByRole('option', { name: /^In Progress/ }).waitFor();
    await press('Enter');
    await person.line('Jira', /PAY-428.*In Progress/).waitFor();
    assert.notEqual(demo.jira.state.issue(key)?.statusId, before);
  });

  it('starts a build, and reads why it failed', async () => {
    await goTo('Jenkins', /^fails/);
    await choose('Start Build…');
    await person.line('Jenkins', /^fails.*#4.*failed/).waitFor();
    await goTo('Jenkins', /^fails/);
    await choose('Explain Failure');
    await person.webview.getByText('exit').first().waitFor();
    await person.picture('26-keyboard');
  });
  const underlined = async (button: Locator) =>
    assert.equal(
      await button.evaluate(element => element.computedStyleMap().get('text-decoration-line')?.toString()),
      'underline',
    );

  it('has all of a page within its width: on a small screen, enlarged, in each kind of theme', async () => {
    await goTo('Jira', /PAY-428/);
    await press('Enter');
    await person.webview.getByRole('heading', { name: 'Comments' }).waitFor();
    const { page } = person;
    for (const [kind, media] of Object.entries({
      'hc-black': { colorScheme: 'dark', forcedColors: 'active' },
      'vs-dark': { colorScheme: 'dark', forcedColors: 'none' },
      vs: { colorScheme: 'light', forcedColors: 'none' },
    } as const)) {
      await page.emulateMedia(media);
      await page.locator(`.monaco-workbench.${kind}`).waitFor();
      // Without colors, nothing else would tell a button from words.
      if (kind === 'hc-black') await underlined(person.webview.locator('.vscode-high-contrast button.link').first());
      await person.picture(`26-theme ${kind}`);
    }
    for (const [name, width, height] of [['1024 px', 1024, 700] as const, ['200 %', 700, 513] as const]) {
      await page.setViewportSize({ width, height });
      const isWider = () => person.webview.locator('body').evaluate(body => body.scrollWidth > body.clientWidth);
      assert.equal(await isWider(), false, name);
      await person.picture(`26-size ${name}`);
    }
  });
});
