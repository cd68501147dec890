import * as vscode from 'vscode';
import { asObjects, asText, type JsonObject } from '../../../base/json.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import { type JiraConnection, Product } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { JobRef } from '../../jenkins/jobs/jobRef.ts';

/**
 * Finds the sites that have the issues of a job: the one that the user's setting names for its Jenkins, or for the
 * innermost of its folders there; all sites where it names none that is connected.
 */
export function sitesOfJob(store: ConnectionStore, { connection, job }: JobRef): JiraConnection[] {
  const all = store.ofProduct(Product.jira);
  const entries = asObjects(vscode.workspace.getConfiguration('jenkinsJira.jira').get('siteOfBuilds'));
  const name = readableName(job);
  const isMeant = ({ jenkins, folder = '' }: JsonObject) =>
    jenkins === connection.name && (folder === '' || `${name}/`.startsWith(`${folder}/`));
  const inward = entries.filter(isMeant).sort((a, b) => asText(b['folder']).length - asText(a['folder']).length);
  for (const { jira } of inward) {
    const found = all.filter(site => site.name === jira);
    if (found.length > 0) return found;
  }
  return all;
}
