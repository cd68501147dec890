import * as vscode from 'vscode';
import type { Claims } from '../../../base/claims.ts';
import { type Report, ReportOutcome, sendReport } from '../../../reporting/sendReport.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { doWrite } from '../../connections/words/writes.ts';
import type { BuildRef } from '../../jenkins/jobs/jobRef.ts';
import { addressOf, buildOfLog } from '../../jenkins/logs/logUri.ts';
import { bodyOf } from '../../jira/issues/documents.ts';
import type { IssueChanges } from '../../jira/issues/issueChanges.ts';
import { type IssueRef, pathOfIssue } from '../../jira/issues/issueRef.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { EditedText, ServerText, TextKind, TextPlace } from '../../shell/drafts/textKind.ts';
import { notifyInformation, showInformation } from '../../shell/messages/notifications.ts';
import { detailsIn, type SiteIssue } from './reportDetails.ts';
import { reportScheme } from './reportNames.ts';
import { nameOf } from './reportUri.ts';

const { t } = vscode.l10n;

/** A window that reports and dies keeps others from it this long, in milliseconds. */
const claimMs = 30_000;

export interface ReportTextsDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly claims: Claims;
  readonly changes: IssueChanges;
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
      const outcome = await this.send(build, issue, text, known).catch(error => {
        this.deps.background.report(error);
        return undefined;
      });
      const connection = this.deps.store.findJira(issue.site);
      if (outcome === undefined || !connection) {
        left.push(issue);
        continue;
      }
      parts.push(outcomeWords(issue.key, outcome));
      told.push({ connection, key: issue.key });
    }
    // Not awaited: a notification can stay open.
    this.deps.background.run(() => offerStatus(t('{0} reported on {1}.', nameOf(build), parts.join(', ')), told));
    if (left.length > 0 && told.length > 0) await this.keepOthers(uri, left);
    return left.length === 0;
  }

  /** @returns undefined where another window sends it, or the site is gone */
  private async send(
    build: BuildRef,
    { site, key }: SiteIssue,
    text: string,
    known: Pick<Report, 'address' | 'startedAt'>,
  ): Promise<ReportOutcome | undefined> {
    const connection = this.deps.store.findJira(site);
    if (!connection) {
      notifyInformation(t('The connection of {0} was removed. The report is kept.', key));
      return undefined;
    }
    const claim = await this.deps.claims.take(`report ${site} ${key} ${known.address}`, { ttlMs: claimMs });
    if (!claim) {
      notifyInformation(t('Another window is reporting this build on {0}.', key));
      return undefined;
    }
    try {
      const session = this.deps.sessions.jira(connection);
      const report = { ...known, body: await bodyOf(connection, text) };
      const sent = await doWrite(words(build, { connection, key }), control =>
        sendReport(session, key, report, control),
      );
      if (sent.outcome !== ReportOutcome.unchanged) this.deps.changes.notify({ connection, key });
      return sent.outcome;
    } finally {
      await claim.release();
    }
  }
}

/** Tells what was reported, and offers the transitions that the issues allow now. */
async function offerStatus(text: string, issues: readonly IssueRef[]): Promise<void> {
  if (issues.length === 0) return;
  const change = t('Change Status…');
  if ((await showInformation(text, change)) === change)
    await vscode.commands.executeCommand('jenkinsJira.changeStatus', issues[0], issues);
}

function outcomeWords(key: string, outcome: ReportOutcome): string {
  if (outcome === ReportOutcome.changed) return t('{0} (the comment was changed)', key);
  return outcome === ReportOutcome.unchanged ? t('{0} (was there already)', key) : key;
}

function words(build: BuildRef, { connection, key }: IssueRef) {
  const name = nameOf(build);
  return {
    connection,
    doing: t('Reporting {0} on {1}…', name, key),
    done: t('{0} was reported on {1}.', name, key),
    failed: t('Could not report {0} on {1}; the report is kept.', name, key),
    doubtful: t(
      '{0} may or may not have been reported on {1}. The report is kept; sending it again adds no second comment.',
      name,
      key,
    ),
    page: pathOfIssue(key),
  };
}
