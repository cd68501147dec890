import * as vscode from 'vscode';
import { asString, asText, isObject } from '../../../base/json.ts';
import { copyJob, createJob } from '../../../jenkins/jobs/changeJobs.ts';
import { jobPath, readableName } from '../../../jenkins/jobs/jobPath.ts';
import { JobKind } from '../../../jenkins/jobs/jobs.ts';
import type { JenkinsSession } from '../../../jenkins/session/session.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { type JenkinsConnection, Product } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { pickConnection } from '../../connections/settings/pickConnection.ts';
import { failureText } from '../../connections/words/explain.ts';
import { WriteFailure } from '../../connections/words/failure.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { Handler } from '../../shell/commands/commandTable.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { askText } from '../../shell/dialogs/askText.ts';
import { DraftLenses } from '../../shell/drafts/draftLenses.ts';
import type { Drafts } from '../../shell/drafts/drafts.ts';
import { TextFiles } from '../../shell/drafts/textFiles.ts';
import { notifyError, notifyWarning } from '../../shell/messages/notifications.ts';
import { frontJob } from '../jobs/frontJob.ts';
import type { JobPicker } from '../jobs/jobPicker.ts';
import { type JobRef, jobIn } from '../jobs/jobRef.ts';
import type { ConfigurationCommand } from './configurationCommandNames.ts';
import { configurationScheme } from './configurationScheme.ts';
import { ConfigurationTexts, configurationUri } from './configurationTexts.ts';
import { templates } from './templates.ts';
import { XmlDiagnostics, xmlComplaint } from './xmlDiagnostics.ts';

const { t } = vscode.l10n;

export interface ConfigurationDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly jobPicker: JobPicker;
  readonly changed: () => void;
  readonly drafts: Drafts;
  readonly background: Background;
}

/** Part of the feature that edits configurations. */
export interface ConfigurationFeature extends vscode.Disposable {
  readonly files: TextFiles<JobRef>;
  readonly handlers: Readonly<Record<ConfigurationCommand, Handler>>;
}

/** Opened at the first of them. */
export function openConfigurationFeature(deps: ConfigurationDeps): ConfigurationFeature {
  const { store, sessions, jobPicker } = deps;
  const files = new TextFiles(new ConfigurationTexts(store, sessions), deps);
  const handlers: ConfigurationFeature['handlers'] = {
    async editJobConfiguration(target) {
      const ref =
        jobIn(target ?? frontJob(), id => store.findJenkins(id)) ??
        (await jobPicker.pick(store.ofProduct(Product.jenkins), {
          title: t('Edit Job Configuration'),
          accepts: () => true,
          kinds: Object.values(JobKind),
        }));
      if (ref) await open(ref);
    },
    async createJob(target) {
      await create(deps, target);
    },
  };
  const parts = vscode.Disposable.from(
    files,
    vscode.languages.registerCodeLensProvider({ scheme: configurationScheme }, new DraftLenses(files, deps)),
    new XmlDiagnostics(files),
  );
  return { files, handlers, dispose: () => void parts.dispose() };
}

async function open(ref: JobRef): Promise<void> {
  try {
    const document = await vscode.workspace.openTextDocument(configurationUri(ref));
    await vscode.window.showTextDocument(document, { preview: false });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    notifyError(t('Could not open the configuration of {0}. {1}', readableName(ref.job), why));
  }
}

async function create(deps: ConfigurationDeps, target: unknown): Promise<void> {
  const { store, sessions } = deps;
  const title = t('Create Job');
  const at = isObject(target) && isObject(target['connection']) ? asString(target['connection']['id']) : undefined;
  const known = at === undefined ? undefined : store.findJenkins(at);
  const chosen = known ?? (await askConnection(deps, title));
  if (!chosen) return;
  const source = await askSource(deps, chosen, title);
  if (source === undefined) return;
  const folder = isObject(target) ? asText(target['folderName']) : '';
  const answer = await askText<string>({
    title: t('{0} on {1}', title, chosen.name),
    prompt: t('Full name including folders, such as team/api'),
    value: folder ? `${folder}/` : '',
    // Jenkins' complaint about a name is shown at the box; the typed name stays.
    async check(text, signal) {
      const slash = text.lastIndexOf('/');
      const name = text.slice(slash + 1).trim();
      if (name === '') return { problem: t('Enter a name.') };
      const parent = text.slice(0, Math.max(0, slash));
      const complaint = 'xml' in source ? xmlComplaint(source.xml) : undefined;
      if (complaint) return { problem: complaint };
      try {
        const { fullName, heldOff } = await make(sessions.jenkins(chosen), source, parent, name, signal);
        if (heldOff) notifyWarning(t('{0} was copied. Jenkins builds it once its configuration is saved.', name));
        return { value: fullName };
      } catch (error) {
        return { problem: failureText(new WriteFailure(creationWords(chosen, parent, name), error)) };
      }
    },
  });
  if (answer.kind !== 'answered') return;
  deps.changed();
  await open({ connection: chosen, job: answer.value });
}

async function askConnection({ store }: ConfigurationDeps, title: string): Promise<JenkinsConnection | undefined> {
  const answer = await pickConnection(store.ofProduct(Product.jenkins), {
    title,
    placeholder: t('Select a Jenkins connection'),
  });
  return answer.kind === 'answered' ? answer.value : undefined;
}

/** Origin of a new job: a configuration, or a job to copy by its full name. */
type Source = { readonly xml: string } | { readonly job: string };

function make(
  session: JenkinsSession,
  source: Source,
  folder: string,
  name: string,
  signal: AbortSignal,
): Promise<{ readonly fullName: string; readonly heldOff?: boolean }> {
  // Jenkins' own copy has the secrets, too, which a configuration does not show to every account.
  return 'job' in source
    ? copyJob(session, folder, name, source.job, { signal })
    : createJob(session, folder, name, source.xml, { signal });
}

function creationWords(connection: JenkinsConnection, folder: string, name: string) {
  return {
    connection,
    failed: t('Could not create {0}.', name),
    doubtful: t('{0} may or may not have been created.', name),
    page: `${jobPath(folder)}/`,
  };
}

async function askSource(
  { jobPicker }: ConfigurationDeps,
  connection: JenkinsConnection,
  title: string,
): Promise<Source | undefined> {
  const editor = vscode.window.activeTextEditor?.document;
  const xml = editor && /^\s*<(\?xml|[a-z])/i.test(editor.getText()) ? editor.getText() : undefined;
  const copy = Symbol('copy');
  const answer = await askPick<string | typeof copy>({
    title,
    placeholder: t('Start from'),
    items: [
      ...(xml === undefined
        ? []
        : [{ label: t('The XML in the editor'), description: editor?.fileName ?? '', value: xml }]),
      { label: t('A pipeline'), value: templates.pipeline },
      { label: t('A freestyle job'), value: templates.freestyle },
      { label: t('A folder'), value: templates.folder },
      { label: t('A copy of another job…'), value: copy },
    ],
  });
  if (answer.kind !== 'answered') return undefined;
  if (typeof answer.value === 'string') return { xml: answer.value };
  const ref = await jobPicker.pick([connection], { title: t('Copy Job'), accepts: () => true });
  return ref && { job: ref.job };
}
