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
  const rows: [string, string, string?][] = [
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
    ...(parent ? [[t('Parent'), briefHtml(parent)] as [string, string]] : []),
    [t('Created'), timeHtml(created)],
    [t('Updated'), timeHtml(issue.updated)],
    ...plainFields(details).map(({ id, name, value }): [string, string, string] => [
      name,
      typeof value === 'string' ? escapeHtml(value) : timeHtml(value.moment),
      id,
    ]),
  ];
  const list = rows.map(([name, html, field]) => {
    return `<dt>${escapeHtml(name)}</dt><dd>${html} ${field ? editButton(details, field, name) : ''}</dd>`;
  });
  return `<dl class="fields">${list.join('')}</dl>`;
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
