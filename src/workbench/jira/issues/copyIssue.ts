import * as vscode from 'vscode';
import { pagesOf } from '../../connections/sessions/pages.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { Failure } from '../../connections/words/failure.ts';
import type { Background } from '../../shell/commands/background.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { showBriefly } from '../../shell/messages/notifications.ts';
import { type IssueRef, pathOfIssue } from './issueRef.ts';

const { t } = vscode.l10n;

export interface CopyDeps {
  readonly sessions: Sessions;
  readonly background: Background;
}

type Form = 'key' | 'link' | 'markdown' | 'title';

/** Copies issues to the clipboard, a line for each: keys, addresses, Markdown links, or keys and summaries. */
export async function copyIssuesAs(
  { sessions, background }: CopyDeps,
  issues: readonly IssueRef[],
  summary: (issue: IssueRef) => Promise<string>,
): Promise<void> {
  const [first] = issues;
  if (!first) return;
  const { key } = first;
  // The key can be copied all the same.
  const shown = await background.optional('The address of an issue could not be found', () => linkTo(first, sessions));
  const name = issues.length > 1 ? t('{0} issues', issues.length) : key;
  const answer = await askPick<Form>({
    title: t('Copy {0} As', name),
    placeholder: t('Select a format'),
    items: [
      { label: t('Key'), description: key, value: 'key' },
      { label: t('Link'), ...(shown && { description: shown }), value: 'link' },
      { label: t('Markdown'), description: `[${key} …](…)`, value: 'markdown' },
      { label: t('Key and summary'), description: `${key} …`, value: 'title' },
    ],
  });
  if (answer.kind !== 'answered') return;
  const form = answer.value;
  const lines = await Promise.all(
    issues.map(issue =>
      textOf(
        form,
        issue.key,
        () => linkTo(issue, sessions),
        () => summary(issue),
      ),
    ),
  );
  await copyLines(lines, name);
}

/** Copies the keys of issues to the clipboard, a line for each. */
export async function copyKeys(issues: readonly IssueRef[]): Promise<void> {
  const keys = issues.map(({ key }) => key);
  await copyLines(keys, keys.length > 1 ? t('{0} issues', keys.length) : keys.join());
}

async function copyLines(lines: readonly string[], name: string): Promise<void> {
  await vscode.env.clipboard.writeText(lines.join('\n'));
  showBriefly(t('Copied {0}.', name), 4000);
}

async function linkTo({ connection, key }: IssueRef, sessions: Sessions): Promise<string> {
  try {
    return (await pagesOf(connection, sessions)).resolve(pathOfIssue(key)).href;
  } catch (error) {
    throw new Failure(t('Could not find the web address of {0}.', key), error, connection);
  }
}

async function textOf(
  form: Form,
  key: string,
  link: () => Promise<string>,
  summary: () => Promise<string>,
): Promise<string> {
  if (form === 'key') return key;
  if (form === 'link') return link();
  const words = await summary();
  return form === 'title' ? `${key} ${words}` : markdownLink(`${key} ${words}`, await link());
}

export function markdownLink(text: string, address: string): string {
  return `[${text.replace(/[[\]\\]/g, '\\$&')}](${address})`;
}
