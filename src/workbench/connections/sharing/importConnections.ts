import * as vscode from 'vscode';
import { BaseUrl } from '../../../http/baseUrl.ts';
import { askMany } from '../../shell/dialogs/askMany.ts';
import { notifyInformation, notifyWarning } from '../../shell/messages/notifications.ts';
import { addConnection } from '../adding/addConnection.ts';
import type { ConnectionServices } from '../adding/connectionServices.ts';
import { Product } from '../settings/connection.ts';
import { Failure } from '../words/failure.ts';
import { mostBytes, readConnections, type SharedConnection } from './connectionsFile.ts';

const { t } = vscode.l10n;

/** Adds connections of a file that somebody of the team exported; asks for each for the person's own login. */
export async function importConnections(services: ConnectionServices): Promise<void> {
  const title = t('Import Connections');
  const [file] =
    (await vscode.window.showOpenDialog({ title, filters: { JSON: ['json'], [t('All files')]: ['*'] } })) ?? [];
  if (!file) return;
  const found = await readFile(file);
  if (found.length === 0) return;
  const chosen = await askMany<number>({
    title,
    placeholder: t('Select the connections to add. You sign in to each with your own account'),
    items: found.map((each, value) => {
      const isThere = isKnown(services, each);
      return {
        label: each.name,
        description: isThere ? t('{0} (already connected)', each.url) : each.url,
        value,
        picked: !isThere,
      };
    }),
  });
  if (chosen.kind !== 'answered') return;
  const wanted = chosen.value.flatMap(index => found[index] ?? []);
  let added = 0;
  for (const { product, name, kind, url, site, proxy } of wanted) {
    const start = { url: site ?? url, name, kind, network: proxy === undefined ? {} : { proxy } };
    if (!(await addConnection(services, product, start))) break;
    added++;
  }
  if (added === wanted.length) return;
  const left = wanted.slice(added).map(({ name }) => name);
  notifyInformation(t('Not added: {0}. Import the file again to add them.', left.join(', ')));
}

async function readFile(file: vscode.Uri): Promise<readonly SharedConnection[]> {
  const failed = t('Could not import {0}.', file.fsPath);
  try {
    const { size } = await vscode.workspace.fs.stat(file);
    const text = size > mostBytes ? '' : Buffer.from(await vscode.workspace.fs.readFile(file)).toString('utf8');
    const found = readConnections(text);
    if (found && found.length > 0) return found;
  } catch (error) {
    throw new Failure(failed, error);
  }
  notifyWarning(
    t('{0} It contains no connections. Choose a file created by “Export Connections Without Secrets…”.', failed),
  );
  return [];
}

function isKnown({ store }: ConnectionServices, { product, url, site }: SharedConnection): boolean {
  const addresses = [url, site].flatMap(each => (each === undefined ? [] : [BaseUrl.parse(each).href]));
  return store
    .all()
    .some(
      each =>
        each.product === product &&
        [each.url, each.product === Product.jira ? each.site : undefined].some(
          own => own !== undefined && addresses.includes(BaseUrl.parse(own).href),
        ),
    );
}
