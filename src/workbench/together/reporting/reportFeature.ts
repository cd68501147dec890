import * as vscode from 'vscode';
import type { JsonObject } from '../../../base/json.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import type { Message } from '../../../reporting/message.ts';
import type { MessagesOfConnection } from '../../connections/adding/connectionServices.ts';
import type { JiraConnection } from '../../connections/settings/connection.ts';
import { BuildPicker, type BuildPickerDeps } from '../../jenkins/jobs/buildPicker.ts';
import type { JobList } from '../../jenkins/jobs/jobList.ts';
import { type BuildRef, type JobKey, jobIn, keyOf } from '../../jenkins/jobs/jobRef.ts';
import { CommentPreview, type PreviewSubject } from '../../jira/comments/commentPreview.ts';
import type { Handler } from '../../shell/commands/commandTable.ts';
import type { Drafts } from '../../shell/drafts/drafts.ts';
import { TextFiles } from '../../shell/drafts/textFiles.ts';
import { notifyInformation } from '../../shell/messages/notifications.ts';
import type { ChoosingDeps } from './chooseIssues.ts';
import type { WritesDeps } from './chooseWrites.ts';
import { detailsIn, type ReportDetails } from './reportDetails.ts';
import { ReportEditor } from './reportEditor.ts';
import { ReportLenses } from './reportLenses.ts';
import { type ReportCommand, reportScheme } from './reportNames.ts';
import { ReportOutbox, type ReportOutboxDeps } from './reportOutbox.ts';
import { ReportTemplate } from './reportTemplate.ts';
import { ReportTexts } from './reportTexts.ts';
import { nameOf, reportUriIn } from './reportUri.ts';
import { sentText } from './sentText.ts';
import { messageIn } from './waitingNodes.ts';

const { t } = vscode.l10n;

export interface ReportFeatureDeps extends ReportOutboxDeps, ChoosingDeps, WritesDeps, BuildPickerDeps {
  readonly drafts: Drafts;
  /** Jobs whose builds are reported by themselves. */
  readonly reportedJobs: JobList;
  readonly extension: vscode.Uri;
  /** Folder of the user's template. */
  readonly storage: vscode.Uri;
}

/** Part of the feature that tells builds to issues. */
export interface ReportFeature extends vscode.Disposable {
  /** Reports of builds while they are edited. */
  readonly files: TextFiles<BuildRef>;
  readonly handlers: Readonly<Record<ReportCommand, Handler>>;
  readonly messages: MessagesOfConnection;
  /** Reports a build that has ended, of a job where that is switched on. */
  onEnd(build: BuildRef): Promise<void>;
}

/** Opened with the first report. */
export function openReportFeature(deps: ReportFeatureDeps): ReportFeature {
  const { store, background, extension } = deps;
  const template = new ReportTemplate(deps.storage);
  const buildPicker = new BuildPicker(deps);
  const outbox = new ReportOutbox(deps);
  const kind = new ReportTexts(
    { ...deps, outbox },
    uri => editor.chooseAnew(uri),
    (uri, issues) => editor.keep(uri, { issues }),
  );
  const files = new TextFiles<BuildRef>(kind, deps);
  const editor = new ReportEditor({ ...deps, files, template });
  const subjectOf = (uri: vscode.Uri, details: JsonObject) =>
    previewOf(files.refOf(uri), detailsIn(details), id => (id === undefined ? editor.sites()[0] : store.findJira(id)));
  const preview = new CommentPreview({ scheme: reportScheme, subjectOf, files, extension, background });
  const parts = vscode.Disposable.from(
    outbox,
    files,
    preview,
    vscode.languages.registerCodeLensProvider({ scheme: reportScheme }, new ReportLenses(files, deps)),
  );
  const onReport = (act: (uri: vscode.Uri) => Promise<unknown>) => async (target: unknown) => {
    const uri = reportUriIn(target);
    if (uri) await act(uri);
  };
  const onJob = (act: (job: JobKey) => Promise<unknown>) => async (target: unknown) => {
    const job = jobIn(target, id => store.findJenkins(id));
    if (job) await act(keyOf(job));
  };
  const handlers: ReportFeature['handlers'] = {
    async reportBuild(target) {
      if (editor.sites().length === 0) {
        notifyInformation(t('Connect a Jira that is not read-only to report builds.'));
        return;
      }
      const accepts = ({ running }: { readonly running: boolean }) => !running;
      const build = await buildPicker.in(target, { title: t('Report Build on Issues'), accepts, newest: true });
      if (build) await editor.open(build);
    },
    sendReport: onReport(uri => files.apply(uri)),
    chooseReportIssues: onReport(uri => editor.chooseAnew(uri)),
    addToReport: onReport(uri => editor.chooseWrites(uri)),
    previewReport: onReport(async uri => preview.show(await vscode.workspace.openTextDocument(uri))),
    editReportTemplate: () => template.edit(),
    async chooseFieldOfResult() {
      const { chooseFieldOfResult } = await import('./chooseFieldOfResult.ts');
      await chooseFieldOfResult(deps.sessions, editor.sites());
    },
    reportByItself: onJob(async job => {
      await deps.reportedJobs.add(job);
      notifyInformation(
        t(
          'Builds of {0} that you start are reported on their issues, ten seconds after their end.',
          readableName(job.job),
        ),
      );
    }),
    stopReportingByItself: onJob(job => deps.reportedJobs.remove(job)),
    ...waitingHandlers(outbox, editor),
    async createBugFromTest(target) {
      const { createBugOfTest } = await import('./bugOfTest.ts');
      await createBugOfTest(deps, job => editor.sites(job), target);
    },
  };
  const onEnd = async (build: BuildRef) => {
    const { reportByItself } = await import('./reportByItself.ts');
    await reportByItself({ ...deps, editor, texts: kind, outbox }, build);
  };
  return { files, handlers, messages: outbox, onEnd, dispose: () => void parts.dispose() };
}

/** @param siteOf finds a site by its id, or one of several for undefined */
function previewOf(
  build: BuildRef,
  details: ReportDetails | undefined,
  siteOf: (id: string | undefined) => JiraConnection | undefined,
): PreviewSubject {
  return {
    title: nameOf(build),
    connection: siteOf(details?.issues[0]?.site),
    sentText: details && ((site, text) => sentText(site, build, details, text)),
  };
}

/** Commands of the lines of reports that wait. */
function waitingHandlers(outbox: ReportOutbox, editor: ReportEditor) {
  const onWaiting = (act: (message: Message) => Promise<unknown>) => async (target: unknown) => {
    const message = messageIn(target);
    if (message) await act(message);
  };
  return {
    sendWaiting: onWaiting(message => outbox.sendWaiting(message)),
    editWaiting: onWaiting(message => outbox.edit(message, (report, isEdited) => editor.edit(report, isEdited))),
    dropWaiting: onWaiting(message => outbox.drop(message)),
  };
}
