import type { DemoUser } from './model.ts';

const developerPermissions = [
  'BROWSE_PROJECTS',
  'CREATE_ISSUES',
  'EDIT_ISSUES',
  'ASSIGN_ISSUES',
  'ADD_COMMENTS',
  'CREATE_ATTACHMENTS',
  'WORK_ON_ISSUES',
  'ASSIGNABLE_USER',
  'VIEW_VOTERS_AND_WATCHERS',
  'EDIT_OWN_COMMENTS',
  'DELETE_OWN_COMMENTS',
  'EDIT_OWN_WORKLOGS',
  'DELETE_OWN_WORKLOGS',
  'LINK_ISSUES',
  'TRANSITION_ISSUES',
  'USER_PICKER',
];

const fred: DemoUser = {
  accountId: '712020:5f0c1e7a-3f6b-4c5d-9a53-0d6c9a1f0001',
  name: 'fred',
  key: 'JIRAUSER10100',
  emailAddress: 'fred@example.com',
  displayName: 'Fred Fischer',
  password: 'fred-password',
  apiToken: 'fred-cloud-api-token',
  personalAccessToken: 'fred-personal-access-token',
  timeZone: 'Europe/Berlin',
  active: true,
  scopedToken: false,
  tokens: [],
  groups: ['jira-software-users', 'payments-team'],
  roles: ['Developers'],
  permissions: developerPermissions,
};

const dana: DemoUser = {
  ...fred,
  accountId: '712020:5f0c1e7a-3f6b-4c5d-9a53-0d6c9a1f0002',
  name: 'dana',
  key: 'JIRAUSER10101',
  emailAddress: 'dana@example.com',
  displayName: 'Dana Okafor',
  password: 'dana-password',
  apiToken: 'dana-cloud-api-token',
  personalAccessToken: 'dana-personal-access-token',
  timeZone: 'America/New_York',
  groups: ['jira-administrators', 'jira-software-users'],
  roles: ['Administrators', 'Developers'],
  permissions: [
    ...developerPermissions,
    'EDIT_ALL_COMMENTS',
    'DELETE_ALL_COMMENTS',
    'EDIT_ALL_WORKLOGS',
    'DELETE_ALL_WORKLOGS',
    'MANAGE_WATCHERS',
    'ADMINISTER_PROJECTS',
    'ADMINISTER',
  ],
};

const reader: DemoUser = {
  ...fred,
  accountId: '712020:5f0c1e7a-3f6b-4c5d-9a53-0d6c9a1f0003',
  name: 'reader',
  key: 'JIRAUSER10102',
  emailAddress: 'reader@example.com',
  displayName: 'Robin Reader',
  password: 'reader-password',
  apiToken: 'reader-cloud-api-token',
  personalAccessToken: 'reader-personal-access-token',
  timeZone: 'UTC',
  groups: ['jira-software-users'],
  roles: ['Viewers'],
  permissions: ['BROWSE_PROJECTS', 'VIEW_VOTERS_AND_WATCHERS'],
};

/** fred works, dana administers, reader may look and nothing else. */
export const demoUsers: { fred: DemoUser; dana: DemoUser; reader: DemoUser } = { fred, dana, reader };
