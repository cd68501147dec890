import * as vscode from 'vscode';
import { type StepReport, worstOf } from '../../../doctor/findings.ts';
import { secretsInUse } from '../../shell/messages/secretsInUse.ts';
import { code, plain } from '../../shell/words/markdownText.ts';
import { type Diagnosis, notCheckedWords, sentencesOf, summaryOf } from './diagnosis.ts';
import { maskHosts } from './maskHosts.ts';
import { evidenceTitles, evidenceValue, gradeWords, stepTitles } from './reportWords.ts';

const { t } = vscode.l10n;

/**
 * Writes a diagnosis as Markdown, to be pasted into an issue or a chat, without secrets.
 * @param masks whether names and addresses of hosts are replaced
 */
export function doctorMarkdown(product: string, diagnosis: Diagnosis, masks: boolean): string {
  const { reports } = diagnosis;
  const hide = masks ? maskHosts(reports) : (text: string) => text;
  const shown = (text: string) => hide(secretsInUse.redact(text));
  const title = t('Diagnosis of a {0} connection', product);
  const blocks = [
    `**${plain(title)}**`,
    plain(shown(summaryOf(diagnosis))),
    ...reports.filter(({ findings }) => findings.length > 0).map(stepLines),
  ];
  const unchecked = notCheckedWords(diagnosis);
  if (unchecked) blocks.push(plain(unchecked));
  return `${blocks.join('\n\n')}\n`;

  function stepLines({ step, findings, evidence }: StepReport): string {
    const state = gradeWords[worstOf(findings)]();
    const lines = [
      ...findings.map(finding => `- ${plain(shown(sentencesOf(finding, diagnosis)))}`),
      ...evidence.map(
        ({ kind, value }) => `  - ${plain(evidenceTitles[kind]())}: ${code(shown(evidenceValue(kind, value)))}`,
      ),
    ];
    return `**${plain(stepTitles[step]())}: ${plain(state)}**\n\n${lines.join('\n')}`;
  }
}
