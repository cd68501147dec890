import * as vscode from 'vscode';
import { asObject, asString } from '../../../base/json.ts';
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
  const setting = asObject(vscode.workspace.getConfiguration('jenkinsJira.jira').get('siteOfBuilds'));
  const path = readableName(job).split('/');
  for (let length = path.length; length >= 0; length--) {
    const place = [connection.name, ...path.slice(0, length)].join('/');
    const site = asString(setting[place]);
    const found = all.filter(({ name }) => name === site);
    if (found.length > 0) return found;
  }
  return all;
}
