import * as vscode from 'vscode';
import { escapeHtml } from '../../../../base/escapeHtml.ts';
import type { IssueDetails, OtherField } from '../../../../jira/index.ts';
import { button, muted } from '../../../shell/pages/pageParts.ts';
import { briefHtml, editButton, personHtml, statusClass, statusHtml, timeHtml } from './pieces.ts';

const { t } = vscode.l10n;

export interface FieldsContent {
  readonly details: IssueDetails;
  readonly mayChangeStatus: boolean;
  readonly mayAssign: boolean;
}

/** Renders the fields of an issue; each that this account may change has its button beside it. */
export function fieldsHtml(content: FieldsContent): string {
  const { details } = content;
  const { issue, labels, resolution, reporter, assignee, created, parent } = details;
  const rows: Row[] = [
    [t('Status'), status(content) + (resolution ? ` ${escapeHtml(t('Resolution: {0}', resolution))}` : '')],
    [t('Type'), escapeHtml(issue.type), 'issuetype'],
    [t('Priority'), escapeHtml(issue.priority ?? t('None')), 'priority'],
    [
      t('Assignee'),
      personHtml(assignee) + (content.mayAssign ? ` ${button(t('Assign…'), 'assignIssue', '', 'link')}` : ''),
    ],
    [t('Reporter'), personHtml(reporter), 'reporter'],
    [
      t('Labels'),
      labels.map(label => `<span class="label">${escapeHtml(label)}</span>`).join('') || muted(t('None')),
      'labels',
    ],
    ...(parent || details.editable.has('parent')
      ? [[t('Parent'), parent ? briefHtml(parent) : muted(t('None')), 'parent'] as [string, string, string]]
      : []),
    [t('Created'), timeHtml(created)],
    [t('Updated'), timeHtml(issue.updated)],
    ...plainFields(details).map(({ id, name, value }): [string, string, string] => [
      name,
      typeof value === 'string' ? escapeHtml(value) : timeHtml(value.moment),
      id === 'timeestimate' ? 'timetracking' : id,
    ]),
    ...details.empty.filter(isUsual).map(emptyRow),
  ];
  return listHtml(details, rows) + emptyHtml(details);
}

type Row = readonly [name: string, html: string, field?: string];

function listHtml(details: IssueDetails, rows: readonly Row[]): string {
  const list = rows.map(([name, html, field]) => {
    return `<dt>${escapeHtml(name)}</dt><dd>${html} ${field ? editButton(details, field, name) : ''}</dd>`;
  });
  return `<dl class="fields">${list.join('')}</dl>`;
}

/** Fields that stand on the page without a value, too. */
function isUsual({ id }: IssueDetails['empty'][number]): boolean {
  return id === 'duedate' || id === 'timetracking';
}

function emptyRow({ id, name }: IssueDetails['empty'][number]): [string, string, string] {
  return [name, muted(t('None')), id];
}

/** Editable fields without a value, which open on demand. */
function emptyHtml(details: IssueDetails): string {
  const others = details.empty.filter(field => !isUsual(field));
  if (others.length === 0) return '';
  const title = escapeHtml(t('Empty Fields ({0})', others.length));
  return `<details id="empty-fields"><summary>${title}</summary>${listHtml(details, others.map(emptyRow))}</details>`;
}

/** The status itself is the button that changes it. */
function status({ details: { issue }, mayChangeStatus }: FieldsContent): string {
  if (!mayChangeStatus) return statusHtml(issue.status, issue.statusCategory);
  const kind = statusClass(issue.statusCategory);
  return button(issue.status, 'changeStatus', '', kind, t('{0}, change the status', issue.status));
}

type PlainField = OtherField & { readonly value: string | { readonly moment: string } };

function plainFields({ others }: IssueDetails): PlainField[] {
  return others.filter((field): field is PlainField => typeof field.value === 'string' || 'moment' in field.value);
}
