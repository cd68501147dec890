import * as vscode from 'vscode';
import { parseJson } from '../../../base/json.ts';
import { CurlError } from '../../../snippets/curl/curlError.ts';
import { type FoundCurl, findCurl } from '../../../snippets/curl/findCurl.ts';
import type { CurlRequest } from '../../../snippets/curl/parseCurl.ts';
import type { Connection } from '../../connections/settings/connection.ts';
import { Failure } from '../../connections/words/failure.ts';
import { doWrite } from '../../connections/words/writes.ts';
import { withDelayedProgress } from '../../shell/dialogs/delayedProgress.ts';
import { askModal, notifyInformation, notifyWarning, showBriefly } from '../../shell/messages/notifications.ts';
import type { CodeDeps } from './codeCommands.ts';
import { confirmGiven } from './confirmGiven.ts';
import { askValues, type FilledRequest } from './curlValues.ts';
import { curlProblem, remarkWords } from './curlWords.ts';
import { editorLanguage } from './editorLanguage.ts';
import { groovyLanguages } from './groovyLanguages.ts';
import { pathBelow } from './restrictionCalls.ts';
import { type Answered, checkSendable, leftOut, sendCurl } from './sendCurl.ts';

const { t } = vscode.l10n;
const maxShown = 1024 * 1024;
const shownMs = 5000;

/** *Run curl as Request…*: the command at the cursor, by the connection whose address it names. */
export async function runCurl(deps: CodeDeps): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const found = editor && curlAt(editor);
  if (!found) return notifyInformation(t('Put the cursor into a curl command first.'));
  try {
    const filled = await askValues(found.words);
    if (filled) await run(deps, filled);
  } catch (error) {
    if (!(error instanceof CurlError)) throw error;
    notifyWarning(t('Could not run the curl command. {0}', curlProblem(error)));
  }
}

function curlAt({ document, selection }: vscode.TextEditor): FoundCurl | undefined {
  const isGroovy = groovyLanguages.has(editorLanguage(document));
  return findCurl(document.getText(), document.offsetAt(selection.active), isGroovy);
}

async function run({ store, sessions }: CodeDeps, { request, shown }: FilledRequest): Promise<void> {
  const { origin } = new URL(request.url);
  const found = connectionFor(store.all(), request.url);
  if (!found) {
    return notifyInformation(t('No connection is at {0}. Add one to send this request with its login.', origin));
  }
  const { connection, path } = found;
  checkSendable(request, connection);
  const send = t('Send');
  const asked = t('Send {0} to {1}?', request.method, connection.name);
  if ((await askModal(asked, { detail: shownRequest(shown, connection) }, send)) !== send) return;
  if (!(await confirmGiven({ method: request.method, path }, connection))) return;
  const words = {
    connection,
    doing: t('Sending {0} to {1}…', request.method, connection.name),
    done: t('The request was sent to {0}.', connection.name),
    failed: t('The request to {0} failed.', connection.name),
    doubtful: t('The request may or may not have been carried out by {0}.', connection.name),
    page: '/',
  };
  if (request.method === 'GET') {
    const answer = await withDelayedProgress(words.doing, signal =>
      sendCurl(sessions, connection, { ...request, path }, { signal }),
    ).catch(error => {
      throw new Failure(words.failed, error, connection);
    });
    return show(answer);
  }
  await show(await doWrite(words, control => sendCurl(sessions, connection, { ...request, path }, control)));
}

/** Connection of whose address a URL is, the closest one, with the path below it. */
function connectionFor(
  connections: readonly Connection[],
  url: string,
): { connection: Connection; path: string } | undefined {
  return connections
    .flatMap(connection => {
      const path = pathBelow(connection.url, url);
      return path === undefined ? [] : [{ connection, path }];
    })
    .sort((a, b) => b.connection.url.length - a.connection.url.length)[0];
}

/** Request as it will be sent: its secrets are the connection's, and not shown. */
function shownRequest(request: CurlRequest, connection: Connection): string {
  const { url, login, body, remarks } = request;
  const left = leftOut(request, connection);
  return [
    url,
    ...(body === undefined ? [] : [body.length > 1000 ? `${body.slice(0, 1000)}…` : body]),
    login
      ? t('The login in the command is replaced by that of the connection.')
      : t('The connection’s login is added.'),
    ...(left.length > 0 ? [t('These headers of the command are not sent: {0}.', left.join(', '))] : []),
    ...remarks.map(remarkWords),
  ].join('\n\n');
}

async function show({ status, location, text, language }: Answered): Promise<void> {
  const head = [status, location].filter(Boolean).join(' ') || t('The server accepted the request.');
  const cut = text.length > maxShown ? `${text.slice(0, maxShown)}\n…` : language === 'json' ? indented(text) : text;
  const content = text === '' ? head : language === 'json' ? cut : `${head}\n\n${cut}`;
  const document = await vscode.workspace.openTextDocument({ content, language });
  // JSON with a line before it would be none.
  if (status !== '' && text !== '' && language === 'json') showBriefly(t('The server answered {0}.', head), shownMs);
  await vscode.window.showTextDocument(document, { preview: true, viewColumn: vscode.ViewColumn.Beside });
}

/** JSON with a line for each value; as it came where long numbers would change. */
function indented(text: string): string {
  const json = /\d{16}/.test(text) ? undefined : parseJson(text);
  return json === undefined ? text : `${JSON.stringify(json, null, 2)}\n`;
}
