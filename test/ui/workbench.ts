// A person at the workbench: opens it in a browser, uses palette, views, boxes and editors, and looks at pictures.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import { openBrowser } from '../host/rig/browser.ts';
import { installRig } from '../host/rig/install.ts';
import { installVsix, type RigServer, serve } from '../host/rig/server.ts';
import { builtins, type LaunchOptions } from './launchOptions.ts';
import * as at from './locators.ts';
import { expectNoSecrets } from './secretFiles.ts';
import { seenOn } from './seenOn.ts';

const root = resolve(import.meta.dirname, '../..');
const pictures = join(root, '.rig/pictures');

export type View = 'My Work' | 'Jenkins' | 'Jira';

export class Workbench {
  readonly page: Page;
  /** Everything that this workbench keeps on disk: user data, logs, the browser's profile. */
  readonly folder: string;
  private readonly server: RigServer;
  private readonly context: BrowserContext;
  private readonly hasRepository: boolean;
  private failures = 0;

  private constructor(
    server: RigServer,
    context: BrowserContext,
    page: Page,
    { folder, hasRepository }: { readonly folder: string; readonly hasRepository: boolean },
  ) {
    this.hasRepository = hasRepository;
    this.server = server;
    this.context = context;
    this.page = page;
    this.folder = folder;
  }

  /** Opens a new workbench on the demo folder with the extension from this checkout, and shows its views. */
  static async launch(options: LaunchOptions = {}): Promise<Workbench> {
    const { settings = {}, env = {}, workspace, vsix, editor } = options;
    installRig(editor);
    const folder = mkdtempSync(join(tmpdir(), 'jj-ui-'));
    const userDataDir = join(folder, 'user');
    if (vsix) installVsix(vsix, userDataDir, editor);
    const server = await serve({
      editor,
      userDataDir,
      env: { ...process.env, ...env },
      settings,
      install: vsix ? [] : [root],
      builtins: vsix || editor ? undefined : builtins,
    });
    const context = await openBrowser({ profile: join(folder, 'browser') });
    context.setDefaultTimeout(30_000);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = context.pages()[0] ?? (await context.newPage());
    const hasRepository = workspace !== undefined && existsSync(join(workspace, '.git'));
    const person = new Workbench(server, context, page, { folder, hasRepository });
    await page.goto(server.url({ folder: workspace ?? join(root, 'test/demo/folder') }));
    await person.ready();
    return person;
  }

  /** Loads the window anew, as after a restart. */
  async reload(): Promise<void> {
    const reloaded = this.page.waitForEvent('load');
    await this.command('Developer: Reload Window');
    await reloaded;
    await this.ready();
  }

