import { customFields } from './customFields.ts';

import type { JiraFlavor } from './model.ts';

export interface Field {
  id: string;
  name: string;
  clauseNames: string[];
  schema: { type: string; system?: string; items?: string; custom?: string; customId?: number };
  custom: boolean;
  navigable: boolean;
}

function system(id: string, name: string, type: string, more: Partial<Field> & { items?: string } = {}): Field {
  const { items, ...rest } = more;
  return {
    id,
    name,
    clauseNames: [id],
    schema: { type, ...(items === undefined ? {} : { items }), system: id },
    custom: false,
    navigable: true,
    ...rest,
  };
}

/** On Data Center an epic's issues name it in a custom field; Cloud has `parent` for all. */
export const epicLinkFieldId = 'customfield_10014';

const shared: Field[] = [
  system('summary', 'Summary', 'string'),
  system('issuetype', 'Issue Type', 'issuetype', { clauseNames: ['issuetype', 'type'] }),
  system('project', 'Project', 'project'),
  system('status', 'Status', 'status'),
  system('priority', 'Priority', 'priority'),
  system('resolution', 'Resolution', 'resolution'),
  system('resolutiondate', 'Resolved', 'datetime', { clauseNames: ['resolutiondate', 'resolved'] }),
  system('assignee', 'Assignee', 'user'),
  system('reporter', 'Reporter', 'user'),
  system('creator', 'Creator', 'user'),
  system('labels', 'Labels', 'array', { items: 'string' }),
  system('created', 'Created', 'datetime', { clauseNames: ['created', 'createdDate'] }),
  system('updated', 'Updated', 'datetime', { clauseNames: ['updated', 'updatedDate'] }),
  system('duedate', 'Due date', 'date', { clauseNames: ['due', 'duedate'] }),
  system('description', 'Description', 'string'),
  system('components', 'Components', 'array', { items: 'component', clauseNames: ['component'] }),
  system('fixVersions', 'Fix versions', 'array', { items: 'version', clauseNames: ['fixVersion'] }),
  system('watches', 'Watchers', 'watches', { clauseNames: ['watchers'] }),
  system('subtasks', 'Sub-tasks', 'array', { items: 'issuelinks', clauseNames: ['subtasks'] }),
  system('issuelinks', 'Linked Issues', 'array', { items: 'issuelinks', clauseNames: [] }),
  system('comment', 'Comment', 'comments-page', { navigable: false }),
  system('parent', 'Parent', 'issuelink', { navigable: false }),
  system('votes', 'Votes', 'votes', { clauseNames: ['votes'] }),
  system('worklog', 'Log Work', 'array', { items: 'worklog', navigable: false, clauseNames: [] }),
  system('attachment', 'Attachment', 'array', { items: 'attachment', clauseNames: ['attachments'] }),
];

const cloudOnly: Field[] = [
  { ...system('statusCategory', 'Status Category', 'statusCategory'), clauseNames: ['statusCategory'] },
];

const dataCenterOnly: Field[] = [
  {
    id: epicLinkFieldId,
    name: 'Epic Link',
    clauseNames: ['cf[10014]', 'Epic Link'],
    schema: { type: 'any', custom: 'com.pyxis.greenhopper.jira:gh-epic-link', customId: 10014 },
    custom: true,
    navigable: true,
  },
];

export function fieldsOf(flavor: JiraFlavor): Field[] {
  const own = flavor === 'cloud' ? cloudOnly : dataCenterOnly;
  return [...shared, ...own, ...customFields.map(({ field }) => field)];
}
