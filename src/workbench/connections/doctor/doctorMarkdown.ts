import * as vscode from 'vscode';
import { type StepReport, worstOf } from '../../../doctor/findings.ts';
import { secretsInUse } from '../../shell/messages/secretsInUse.ts';
import { code, plain } from '../../shell/words/markdownText.ts';
import { type Diagnosis, sentencesOf, summaryOf } from './diagnosis.ts';
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
  const blocks = [`**${plain(title)}**`, plain(shown(summaryOf(diagnosis))), ...reports.map(each => stepLines(each))];
  return `${blocks.join('\n\n')}\n`;

  function stepLines({ step, findings, evidence }: StepReport): string {
    const state = findings.length === 0 ? t('Not checked') : gradeWords[worstOf(findings)]();
    const lines = [
      ...findings.map(finding => `- ${plain(shown(sentencesOf(finding, diagnosis)))}`),
      ...evidence.map(
        ({ kind, value }) => `  - ${plain(evidenceTitles[kind]())}: ${code(shown(evidenceValue(kind, value)))}`,
      ),
    ];
    return [`**${plain(stepTitles[step]())}: ${plain(state)}**`, ...(lines.length > 0 ? [lines.join('\n')] : [])].join(
      '\n\n',
    );
  }
}
