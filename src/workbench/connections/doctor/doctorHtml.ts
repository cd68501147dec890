import * as vscode from 'vscode';
import { escapeHtml } from '../../../base/escapeHtml.ts';
import { type Evidence, type Finding, Grade, mainFinding, type StepReport, worstOf } from '../../../doctor/findings.ts';
import { secretsInUse } from '../../shell/messages/secretsInUse.ts';
import { button, muted } from '../../shell/pages/pageParts.ts';
import { type Diagnosis, nameOf, notCheckedWords, type Patient, sentencesOf, summaryOf } from './diagnosis.ts';
import { evidenceTitles, evidenceValue, fixTitle, gradeWords, stepTitles } from './reportWords.ts';

const { t } = vscode.l10n;

/** Buttons of the page. */
export const DoctorAct = {
  again: 'runAgain',
  cancel: 'cancel',
  copy: 'copyAsMarkdown',
  copyMasked: 'copyMasked',
  fix: 'fix',
} as const;

/** Renders the page of a diagnosis. Every text of a server is escaped. */
export function doctorHtml(patient: Patient, diagnosis: Diagnosis): string {
  const { reports, step } = diagnosis;
  const title = t('Diagnosis of {0}', nameOf(patient));
  return [
    `<h1 dir="auto">${escapeHtml(title)}</h1>`,
    `<p role="status">${escapeHtml(summaryOf(diagnosis))}</p>`,
    `<p class="actions">${(step ? [cancelButton()] : [mainFix(patient, reports), ...endButtons()]).join(' ')}</p>`,
    ...reports.map((report, at) => stepHtml(report, at, patient, diagnosis)),
    `<p>${muted(notCheckedWords(diagnosis))}</p>`,
  ].join('\n');
}

function cancelButton(): string {
  return button(t('Cancel'), DoctorAct.cancel);
}

/** Fix of the finding that the page begins with. */
function mainFix(patient: Patient, reports: readonly StepReport[]): string {
  const main = mainFinding(reports);
  const at = reports.findIndex(({ findings }) => main !== undefined && findings.includes(main));
  const title = main?.fix && fixTitle(main.fix, patient.connection !== undefined);
  const place = main && title ? `${at} ${reports[at]?.findings.indexOf(main)}` : '';
  return title ? button(title, DoctorAct.fix, place, 'primary') : '';
}

function endButtons(): string[] {
  return [
    button(t('Run Again'), DoctorAct.again),
    button(t('Copy as Markdown'), DoctorAct.copy),
    button(t('Copy With Host Names Masked'), DoctorAct.copyMasked),
  ];
}

function stepHtml(
  { step, findings, evidence }: StepReport,
  at: number,
  patient: Patient,
  diagnosis: Diagnosis,
): string {
  const title = stepTitles[step]();
  const heading = (state: string) => `<h2 class="step">${escapeHtml(title)} ${state}</h2>`;
  if (findings.length === 0) return '';
  const lines = findings.map((finding, index) => findingHtml(finding, `${at} ${index}`, title, { patient, diagnosis }));
  const worst = worstOf(findings);
  const words = gradeWords[worst]();
  const isLoud = worst === Grade.problem || worst === Grade.warning;
  const state = isLoud ? `<span class="status">${escapeHtml(words)}</span>` : muted(words);
  return `<section>${heading(state)}${lines.join('')}${evidenceHtml(evidence, step)}</section>`;
}

interface Around {
  readonly patient: Patient;
  readonly diagnosis: Diagnosis;
}

function findingHtml(finding: Finding, at: string, step: string, { patient, diagnosis }: Around): string {
  const words = escapeHtml(sentencesOf(finding, diagnosis));
  const fix = finding.fix && fixTitle(finding.fix, patient.connection !== undefined);
  const isOpen = finding.grade === Grade.problem ? ' class="problem"' : '';
  return `<p${isOpen}>${words}${fix ? ` ${button(fix, DoctorAct.fix, at, '', `${fix} (${step})`)}` : ''}</p>`;
}

function evidenceHtml(evidence: readonly Evidence[], step: string): string {
  if (evidence.length === 0) return '';
  const rows = evidence.map(({ kind, value }) => {
    const shown = secretsInUse.redact(evidenceValue(kind, value));
    return `<dt>${escapeHtml(evidenceTitles[kind]())}</dt><dd dir="auto">${escapeHtml(shown)}</dd>`;
  });
  return `<details id="evidence-${step}"><summary>${escapeHtml(t('Details'))}</summary><dl class="fields">${rows.join('')}</dl></details>`;
}
