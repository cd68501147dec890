import * as vscode from 'vscode';
import { asObject, asString, type JsonObject } from '../../../base/json.ts';
import type { Visibility } from '../../../jira/comments/comments.ts';
import { findGroups, readRoles } from '../../../jira/people/people.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { Background } from '../../shell/commands/background.ts';
import { askPick, type PickItem } from '../../shell/dialogs/askPick.ts';
import type { IssueRef } from './issueRef.ts';

const { t } = vscode.l10n;

export interface VisibilityDeps {
  readonly sessions: Sessions;
  readonly background: Background;
}

export interface ChosenVisibility {
  readonly visibility?: Visibility | undefined;
  readonly internal?: boolean | undefined;
}

/** Audience among the values of a draft. */
export function visibilityIn(details: JsonObject): ChosenVisibility {
  const { type, value } = asObject(details['visibility']);
  const name = asString(value);
  const { internal } = details;
  return {
    ...((type === 'role' || type === 'group') && name ? { visibility: { type, value: name } } : {}),
    ...(typeof internal === 'boolean' ? { internal } : {}),
  };
}

/**
 * Asks for the audience of a comment: everybody, a role, a group, or, in service projects, the team alone.
 * @param wasInternal whether it is or was for the team alone
 */
export async function chooseVisibility(
  { sessions, background }: VisibilityDeps,
  { connection, key }: IssueRef,
  wasInternal: boolean,
): Promise<ChosenVisibility | undefined> {
  const session = sessions.jira(connection);
  const project = key.slice(0, key.lastIndexOf('-'));
  // Stated explicitly where it may have been internal before.
  const everybody: ChosenVisibility = wasInternal ? { internal: false } : {};
  const items = async (): Promise<PickItem<ChosenVisibility>[]> => {
    // Audiences that may not be listed are not offered; the others are.
    const [roles, groups] = await Promise.all([
      background.optional('The roles of a project could not be read', () => readRoles(session, project)),
      background.optional('The groups could not be read', () => findGroups(session, '')),
    ]);
    const of = (type: Visibility['type'], words: string) => (value: string) => ({
      label: value,
      description: words,
      value: { ...everybody, visibility: { type, value } },
    });
    return [
      { label: t('All users'), description: t('who can view the issue'), value: everybody },
      {
        label: t('Internal'),
        description: t('in service projects: not visible to customers'),
        value: { internal: true },
      },
      ...(roles ?? []).map(of('role', t('role'))),
      ...(groups ?? []).map(of('group', t('group'))),
    ];
  };
  const answer = await askPick<ChosenVisibility>({
    title: t('Visibility of the Comment on {0}', key),
    placeholder: t('Select a role or group'),
    items: items(),
  });
  return answer.kind === 'answered' ? answer.value : undefined;
}
