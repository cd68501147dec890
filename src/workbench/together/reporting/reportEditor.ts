import * as vscode from 'vscode';
import { BuildResult, buildPath } from '../../../jenkins/builds/builds.ts';
import { fillTemplate } from '../../../reporting/reportText.ts';
import { reportAddress } from '../../../reporting/sendReport.ts';
import { pagesOf } from '../../connections/sessions/pages.ts';
import { type JiraConnection, Product } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { Failure } from '../../connections/words/failure.ts';
import type { BuildRef, JobRef } from '../../jenkins/jobs/jobRef.ts';
import { withDelayedProgress } from '../../shell/dialogs/delayedProgress.ts';
import type { TextFiles } from '../../shell/drafts/textFiles.ts';
import { notifyInformation } from '../../shell/messages/notifications.ts';
import { sitesOfJob } from '../links/sitesOfBuild.ts';
import { type ChoosingDeps, chooseIssues } from './chooseIssues.ts';
import type { WritesDeps } from './chooseWrites.ts';
import { fieldsOfResult } from './fieldsOfResult.ts';
import { detailsIn, isSameIssue, type ReportDetails, type SiteIssue, toJson } from './reportDetails.ts';
import type { IssueReport } from './reportMessage.ts';
import type { ReportTemplate } from './reportTemplate.ts';
import { nameOf, reportUri } from './reportUri.ts';
import { type ReportedBuild, readReported, resultWords, textsOf, valuesOf } from './reportValues.ts';

const { t } = vscode.l10n;

export interface ReportEditorDeps extends ChoosingDeps, WritesDeps {
  readonly store: ConnectionStore;
  readonly files: TextFiles<BuildRef>;
  readonly template: ReportTemplate;
}

/** Report as it begins. */
export interface NewReport {
  readonly text: string;
  readonly details: ReportDetails;
}

/** Begins reports, and changes the issues that they are for. */
export class ReportEditor {
  private readonly deps: ReportEditorDeps;

  constructor(deps: ReportEditorDeps) {
    this.deps = deps;
  }

  /** Sites on which builds can be reported. */
  sites(job?: JobRef): JiraConnection[] {
    const { store } = this.deps;
    const all = job ? sitesOfJob(store, job) : store.ofProduct(Product.jira);
    return all.filter(({ readOnly }) => !readOnly);
  }

  async hasDraft(build: BuildRef): Promise<boolean> {
    return (await this.deps.files.draftOf(reportUri(build))) !== undefined;
  }

  /** Opens the report of a build: its draft, or else one from the template for the issues that the person chooses. */
  async open(build: BuildRef): Promise<void> {
    const { files } = this.deps;
    const uri = reportUri(build);
    if ((await files.draftOf(uri)) || (await this.begin(uri, build))) await files.show(uri);
  }

  /**
   * Opens a report that waits as a draft; where there is a draft of the build, the issue joins it with what it gets.
   * A report with another text stays as it is, as its text would be lost.
   * @param isEdited whether the draft may be that of this report
   * @returns whether it is edited now
   */
  async edit({ build, issue, text, details }: IssueReport, isEdited = false): Promise<boolean> {
    const { store, files } = this.deps;
    const connection = store.findJenkins(build.jenkins);
    if (!connection) {
      notifyInformation(t('The connection of {0} was removed.', nameOf(build)));
      return false;
    }
    const uri = reportUri({ connection, job: build.job, number: build.number });
    const draft = await files.draftOf(uri);
    const known = draft && detailsIn(await files.detailsOf(uri));
    const isIn = known?.issues.some(each => isSameIssue(each, issue));
    const isApart = known && !(isIn && isEdited) && draft.text.trim() !== text.trim();
    if (!known) await files.begin(uri, { text: '', details: toJson(details) }, text);
    else if (!isIn && !isApart) await this.keep(uri, joined(known, issue, details));
    await files.show(uri);
    if (isApart)
      notifyInformation(
        t(
          'Another text for {0} is being edited. Send or discard it before you edit the report on {1}, which still waits.',
          nameOf(build),
          issue.key,
        ),
      );
    return !isApart;
  }

