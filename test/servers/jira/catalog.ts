/** What an administrator would have set up; the same on both flavors. */

export interface IssueType {
  id: string;
  name: string;
  description: string;
  subtask: boolean;
  hierarchyLevel: number;
}

export interface StatusCategory {
  id: number;
  key: string;
  name: string;
  colorName: string;
}

export interface Status {
  id: string;
  name: string;
  description: string;
  category: StatusCategory;
}

export interface Priority {
  id: string;
  name: string;
  description: string;
  statusColor: string;
}

export interface Resolution {
  id: string;
  name: string;
  description: string;
}

export interface LinkType {
  id: string;
  name: string;
  inward: string;
  outward: string;
}

export interface Transition {
  id: string;
  name: string;
  fromStatusIds: string[];
  toStatusId: string;
  hasScreen: boolean;
}

export const issueTypes: IssueType[] = [
  { id: '10001', name: 'Story', description: 'Something a user can do.', subtask: false, hierarchyLevel: 0 },
  { id: '10002', name: 'Task', description: 'A piece of work.', subtask: false, hierarchyLevel: 0 },
  { id: '10003', name: 'Sub-task', description: 'A part of an issue.', subtask: true, hierarchyLevel: -1 },
  { id: '10004', name: 'Bug', description: 'Something that is broken.', subtask: false, hierarchyLevel: 0 },
  { id: '10000', name: 'Epic', description: 'A large goal.', subtask: false, hierarchyLevel: 1 },
];

export const statusCategories: StatusCategory[] = [
  { id: 2, key: 'new', name: 'To Do', colorName: 'blue-gray' },
  { id: 4, key: 'indeterminate', name: 'In Progress', colorName: 'yellow' },
  { id: 3, key: 'done', name: 'Done', colorName: 'green' },
];

const [toDo, inProgress, done] = statusCategories as [StatusCategory, StatusCategory, StatusCategory];

export const statuses: Status[] = [
  { id: '10000', name: 'To Do', description: '', category: toDo },
  { id: '3', name: 'In Progress', description: 'Somebody is working on it.', category: inProgress },
  { id: '10001', name: 'In Review', description: 'Waits for a second pair of eyes.', category: inProgress },
  { id: '10002', name: 'Done', description: '', category: done },
];

export const priorities: Priority[] = [
  { id: '1', name: 'Highest', description: 'Blocks a release.', statusColor: '#d04437' },
  { id: '2', name: 'High', description: 'Hurts many people.', statusColor: '#f15C75' },
  { id: '3', name: 'Medium', description: 'Has a way around.', statusColor: '#f79232' },
  { id: '4', name: 'Low', description: 'Can wait.', statusColor: '#707070' },
  { id: '5', name: 'Lowest', description: 'Barely matters.', statusColor: '#999999' },
];

export const resolutions: Resolution[] = [
  { id: '10000', name: 'Done', description: 'The work is complete.' },
  { id: '10001', name: "Won't Do", description: 'Nobody will work on it.' },
  { id: '10002', name: 'Duplicate', description: 'Another issue says the same.' },
  { id: '10003', name: 'Cannot Reproduce', description: 'It did not happen again.' },
];

export const linkTypes: LinkType[] = [
  { id: '10000', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
  { id: '10001', name: 'Cloners', inward: 'is cloned by', outward: 'clones' },
  { id: '10002', name: 'Duplicate', inward: 'is duplicated by', outward: 'duplicates' },
  { id: '10003', name: 'Relates', inward: 'relates to', outward: 'relates to' },
];

export const transitions: Transition[] = [
  { id: '11', name: 'Stop progress', fromStatusIds: ['3'], toStatusId: '10000', hasScreen: false },
  { id: '21', name: 'Start progress', fromStatusIds: ['10000'], toStatusId: '3', hasScreen: false },
  { id: '31', name: 'Send to review', fromStatusIds: ['3'], toStatusId: '10001', hasScreen: false },
  { id: '61', name: 'Back to work', fromStatusIds: ['10001'], toStatusId: '3', hasScreen: false },
  { id: '41', name: 'Done', fromStatusIds: ['10000', '3', '10001'], toStatusId: '10002', hasScreen: true },
  { id: '51', name: 'Reopen', fromStatusIds: ['10002'], toStatusId: '10000', hasScreen: false },
];

export const projectRoles = ['Administrators', 'Developers', 'Viewers'];
export const groups = ['jira-administrators', 'jira-software-users', 'payments-team'];

/** The one with this id; a wrong id in the demo's own data is a mistake of ours. */
export function byId<T extends { id: string }>(list: T[], id: string): T {
  const found = list.find(item => item.id === id);
  if (!found) {
    throw new Error(`the demo's data names an unknown id: ${id}`);
  }
  return found;
}

export function byName<T extends { name: string }>(list: T[], name: string): T {
  const found = list.find(item => item.name.toLowerCase() === name.toLowerCase());
  if (!found) {
    throw new Error(`the demo's data names an unknown name: ${name}`);
  }
  return found;
}
