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

/** Copies an issue to the clipboard: its key, its address, a Markdown link, or key and summary. */
export async function copyIssueAs(
  { sessions, background }: CopyDeps,
  issue: IssueRef,
  summary: () => Promise<string>,
): Promise<void> {
  const { key } = issue;
  const link = () => linkTo(issue, sessions);
  // The key can be copied all the same.
  const shown = await background.optional('The address of an issue could not be found', link);
  const answer = await askPick<Form>({
    title: t('Copy {0} As', key),
    placeholder: t('How?'),
    items: [
      { label: t('Key'), description: key, value: 'key' },
      { label: t('Link'), ...(shown && { description: shown }), value: 'link' },
      { label: t('Markdown'), description: `[${key} …](…)`, value: 'markdown' },
      { label: t('Key and summary'), description: `${key} …`, value: 'title' },
    ],
  });
  if (answer.kind !== 'answered') return;
  await vscode.env.clipboard.writeText(await textOf(answer.value, key, link, summary));
  showBriefly(t('Copied {0}.', key), 4000);
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
  return form === 'title' ? `${key} ${words}` : `[${key} ${words.replace(/[[\]\\]/g, '\\$&')}](${await link()})`;
}
