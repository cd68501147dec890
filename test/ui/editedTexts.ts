import type { Workbench } from './workbench.ts';

/** Text under edit of a kind, as a person comes to it. */
export interface EditedText {
  readonly title: string;
  readonly tab: string | RegExp;
  /** Name among the unsent drafts. */
  readonly name: RegExp;
  readonly open: (person: Workbench) => Promise<void>;
  /** Button in the title that sends it, with its key. */
  readonly verb: string;
}

/** First button of that name in the page in front. */
export const inPage = (person: Workbench, name: string) =>
  person.webview.getByRole('button', { name, exact: true }).first();

/** All kinds of texts that belong to a server. */
export const texts: readonly EditedText[] = [
  {
    title: 'comment',
    tab: 'Comment on PAY-431',
    name: /^Comment on PAY-431/,
    open: person => person.inlineAction('Jira', /^PAY-431/, 'Add Comment…'),
    verb: 'Post Comment',
  },
  {
    title: 'description',
    tab: /^Description \(PAY-428\)/,
    name: /^Description of PAY-428/,
    async open(person) {
      await person.line('Jira', /^PAY-428/).click();
      await person.webview.getByRole('heading', { name: 'Checkout hangs' }).waitFor();
      const section = person.webview.locator('section', { hasText: 'Description' }).first();
      await section.getByRole('button', { name: 'Edit Description' }).click();
    },
    verb: 'Apply (Ctrl+S)',
  },
  {
    title: 'query',
    tab: /^My Open Issues\.jql/,
    name: /^Query “My Open Issues”/,
    open: person => person.contextAction('Jira', /^My Open Issues/, 'Edit Query'),
    verb: 'Apply (Ctrl+S)',
  },
  {
    title: 'configuration',
    tab: /^hello\.config\.xml/,
    name: /^Configuration of hello/,
    open: person => person.contextAction('Jenkins', /^hello/, 'Edit Job Configuration'),
    verb: 'Save to Jenkins (Ctrl+S)',
  },
  {
    title: 'script',
    tab: 'Main Script (again #1).groovy',
    name: /^Main script of again #1/,
    async open(person) {
      await person.expand('Jenkins', /^again/);
      await person.contextAction('Jenkins', /^#1/, 'Replay…');
      await person.choose(/^Edit Scripts/);
      await person.collapse('Jenkins', /^again/);
      await person.tab('Main Script (again #1).groovy').click();
    },
    verb: 'Run Replay',
  },
  {
    title: 'parameter',
    tab: /^T \(everything\)/,
    name: /^Parameter T of everything/,
    async open(person) {
      await person.inlineAction('Jenkins', /^everything/, 'Start Build…');
      await person.choose(/^T,? /);
    },
    verb: 'Apply (Ctrl+S)',
  },
];
