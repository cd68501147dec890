import * as vscode from 'vscode';
import { BaseUrl } from '../../../http/baseUrl.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { showBriefly } from '../../shell/messages/notifications.ts';
import { type IssueRef, pathOfIssue } from './issueRef.ts';

const { t } = vscode.l10n;

type Form = 'key' | 'link' | 'markdown' | 'title';

/** Copies an issue to the clipboard: its key, its address, a Markdown link, or key and summary. */
export async function copyIssueAs({ connection, key }: IssueRef, summary: () => Promise<string>): Promise<void> {
  const url = BaseUrl.parse(connection.url).resolve(pathOfIssue(key)).href;
  const answer = await askPick<Form>({
    title: t('Copy {0} As', key),
    placeholder: t('How?'),
    items: [
      { label: t('Key'), description: key, value: 'key' },
      { label: t('Link'), description: url, value: 'link' },
      { label: t('Markdown'), description: `[${key} …](…)`, value: 'markdown' },
      { label: t('Key and summary'), description: `${key} …`, value: 'title' },
    ],
  });
  if (answer.kind !== 'answered') return;
  await vscode.env.clipboard.writeText(await textOf(answer.value, key, url, summary));
  showBriefly(t('Copied {0}.', key), 4000);
}

async function textOf(form: Form, key: string, url: string, summary: () => Promise<string>): Promise<string> {
  if (form === 'key') return key;
  if (form === 'link') return url;
  const words = await summary();
  return form === 'title' ? `${key} ${words}` : `[${key} ${words.replace(/[[\]\\]/g, '\\$&')}](${url})`;
}