  /** Asks for the issues of a report anew. */
  async chooseAnew(uri: vscode.Uri): Promise<void> {
    const build = this.deps.files.refOf(uri);
    const before = detailsIn(await this.deps.files.detailsOf(uri))?.issues;
    const reported = await this.read(build);
    const issues =
      reported &&
      (await chooseIssues(this.deps, this.sites(build), nameOf(build), { texts: textsOf(build, reported), before }));
    if (!issues) return;
    const isNew = (issue: SiteIssue) => !before?.some(each => isSameIssue(each, issue));
    const added = await fieldsOfResult(this.deps, issues.filter(isNew), reported.facts.build.result);
    const known = detailsIn(await this.deps.files.detailsOf(uri));
    const kept = (known?.fields ?? []).filter(
      field => !added.fields.some(each => each.id === field.id && isSameIssue(each, field)),
    );
    const wanted = [...(known?.wanted ?? []).filter(each => !isNew(each)), ...added.wanted];
    await this.keep(uri, { issues, fields: [...kept, ...added.fields], wanted });
  }

  /** Asks what else a report writes. */
  async chooseWrites(uri: vscode.Uri): Promise<void> {
    const details = detailsIn(await this.deps.files.detailsOf(uri));
    const { chooseWrites } = await import('./chooseWrites.ts');
    const writes = details && (await chooseWrites(this.deps, nameOf(this.deps.files.refOf(uri)), details));
    if (writes) await this.keep(uri, writes);
  }

  /** Keeps other values for a report. */
  async keep(uri: vscode.Uri, changed: Partial<ReportDetails>): Promise<void> {
    const details = detailsIn(await this.deps.files.detailsOf(uri));
    if (details) await this.deps.files.keepDetails(uri, toJson({ ...details, ...changed }), true);
  }

  /** @returns whether it was begun */
  private async begin(uri: vscode.Uri, build: BuildRef): Promise<boolean> {
    const reported = await this.read(build);
    if (!reported) {
      notifyInformation(t('{0} does not exist.', nameOf(build)));
      return false;
    }
    const issues = await chooseIssues(this.deps, this.sites(build), nameOf(build), { texts: textsOf(build, reported) });
    if (!issues) return false;
    const { text, details } = await this.reportOf(build, reported, issues);
    await this.deps.files.begin(uri, { text: '', details: toJson(details) }, text);
    return true;
  }

  /** Makes a report by the template, with the fields of the user's setting. */
  async reportOf(build: BuildRef, reported: ReportedBuild, issues: readonly SiteIssue[]): Promise<NewReport> {
    const { sessions, template } = this.deps;
    const { startedAt, result } = reported.facts.build;
    const fields = await fieldsOfResult(this.deps, issues, result);
    const page = (await pagesOf(build.connection, sessions)).resolve(`${buildPath(build.job, build.number)}/`);
    const address = reportAddress(page.href);
    const text = fillTemplate(await template.read(), valuesOf(build, address, reported));
    const parts = { link: false, quiet: false, ...fields, steps: [] };
    const passed = result === BuildResult.success;
    return { text, details: { address, startedAt, issues, result: resultWords(reported), passed, ...parts } };
  }

  private async read(build: BuildRef): Promise<ReportedBuild | undefined> {
    const name = nameOf(build);
    try {
      return await withDelayedProgress(t('Loading {0}…', name), signal =>
        readReported(this.deps.sessions, build, signal),
      );
    } catch (error) {
      throw new Failure(t('Could not load {0}.', name), error, build.connection);
    }
  }
}

/** Joins an issue to a report, with what another one of the build writes on it. */
function joined(known: ReportDetails, issue: SiteIssue, details: ReportDetails): ReportDetails {
  const isOther = (part: SiteIssue) => !isSameIssue(part, issue);
  return {
    ...known,
    issues: [...known.issues, issue],
    link: known.link || details.link,
    quiet: known.quiet || details.quiet,
    // Those of an issue that was chosen earlier may have been left.
    fields: [...known.fields.filter(isOther), ...details.fields],
    wanted: [...known.wanted.filter(isOther), ...details.wanted],
    steps: [...known.steps.filter(isOther), ...details.steps],
  };
}
