import * as vscode from 'vscode';
import { isSameIssue, type ReportDetails, type ReportedStep } from './reportDetails.ts';

const { t } = vscode.l10n;

/** Part of a report beside its comment. */
export interface ReportWrite {
  /** Such as "link to the build". */
  readonly words: string;
  /** Change of the report's values that leaves it out. */
  readonly without: () => Partial<ReportDetails>;
}

/** Lists the parts of a report beside its comment, in the order in which they are written. */
export function writesOf({ issues, link, quiet, fields, wanted, steps }: ReportDetails): readonly ReportWrite[] {
  const of = (name: string, key: string) => (issues.length > 1 ? t('{0} of {1}', name, key) : name);
  return [
    ...(link ? [{ words: t('link to the build'), without: () => ({ link: false }) }] : []),
    ...(quiet ? [{ words: t('no mails about fields'), without: () => ({ quiet: false }) }] : []),
    ...issues.flatMap(issue => [
      ...fields
        .filter(field => isSameIssue(field, issue))
        .map(field => ({
          words: fieldChange(of(field.name, field.key), field.asked.words),
          without: () => ({ fields: fields.filter(each => each !== field) }),
        })),
      ...wanted
        .filter(field => isSameIssue(field, issue))
        .map(field => ({
          words: fieldChange(of(field.name, field.key), field.value),
          without: () => ({ wanted: wanted.filter(each => each !== field) }),
        })),
      ...steps
        .filter(step => isSameIssue(step, issue))
        .map(step => ({
          words: fieldChange(of(t('Status'), step.key), stepWords(step)),
          without: () => ({ steps: steps.filter(each => each !== step) }),
        })),
    ]),
  ];
}

/** "Done (Fixed)": a status with the answers to all that its transition demands. */
export function stepWords({ to, answers }: ReportedStep): string {
  const words = [...answers.values()].map(asked => asked.words).filter(Boolean);
  return words.length > 0 ? t('{0} ({1})', to, words.join(', ')) : to;
}

/** "Priority: High". */
export function fieldChange(name: string, value: string): string {
  return t('{0}: {1}', name, value || t('empty'));
}
