import type { LackedPermissions } from '../../../jenkins/session/lackedPermissions.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { ContextFlag } from '../../shell/trees/treeNode.ts';
import type { JobRef } from './jobRef.ts';

/** Jenkins' names of permissions. */
export const Permission = {
  build: 'hudson.model.Item.Build',
  cancel: 'hudson.model.Item.Cancel',
  replay: 'hudson.model.Run.Replay',
  updateRun: 'hudson.model.Run.Update',
  deleteRun: 'hudson.model.Run.Delete',
} as const;
export type Permission = (typeof Permission)[keyof typeof Permission];

const flags: readonly (readonly [string, ContextFlag])[] = [
  [Permission.build, ContextFlag.lacksBuild],
  [Permission.cancel, ContextFlag.lacksCancel],
  ['hudson.model.Item.Configure', ContextFlag.lacksConfigure],
  ['hudson.model.Item.Create', ContextFlag.lacksCreate],
  ['hudson.model.Item.Delete', ContextFlag.lacksDelete],
  [Permission.updateRun, ContextFlag.lacksRunUpdate],
  [Permission.deleteRun, ContextFlag.lacksRunDelete],
];

/** Flags of what the account was refused at a job: it is not offered there again. */
export function lackedFlags(lacked: LackedPermissions | undefined, job: string): ContextFlag[] {
  return flags.filter(([permission]) => lacked?.has(job, permission)).map(([, flag]) => flag);
}

/** Whether a change of a job is offered: the connection is not read only, and the account was not refused it before. */
export function isOffered(sessions: Sessions, { connection, job }: JobRef, permission: Permission): boolean {
  return !connection.readOnly && !sessions.lackedOf(connection)?.has(job, permission);
}
