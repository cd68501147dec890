/** Jenkins' permissions, by the ids that its headers show. */
export type Permission =
  | 'hudson.model.Hudson.Read'
  | 'hudson.model.Hudson.Administer'
  | 'hudson.model.Item.Read'
  | 'hudson.model.Item.Create'
  | 'hudson.model.Item.Build'
  | 'hudson.model.Item.Cancel'
  | 'hudson.model.Item.Configure'
  | 'hudson.model.Item.Delete'
  | 'hudson.model.Item.Workspace'
  | 'hudson.model.Run.Update'
  | 'hudson.model.Run.Delete'
  | 'hudson.model.Run.Replay'
  | 'hudson.model.View.Create'
  | 'hudson.model.View.Configure'
  | 'hudson.model.View.Delete'
  | 'hudson.model.Computer.Connect'
  | 'hudson.model.Computer.Disconnect';

const ADMINISTER = 'hudson.model.Hudson.Administer';
const generic = (...names: string[]) => [...names.map(name => `hudson.security.Permission.Generic${name}`), ADMINISTER];

const impliedBy: Record<Permission, string[]> = {
  'hudson.model.Hudson.Read': generic('Read'),
  'hudson.model.Hudson.Administer': [],
  'hudson.model.Item.Read': generic('Read'),
  'hudson.model.Item.Create': generic('Create', 'Write'),
  'hudson.model.Item.Build': generic('Update', 'Write'),
  'hudson.model.Item.Cancel': generic('Update', 'Write'),
  'hudson.model.Item.Configure': generic('Configure', 'Update', 'Write'),
  'hudson.model.Item.Delete': generic('Delete', 'Write'),
  'hudson.model.Item.Workspace': generic('Read'),
  'hudson.model.Run.Update': generic('Update', 'Write'),
  'hudson.model.Run.Delete': generic('Delete', 'Write'),
  'hudson.model.Run.Replay': ['hudson.model.Item.Configure'],
  'hudson.model.View.Create': generic('Create', 'Write'),
  'hudson.model.View.Configure': generic('Configure', 'Update', 'Write'),
  'hudson.model.View.Delete': generic('Delete', 'Write'),
  'hudson.model.Computer.Connect': ['hudson.model.Computer.Disconnect', ADMINISTER],
  'hudson.model.Computer.Disconnect': [ADMINISTER],
};

export function permissionImpliedBy(permission: Permission): string[] {
  return impliedBy[permission];
}

export function holds(granted: ReadonlySet<Permission>, permission: Permission): boolean {
  return granted.has(ADMINISTER) || granted.has(permission);
}
