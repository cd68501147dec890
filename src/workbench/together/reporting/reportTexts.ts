import * as vscode from 'vscode';
import type { Message } from '../../../reporting/message.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { BuildRef } from '../../jenkins/jobs/jobRef.ts';
import { addressOf, buildOfLog } from '../../jenkins/logs/logUri.ts';
import type { IssueRef } from '../../jira/issues/issueRef.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { EditedText, ServerText, TextKind, TextPlace } from '../../shell/drafts/textKind.ts';
import { notifyInformation, showInformation, showWarning } from '../../shell/messages/notifications.ts';
import { detailsIn, isSameIssue, type SiteIssue } from './reportDetails.ts';
import type { NewReport } from './reportEditor.ts';
import { reportScheme } from './reportNames.ts';
import type { ReportOutbox } from './reportOutbox.ts';
import { nameOf } from './reportUri.ts';

const { t } = vscode.l10n;

export interface ReportTextsDeps {
  readonly store: ConnectionStore;
  readonly outbox: ReportOutbox;
  readonly background: Background;
}

/** Reports of builds as texts under edit, as Markdown: saving keeps a draft, reporting sends it to each issue. */
export class ReportTexts implements TextKind<BuildRef> {
  readonly scheme = reportScheme;
  readonly savingKeeps = true;
  readonly closes = true;
  readonly verb = t('Report');
  private readonly deps: ReportTextsDeps;
  private readonly chooseAnew: (uri: vscode.Uri) => Promise<unknown>;
  private readonly keepOthers: (uri: vscode.Uri, left: readonly SiteIssue[]) => Promise<unknown>;

  /**
   * @param chooseAnew asks for the issues of a report that has none
   * @param keepOthers keeps the issues that a report could not be sent to
   */
  constructor(deps: ReportTextsDeps, chooseAnew: ReportTexts['chooseAnew'], keepOthers: ReportTexts['keepOthers']) {
    this.deps = deps;
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

  /** A report that was held for its draft is not edited any more; after a sent one, none is held. */
  removed(build: BuildRef): Promise<void> {
    return this.deps.outbox.release(build);
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
    const left = await this.send(build, { text, details: known }, true);
    if (left.length < known.issues.length) {
      if (left.length > 0) await this.keepOthers(uri, left);
      await this.deps.outbox.dropOthers(build, known.issues);
    }
    return left.length === 0;
  }

  /**
   * Sends a report on each of its issues.
   * @param hasDraft whether a refused one stays as its draft; else it stays in *My Work*
   * @returns those that refused it, or that another window sends it to
   */
  async send(build: BuildRef, { text, details }: NewReport, hasDraft = false): Promise<readonly SiteIssue[]> {
    const sent = new SentParts();
    for (const issue of details.issues) await this.sendOn(issue, { build, text, details, hasDraft }, sent);
    const { left, told, parts, waiting } = sent;
    // Not awaited: a notification can stay open.
    if (parts.length > 0)
      this.deps.background.run(() => offerStatus(t('{0} reported on {1}.', nameOf(build), parts.join(', ')), told));
    if (waiting.length > 0) this.deps.background.run(() => tellWaiting(build, waiting));
    return left;
  }

  private async sendOn(
    issue: SiteIssue,
    { build, text, details, hasDraft }: NewReport & { readonly build: BuildRef; readonly hasDraft: boolean },
    { left, told, parts, waiting }: SentParts,
  ): Promise<void> {
    const { outbox, background, store } = this.deps;
    const name = { jenkins: build.connection.id, job: build.job, number: build.number };
    const end = await outbox.send({ build: name, issue, text, details, isByItself: !hasDraft }, hasDraft);
    const connection = store.findJira(issue.site);
    switch (end.kind) {
      case 'sent':
        parts.push(end.sent);
        if (connection && details.passed && !details.steps.some(step => isSameIssue(step, issue)))
          told.push({ connection, key: issue.key });
        return;
      case 'refused':
        background.report(end.error);
        left.push(issue);
        return;
      case 'elsewhere':
        notifyInformation(t('Another window is reporting this build on {0}.', issue.key));
        left.push(issue);
        return;
      default:
        waiting.push(end.message);
    }
  }
}

/** Ends of a report on several issues. */
class SentParts {
  readonly left: SiteIssue[] = [];
  /** Issues of a build that passed whose status the report has not changed. */
  readonly told: IssueRef[] = [];
  readonly parts: string[] = [];
  readonly waiting: Message[] = [];
}

/** Tells what waits, and why. */
async function tellWaiting(build: BuildRef, waiting: readonly Message[]): Promise<void> {
  const keys = waiting.map(({ key }) => key).join(', ');
  const [reason = ''] = waiting.map(message => message.reason).filter(Boolean);
  const text = t('{0} is reported on {1} as soon as Jira takes it. {2}', nameOf(build), keys, reason);
  const show = t('Show in My Work');
  if ((await showWarning(text, show)) === show) await vscode.commands.executeCommand('jenkinsJira.myWork.focus');
}

/** Tells what was reported, and offers the transitions that issues allow now. */
async function offerStatus(text: string, issues: readonly IssueRef[]): Promise<void> {
  if (issues.length === 0) return notifyInformation(text);
  const change = t('Change Status…');
  if ((await showInformation(text, change)) === change)
    await vscode.commands.executeCommand('jenkinsJira.changeStatus', issues[0], issues);
}
