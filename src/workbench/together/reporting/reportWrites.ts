import * as vscode from 'vscode';
import { isSameIssue, type ReportDetails } from './reportDetails.ts';

const { t } = vscode.l10n;

/** Part of a report beside its comment. */
export interface ReportWrite {
  /** Such as "link to the build". */
  readonly words: string;
  /** Change of the report's values that leaves it out. */
  readonly without: () => Partial<ReportDetails>;
}

/** Lists the parts of a report beside its comment, in the order in which they are written. */
export function writesOf({ issues, link, fields }: ReportDetails): readonly ReportWrite[] {
  return [
    ...(link ? [{ words: t('link to the build'), without: () => ({ link: false }) }] : []),
    ...issues.flatMap(issue =>
      fields
        .filter(field => isSameIssue(field, issue))
        .map(field => ({
          words: fieldChange(t('{0} of {1}', field.name, field.key), field.asked.words),
          without: () => ({ fields: fields.filter(each => each !== field) }),
        })),
    ),
  ];
}

/** "Priority of PAY-431: High". */
export function fieldChange(name: string, value: string): string {
  return t('{0}: {1}', name, value || t('empty'));
}
