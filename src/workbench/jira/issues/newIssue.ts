import * as vscode from 'vscode';
import { asString, asStrings, isObject } from '../../../base/json.ts';
import { type IssueType, listIssueTypes } from '../../../jira/issues/createIssue.ts';
import { listProjects, type Project } from '../../../jira/issues/projects.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { type JiraConnection, Product } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { pickConnection } from '../../connections/settings/pickConnection.ts';
import { Failure } from '../../connections/words/failure.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import type { IssueRef } from './issueRef.ts';

const { t } = vscode.l10n;

export interface PlaceDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly memento: vscode.Memento;
}

/** Start values of a new issue. */
export interface NewIssue {
  /** Ids of the connections to choose from; absent: all. */
  readonly sites?: readonly string[] | undefined;
  /** Parent issue. */
  readonly parent?: IssueRef | undefined;
  readonly summary?: string | undefined;
  /** Name of the type that comes first in the list of types. */
  readonly likelyType?: string | undefined;
  /** Markdown for its description. */
  readonly description?: string | undefined;
}

/** Start values that another feature gives the command. */
export function newIssueIn(value: unknown): NewIssue {
  if (!isObject(value)) return {};
  const { summary, description, likelyType, sites } = value;
  return {
    ...(sites !== undefined && { sites: asStrings(sites) }),
    summary: asString(summary),
    description: asString(description),
    likelyType: asString(likelyType),
  };
}

const lastProject = 'lastProject';

/** Remembers the project of a new issue for the next one. */
export async function keepProject({ memento }: PlaceDeps, { id }: JiraConnection, project: string): Promise<void> {
  await memento.update(`${lastProject}:${id}`, project);
}

/** Asks for a site. */
export async function askConnection({ store }: PlaceDeps, { sites }: NewIssue): Promise<JiraConnection | undefined> {
  const title = t('Create Issue');
  const all = store.ofProduct(Product.jira);
  const meant = all.filter(({ id }) => sites?.includes(id));
  const answer = await pickConnection(meant.length > 0 ? meant : all, {
    title,
    placeholder: t('Select a Jira connection'),
  });
  return answer.kind === 'answered' ? answer.value : undefined;
}

/** Asks for a project; that of the last time comes first. */
export async function askProject(
  { sessions, memento }: PlaceDeps,
  connection: JiraConnection,
): Promise<Project | undefined> {
  const last = memento.get<string>(`${lastProject}:${connection.id}`);
  const projects = listProjects(sessions.jira(connection)).catch(error => {
    throw new Failure(t('Could not list the projects of {0}.', connection.name), error, connection);
  });
  const lastFirst = (list: readonly Project[]) =>
    [...list].sort((a, b) => Number(b.key === last) - Number(a.key === last));
  const answer = await askPick<Project>({
    title: t('Create Issue'),
    placeholder: t('Select a project'),
    items: projects.then(list => lastFirst(list).map(value => ({ label: value.name, description: value.key, value }))),
  });
  return answer.kind === 'answered' ? answer.value : undefined;
}

export function readTypes({ sessions }: PlaceDeps, connection: JiraConnection, project: string): Promise<IssueType[]> {
  return listIssueTypes(sessions.jira(connection), project).catch(error => {
    throw new Failure(t('Could not list the issue types of {0}.', project), error, connection);
  });
}

/** Asks for a type. */
export async function askType(
  deps: PlaceDeps,
  { connection, project }: { readonly connection: JiraConnection; readonly project: string },
  { parent, likelyType }: NewIssue,
): Promise<IssueType | undefined> {
  const isPart = parent !== undefined;
  const likelyFirst = (list: readonly IssueType[]) =>
    [...list].sort((a, b) => Number(b.name === likelyType) - Number(a.name === likelyType));
  const types = readTypes(deps, connection, project);
  const answer = await askPick<IssueType>({
    title: isPart ? t('Create Sub-task') : t('Create Issue'),
    placeholder: t('Select an issue type'),
    items: types.then(list =>
      likelyFirst(list)
        .filter(({ subtask }) => subtask === isPart)
        .map(value => ({ label: value.name, value })),
    ),
  });
  return answer.kind === 'answered' ? answer.value : undefined;
}
