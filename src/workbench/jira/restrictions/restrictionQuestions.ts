import * as vscode from 'vscode';
import { BaseUrl } from '../../../http/baseUrl.ts';
import { askText, type Checked } from '../../shell/dialogs/askText.ts';

const { t } = vscode.l10n;

/** Checks the address of a Jira; an empty text is none. */
export function checkedBase(text: string): Checked<string> {
  if (text === '') return { value: '' };
  try {
    return { value: BaseUrl.parse(text).href };
  } catch {
    return { problem: t('Enter an address such as https://jira.example.com, or nothing.') };
  }
}

export async function askUrl(title: string, value: string, keep: (url: string) => void) {
  const answer = await askText<string>({
    title,
    canGoBack: true,
    value,
    prompt: t('Full URL, including the query string'),
    placeholder: 'https://jira.example.com/rest/api/2/issue/PAY-431',
    check: text => (text.trim() ? { value: text.trim() } : { problem: t('Enter a URL.') }),
  });
  if (answer.kind === 'answered') keep(answer.value);
  return answer;
}

export async function askBody(title: string, value: string, keep: (body: string) => void) {
  const answer = await askText<string>({
    title,
    canGoBack: true,
    value,
    prompt: t('JSON body. Leave empty for none'),
    check(text) {
      if (text.trim() === '') return { value: '' };
      try {
        JSON.parse(text);
        return { value: text };
      } catch {
        return { problem: t('This is not valid JSON.') };
      }
    },
  });
  if (answer.kind === 'answered') keep(answer.value);
  return answer;
}
