import * as vscode from 'vscode';
import { type Finding, Grade, mainFinding, type StepName, type StepReport } from '../../../doctor/findings.ts';
import type { RequestError } from '../../../http/errors.ts';
import type { NewSecrets } from '../secrets/otherSecrets.ts';
import type { Connection, NetworkSettings, Product } from '../settings/connection.ts';
import { stepTitles } from './reportWords.ts';
import { findingWords } from './verdictWords.ts';

const { t } = vscode.l10n;

/** Login as far as it was entered. */
interface EnteredLogin {
  readonly connection: Connection;
  readonly secret: string;
  /** Refusal of this login, where it was tried. */
  readonly refusal?: RequestError | undefined;
}

/** Address that is no connection yet, with all that was entered besides. */
export interface UnsavedAddress {
  readonly product: Product;
  readonly address: string;
  readonly network: NetworkSettings;
  readonly headerNames?: readonly string[];
  readonly newSecrets?: NewSecrets;
  readonly login?: EnteredLogin;
}

/** Connection that a page is about. */
export type Patient =
  | { readonly connection: Connection; readonly unsaved?: undefined }
  | { readonly connection?: undefined; readonly unsaved: UnsavedAddress };

/** Facts of a diagnosis so far. */
export interface Diagnosis {
  readonly reports: readonly StepReport[];
  /** Step that is under way; absent at the end. */
  readonly step?: StepName | undefined;
  readonly isCanceled?: boolean;
  /** Words to add to those of a finding: a rule that would allow a refused request. */
  readonly hints?: ReadonlyMap<Finding, string>;
  /** Ends the walk. */
  readonly cancel: () => void;
}

/** Sentences of a finding. */
export function sentencesOf(finding: Finding, { hints }: Diagnosis): string {
  return [findingWords(finding), hints?.get(finding)].filter(Boolean).join(' ');
}

export function nameOf({ connection, unsaved }: Patient): string {
  return connection ? connection.name : unsaved.product === 'jenkins' ? 'Jenkins' : 'Jira';
}

/** The diagnosis in a sentence. */
export function summaryOf(diagnosis: Diagnosis): string {
  const { reports, step, isCanceled } = diagnosis;
  if (step) return t('Checking: {0}…', stepTitles[step]());
  if (isCanceled) return t('The diagnosis was canceled.');
  const main = mainFinding(reports);
  if (!main) return t('No problems were found.');
  const words = sentencesOf(main, diagnosis);
  return main.grade === Grade.problem ? words : t('It works. Worth knowing: {0}', words);
}

/** Steps that look at a failure, where the diagnosis is about one. */
const ofFailure: ReadonlySet<StepName> = new Set<StepName>(['job', 'call']);
/** Step that a Jira has no need of. */
const ofJenkins: StepName = 'crumbs';

/** Names the steps that could not run, in a sentence; empty where there are none. */
export function notCheckedWords({ reports }: Diagnosis): string {
  const isJira = reports.some(({ findings }) => findings.some(({ verdict }) => verdict === 'isJira'));
  const isLeft = (step: StepName) => !ofFailure.has(step) && !(isJira && step === ofJenkins);
  const left = reports.filter(({ findings, step }) => findings.length === 0 && isLeft(step));
  const names = left.map(({ step }) => stepTitles[step]());
  return names.length > 0 ? t('Not checked: {0}.', names.join(', ')) : '';
}
