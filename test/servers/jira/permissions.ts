import type { DemoUser } from './model.ts';

export interface Permission {
  id: string;
  key: string;
  name: string;
  type: 'PROJECT' | 'GLOBAL';
}

export const permissions: Permission[] = [
  { id: '10', key: 'BROWSE_PROJECTS', name: 'Browse Projects', type: 'PROJECT' },
  { id: '11', key: 'CREATE_ISSUES', name: 'Create Issues', type: 'PROJECT' },
  { id: '12', key: 'EDIT_ISSUES', name: 'Edit Issues', type: 'PROJECT' },
  { id: '13', key: 'ASSIGN_ISSUES', name: 'Assign Issues', type: 'PROJECT' },
  { id: '15', key: 'ADD_COMMENTS', name: 'Add Comments', type: 'PROJECT' },
  { id: '17', key: 'ASSIGNABLE_USER', name: 'Assignable User', type: 'PROJECT' },
  { id: '31', key: 'VIEW_VOTERS_AND_WATCHERS', name: 'View Voters and Watchers', type: 'PROJECT' },
  { id: '32', key: 'MANAGE_WATCHERS', name: 'Manage Watchers', type: 'PROJECT' },
  { id: '34', key: 'EDIT_ALL_COMMENTS', name: 'Edit All Comments', type: 'PROJECT' },
  { id: '35', key: 'EDIT_OWN_COMMENTS', name: 'Edit Own Comments', type: 'PROJECT' },
  { id: '36', key: 'DELETE_ALL_COMMENTS', name: 'Delete All Comments', type: 'PROJECT' },
  { id: '37', key: 'DELETE_OWN_COMMENTS', name: 'Delete Own Comments', type: 'PROJECT' },
  { id: '19', key: 'CREATE_ATTACHMENTS', name: 'Create Attachments', type: 'PROJECT' },
  { id: '20', key: 'WORK_ON_ISSUES', name: 'Work On Issues', type: 'PROJECT' },
  { id: '40', key: 'EDIT_OWN_WORKLOGS', name: 'Edit Own Worklogs', type: 'PROJECT' },
  { id: '41', key: 'EDIT_ALL_WORKLOGS', name: 'Edit All Worklogs', type: 'PROJECT' },
  { id: '42', key: 'DELETE_OWN_WORKLOGS', name: 'Delete Own Worklogs', type: 'PROJECT' },
  { id: '43', key: 'DELETE_ALL_WORKLOGS', name: 'Delete All Worklogs', type: 'PROJECT' },
  { id: '21', key: 'LINK_ISSUES', name: 'Link Issues', type: 'PROJECT' },
  { id: '46', key: 'TRANSITION_ISSUES', name: 'Transition Issues', type: 'PROJECT' },
  { id: '23', key: 'ADMINISTER_PROJECTS', name: 'Administer Projects', type: 'PROJECT' },
  { id: '0', key: 'ADMINISTER', name: 'Administer Jira', type: 'GLOBAL' },
  { id: '27', key: 'USER_PICKER', name: 'Browse users and groups', type: 'GLOBAL' },
];

export function may(user: DemoUser | undefined, permission: string): boolean {
  return user?.permissions.includes(permission) ?? false;
}
