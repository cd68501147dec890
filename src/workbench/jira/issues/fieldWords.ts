import * as vscode from 'vscode';
import { FieldKind, type FieldMeta } from '../../../jira/fields/fields.ts';
import { FieldProblem } from '../../../jira/fields/fieldValues.ts';

const { t } = vscode.l10n;

/** Hint about the expected value, for its box. */
export function hintOf({ name, kind, required }: FieldMeta): string {
  const hints: Partial<Record<FieldKind, string>> = {
    [FieldKind.date]: t('a date such as 2027-01-31'),
    [FieldKind.dateTime]: t('a time such as 2027-01-31 14:30'),
    [FieldKind.number]: t('a number'),
    [FieldKind.url]: t('an address such as https://example.com'),
    [FieldKind.timeTracking]: t('the remaining time, such as 2h 30m'),
    [FieldKind.parent]: t('the key of an issue, such as PAY-431'),
    [FieldKind.epicLink]: t('the key of an epic, such as PAY-431'),
  };
  const hint = hints[kind];
  const empty = required ? '' : ` ${t('Leave empty to clear.')}`;
  return `${hint ? `${name}: ${hint}.` : `${name}.`}${empty}`;
}

export function problemWords(problem: FieldProblem): string {
  switch (problem) {
    case FieldProblem.required:
      return t('This field is required.');
    case FieldProblem.number:
      return t('Not a number. Enter it without thousands separators, such as 1000.5.');
    case FieldProblem.date:
      return t('Enter a valid date, such as 2027-01-31.');
    case FieldProblem.dateTime:
      return t('Enter a time such as 2027-01-31 14:30.');
    case FieldProblem.url:
      return t('Enter a full address, such as https://example.com.');
    case FieldProblem.label:
      return t('Labels cannot contain spaces.');
    case FieldProblem.notAllowed:
      return t('Jira does not offer this value.');
    case FieldProblem.key:
      return t('Enter the key of an issue, such as PAY-431.');
    case FieldProblem.estimate:
      return t('Enter a duration such as 2h 30m.');
    case FieldProblem.tooLong:
      return t('A summary is one line of at most 255 characters.');
  }
}