  private async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench .statusbar').waitFor();
    await this.page.getByRole('tab', { name: 'Jenkins & Jira' }).waitFor();
  }

  /** Shows our views. */
  async openViews(): Promise<void> {
    await at.showBy(this.page.getByRole('tab', { name: 'Jenkins & Jira' }), this.header('Jenkins'));
    // Without a repository it only says so.
    if (!this.hasRepository) await this.closeView('My Work');
  }

  /** Closes a view, so that the others have its room: lines out of sight are not drawn. */
  closeView(view: View): Promise<void> {
    return at.close(this.header(view));
  }

  header(view: View): Locator {
    return this.page.getByRole('button', { name: `${view} Section` });
  }

  tree(view: View): Locator {
    return this.page.getByRole('tree', { name: view, exact: true });
  }

  line(view: View, name: string | RegExp): Locator {
    return this.tree(view).getByRole('treeitem', { name }).first();
  }

  /** Opens a line of a tree, if it is closed. */
  async expand(view: View, name: string | RegExp): Promise<void> {
    const line = this.line(view, name);
    await line.waitFor();
    if ((await line.getAttribute('aria-expanded')) !== 'true') await line.locator('.monaco-tl-twistie').click();
  }

  /** Closes a line of a tree, if it is open. */
  collapse(view: View, name: string | RegExp): Promise<void> {
    return at.close(this.line(view, name), '.monaco-tl-twistie');
  }

  /** Goes to the first or the last lines, until one is there: lines out of sight are not drawn, others still load. */
  async runTo(view: View, key: 'Home' | 'End', name: RegExp): Promise<void> {
    do {
      await this.tree(view).focus();
      await this.page.keyboard.press(key);
    } while (!(await at.comes(this.line(view, name))));
  }

  settled(): Promise<void> {
    return at.viewsSettle(this.page);
  }

  async inlineAction(view: View, name: string | RegExp, action: string): Promise<void> {
    const line = this.line(view, name);
    const button = line.getByRole('button', { name: action });
    do {
      await this.settled();
      await at.reach(this.page, async options => {
        await line.hover(options);
        await button.click({ trial: true, ...options });
      });
      await button.dispatchEvent('click'); // in a single step: a line drawn anew takes a click away
    } while (await at.isToldToTryAgain(this.page));
  }

  /** Rests with the mouse on a line until its tooltip says this. */
  async tooltip(view: View, name: string | RegExp, text: string | RegExp): Promise<void> {
    await this.line(view, name).locator('.monaco-icon-label').hover();
    await this.page.locator('.monaco-hover:visible').filter({ hasText: text }).waitFor();
  }

  /** Presses a button over a view. */
  async titleAction(view: View, action: string): Promise<void> {
    await this.tree(view).hover();
    await this.header(view).getByRole('button', { name: action, exact: true }).click();
  }

  async contextAction(view: View, name: string | RegExp, action: string): Promise<void> {
    const item = this.page.getByRole('menuitem', { name: action });
    do {
      await this.settled();
      await this.openMenu(view, name);
      await at.pressItem(item);
    } while (await at.isToldToTryAgain(this.page));
  }

  private openMenu(view: View, name: string | RegExp): Promise<void> {
    return at.reach(this.page, options => this.line(view, name).click({ button: 'right', ...options }));
  }

  /** Opens a line's menu and closes it again: the actions in it. */
  async offered(view: View, name: string | RegExp): Promise<readonly string[]> {
    await this.settled();
    await this.openMenu(view, name);
    const items = this.page.locator('.monaco-menu').getByRole('menuitem');
    await items.first().waitFor();
    const found = await items.allInnerTexts();
    await this.page.keyboard.press('Escape');
    await items.first().waitFor({ state: 'detached' });
    return found.map(text => text.trim());
  }

  /** Runs a command by its whole title, as the palette shows it. */
  async command(title: string): Promise<void> {
    // While the focus moves to a page or away from it, a key is lost, and an open list closes again.
    do await this.page.keyboard.press('F1');
    while (!(await at.comes(this.input)) || !(await at.takesText(this.input, `>${title}`)));
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator('input[placeholder^="Type the name of a command"]:visible').waitFor({ state: 'detached' });
  }

  /** The box or list that asks something. */
  get input(): Locator {
    return this.page.locator('.quick-input-widget:visible input.input');
  }

  /** Waits for a question that says this, and answers it. */
  async answer(prompt: string | RegExp, text: string): Promise<void> {
    await this.asked(prompt);
    await this.retry(text);
  }

  /** Answers the same question once more: where its prompt was, its box shows the problem. */
  async retry(text: string): Promise<void> {
    await at.fill(this.input, text);
    await at.enter(this.page);
  }

  async asked(prompt: string | RegExp): Promise<void> {
    await this.page.locator('.quick-input-widget:visible').filter({ hasText: prompt }).waitFor();
  }

  /** The problem that a box shows. */
  async problem(text: string | RegExp): Promise<void> {
    await this.page.locator('.quick-input-widget:visible .quick-input-message').filter({ hasText: text }).waitFor();
  }

  async choose(option: string | RegExp): Promise<void> {
    await this.page.getByRole('option', { name: option }).first().click();
  }

  /** Ticks a line of a list of which several can be chosen. */
  async tick(option: string): Promise<void> {
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: option }).first().click();
  }

  toast(text: string | RegExp): Locator {
    return this.page.locator('.notification-toast').filter({ hasText: text });
  }

  async closeToasts(): Promise<void> {
    await this.command('Notifications: Clear All Notifications');
  }

  statusBar(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item').filter({ hasText: text });
  }

  editor(text: string | RegExp): Locator {
    return this.page.locator('.editor-instance .view-lines').filter({ hasText: text });
  }

  /** Types into the editor, once it listens. */
  async type(text: string): Promise<void> {
    await this.press();
    await this.page.keyboard.type(text);
  }

  /** Presses keys in the editor, once it listens. */
  press(...keys: readonly string[]): Promise<void> {
    return at.pressInEditor(this.page, keys);
  }

  async closeTab(): Promise<void> {
    await this.page.locator('.tabs-container .tab.active .tab-actions .action-label').click();
  }

  tab(name: string | RegExp): Locator {
    return this.page.locator('.tabs-container').getByRole('tab', { name });
  }

  /** Goes to the tab of a page, until the page has the focus: it takes it late, and closes a list opened meanwhile. */
  async toPage(name: string | RegExp): Promise<void> {
    do await this.tab(name).click();
    while (!(await at.takesFocus(this.webview)));
  }

  /** What the page in the active editor shows: it stands in a frame in a frame. */
  get webview(): FrameLocator {
    return this.page.locator('iframe.webview.ready').last().contentFrame().locator('#active-frame').contentFrame();
  }

  async picture(name: string): Promise<void> {
    mkdirSync(pictures, { recursive: true });
    await this.page.screenshot({ path: join(pictures, `${name}.png`) });
  }

  /** After a step that did not go on: keeps what the person saw, and closes what may stand in the way of the next. */
  async endStep(test: Mocha.Test | undefined): Promise<void> {
    if (!test || test.state === 'passed' || test.isPending()) return;
    await this.picture(`failed ${++this.failures} ${test.title.slice(0, 60)}`);
    console.error(`At the end of "${test.title}" the person sees:\n${await seenOn(this.page, this.folder)}`);
    for (let closed = 0; closed < 3; closed++) await this.page.keyboard.press('Escape');
    await this.closeToasts().catch(() => undefined);
  }

  /** Opens another window on the same profile and settings. */
  async otherWindow(): Promise<Workbench> {
    const page = await this.context.newPage();
    const { server, context, folder, hasRepository } = this;
    const other = new Workbench(server, context, page, { folder, hasRepository });
    await page.goto(this.page.url());
    await other.ready();
    return other;
  }

  /** Closes everything, and looks whether a secret of the demo servers was left lying about. */
  async leave({ keepFiles = false } = {}): Promise<void> {
    await this.context.close();
    await this.server.stop();
    expectNoSecrets(this.folder);
    if (!keepFiles) rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
