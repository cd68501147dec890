import * as vscode from 'vscode';
import { type FileValue, type Parameter, ParameterKind } from '../../../jenkins/builds/parameters.ts';
import { sizeWords } from '../../shell/words/sizeWords.ts';
import { plainText } from '../jobs/tooltips.ts';

const { t } = vscode.l10n;

/** Line of a form of parameters: one of them, or an action. */
export interface Line extends vscode.QuickPickItem {
  readonly start?: true;
  readonly refuse?: true;
  readonly startOver?: true;
  readonly parameter?: Parameter;
}

/** State of a parameter in the form. */
interface LineState {
  readonly value: string | FileValue | undefined;
  readonly defaultValue: string | undefined;
  /** Value that is sent where there is neither; undefined where that is left to Jenkins. */
  readonly unsetValue: string | undefined;
  /** Reason why its list cannot be had. */
  readonly problem: string | undefined;
}

/** Line of a parameter with the value that will be sent. */
export function lineOf(parameter: Parameter, { value, defaultValue, unsetValue, problem }: LineState): Line {
  const { name, description, kind } = parameter;
  const isDefault = value === undefined || value === defaultValue;
  const shown = valueWords(kind, value ?? defaultValue ?? unsetValue);
  const told = [
    problem === undefined ? '' : t('The list could not be loaded. Type the value. {0}', problem),
    description ? plainText(description).replaceAll('\n', ' ') : '',
  ].filter(Boolean);
  return {
    label: name,
    description: isDefault && defaultValue !== undefined ? t('{0} (default)', shown) : shown,
    ...(told.length > 0 ? { detail: told.join(' ') } : {}),
    iconPath: new vscode.ThemeIcon(isDefault ? iconOf(kind) : 'edit'),
    parameter,
  };
}

function valueWords(kind: ParameterKind, value: string | FileValue | undefined): string {
  if (kind === ParameterKind.file && !value) return t('no file');
  if (kind === ParameterKind.password && value !== '') return value === undefined ? t('(hidden default)') : '••••••';
  if (value === undefined) return t('(default of the job)');
  if (typeof value !== 'string') return `${value.fileName} (${sizeWords(value.content.length)})`;
  if (value === '') return t('(empty)');
  const lines = value.split('\n');
  return lines.length > 1 ? t('{0}… ({1} lines)', lines[0] ?? '', lines.length) : value;
}

const icons: ReadonlyMap<ParameterKind, string> = new Map([
  [ParameterKind.boolean, 'check'],
  [ParameterKind.choice, 'list-selection'],
  [ParameterKind.choices, 'checklist'],
  [ParameterKind.password, 'key'],
  [ParameterKind.file, 'file'],
  [ParameterKind.run, 'history'],
  [ParameterKind.credentials, 'shield'],
  [ParameterKind.node, 'server'],
  [ParameterKind.label, 'tag'],
  [ParameterKind.text, 'note'],
  [ParameterKind.dynamic, 'list-selection'],
]);

function iconOf(kind: ParameterKind): string {
  return icons.get(kind) ?? 'symbol-string';
}
