import * as vscode from 'vscode';
import type { BuildRef } from '../../jenkins/jobs/jobRef.ts';
import { addressOf, buildOfLog } from '../../jenkins/logs/logUri.ts';
import type { IssueRef } from '../../jira/issues/issueRef.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { EditedText, ServerText, TextKind, TextPlace } from '../../shell/drafts/textKind.ts';
import { notifyInformation, showInformation } from '../../shell/messages/notifications.ts';
import { detailsIn, type SiteIssue } from './reportDetails.ts';
import { reportScheme } from './reportNames.ts';
import { ReportSender, type ReportSenderDeps } from './reportSender.ts';
import { nameOf } from './reportUri.ts';

const { t } = vscode.l10n;

export interface ReportTextsDeps extends ReportSenderDeps {
  readonly background: Background;
}

/** Reports of builds as texts under edit, as Markdown: saving keeps a draft, reporting sends it to each issue. */
export class ReportTexts implements TextKind<BuildRef> {
  readonly scheme = reportScheme;
  readonly savingKeeps = true;
  readonly closes = true;
  readonly verb = t('Report');
  private readonly deps: ReportTextsDeps;
  private readonly sender: ReportSender;
  private readonly chooseAnew: (uri: vscode.Uri) => Promise<unknown>;
  private readonly keepOthers: (uri: vscode.Uri, left: readonly SiteIssue[]) => Promise<unknown>;

  /**
   * @param chooseAnew asks for the issues of a report that has none
   * @param keepOthers keeps the issues that a report could not be sent to
   */
  constructor(deps: ReportTextsDeps, chooseAnew: ReportTexts['chooseAnew'], keepOthers: ReportTexts['keepOthers']) {
    this.deps = deps;
    this.sender = new ReportSender(deps);
    this.chooseAnew = chooseAnew;
    this.keepOthers = keepOthers;
  }

  refOf(uri: vscode.Uri): BuildRef {
    const address = addressOf(uri);
    const build = address && buildOfLog(address, id => this.deps.store.findJenkins(id));
    if (!build) throw vscode.FileSystemError.FileNotFound(t('The connection of this build was removed.'));
    return build;
  }

  placeOf(build: BuildRef): TextPlace {
    const { connection, job, number } = build;
    const title = t('Report on {0}', nameOf(build));
    return { connection: connection.id, name: `report ${job} ${number}`, place: job, title };
  }

  /** A report has no text on a server. */
  read(): ServerText {
    return { text: '' };
  }

  async apply(build: BuildRef, { text, details }: EditedText, uri: vscode.Uri): Promise<boolean> {
    const known = detailsIn(details);
    if (!known || known.issues.length === 0) {
      await this.chooseAnew(uri);
      return false;
    }
    if (text.trim() === '') {
      notifyInformation(t('The report is empty. Write it before you send it.'));
      return false;
    }
    const left: SiteIssue[] = [];
    const told: IssueRef[] = [];
    const parts: string[] = [];
    for (const issue of known.issues) {
      const sent = await this.sender.send(build, issue, text, known).catch(error => {
        this.deps.background.report(error);
        return undefined;
      });
      const connection = this.deps.store.findJira(issue.site);
      if (sent === undefined || !connection) {
        left.push(issue);
        continue;
      }
      parts.push(sent);
      told.push({ connection, key: issue.key });
    }
    // Not awaited: a notification can stay open.
    this.deps.background.run(() => offerStatus(t('{0} reported on {1}.', nameOf(build), parts.join(', ')), told));
    if (left.length > 0 && told.length > 0) await this.keepOthers(uri, left);
    return left.length === 0;
  }
}

/** Tells what was reported, and offers the transitions that the issues allow now. */
async function offerStatus(text: string, issues: readonly IssueRef[]): Promise<void> {
  if (issues.length === 0) return;
  const change = t('Change Status…');
  if ((await showInformation(text, change)) === change)
    await vscode.commands.executeCommand('jenkinsJira.changeStatus', issues[0], issues);
}
