import { after } from 'mocha';
import { type DemoJenkins, demoUsers, startDemoJenkins } from '../../servers/jenkins/index.ts';
import { newJob } from '../../servers/jenkins/state/items.ts';
import type { Editor } from '../editor/editor.ts';
import { extensionEditor } from '../editor/extension.ts';
import type { Panel } from '../editor/panel.ts';
import { type Answer, type SeenRequest, withServer } from './server.ts';

/** Targets of commands, as lines of trees hand them over. */
export const jenkinsTarget = { connection: { id: 'jenkins' } };
export const issueTarget = { connection: { id: 'jira' }, key: 'PAY-1' };

function connectJenkins(editor: Editor, url: string): void {
  const auth = { kind: 'apiToken', user: demoUsers.dev.id };
  connect(editor, { id: 'jenkins', product: 'jenkins', name: 'Jenkins', url, auth });
}

function connect(editor: Editor, ...connections: readonly object[]): void {
  editor.messages.length = 0;
  editor.dialogs.leave();
  editor.set('jenkinsJira.connections', connections);
}

export interface WorkbenchCase {
  readonly editor: Editor;
  readonly requests: readonly SeenRequest[];
  readonly url: string;
}

/** The extension without any connection, beside a server of any kind. */
export async function withWorkbench(answer: Answer, use: (it: WorkbenchCase) => Promise<void>): Promise<void> {
  const editor = await extensionEditor();
  connect(editor);
  await withServer(answer, async ({ url, requests }) => {
    try {
      await use({ editor, requests, url });
    } finally {
      connect(editor);
    }
  });
}

/** The extension with a connection to a Jenkins. */
export function withJenkinsWorkbench(answer: Answer, use: (it: WorkbenchCase) => Promise<void>): Promise<void> {
  return withWorkbench(answer, async it => {
    connectJenkins(it.editor, it.url);
    await use(it);
  });
}

/**
 * The extension with a connection to a Jira.
 * @param path at which the Jira is, such as `/jira`
 */
export function withJiraWorkbench(
  { flavor, path = '' }: { flavor: 'cloud' | 'dataCenter'; path?: string },
  answer: Answer,
  use: (it: WorkbenchCase) => Promise<void>,
): Promise<void> {
  return withWorkbench(answer, async it => {
    const auth = { kind: 'basic', user: 'sam@corp.example' };
    connect(it.editor, { id: 'jira', product: 'jira', name: 'Jira', url: it.url + path, flavor, auth });
    await use(it);
  });
}

export interface FirstError {
  /** Counted from 1; undefined where no line looks like an error. */
  readonly line: number | undefined;
  /** As the view says it, such as `Error 1 of 3`. */
  readonly note: string;
  /** Work of the processor, all threads together. */
  readonly processorMs: number;
}

let jenkins: Promise<DemoJenkins> | undefined;

after(async () => {
  const started = jenkins;
  jenkins = undefined;
  await (await started)?.close();
});

// A log that was read once is kept by its job and number, so that each has a job of its own.
let jobs = 0;

/** Opens a finished log of a demo Jenkins in the log view, and goes to its first error. */
export async function goToFirstError(log: Buffer): Promise<FirstError> {
  const [found] = await goThroughErrors(log, ['goToFirstError']);
  if (!found) throw new Error('the command was not carried out');
  return found;
}

type ErrorCommand = 'goToFirstError' | 'goToNextError' | 'goToPreviousError';

/** Opens a finished log as {@link goToFirstError} does, and tells the places that the commands lead to. */
export async function goThroughErrors(log: Buffer, commands: readonly ErrorCommand[]): Promise<FirstError[]> {
  return withLogPanel(log, 'FAILURE', async (panel, editor) => {
    const places: FirstError[] = [];
    for (const command of commands) places.push(await errorBy(command, editor, panel));
    return places;
  });
}

export interface PanelOptions {
  /** Phase that the view comes to. */
  readonly phase?: string;
  /** More of what the log is opened by. */
  readonly target?: object;
  /** How late the page begins to listen. */
  readonly startsAfterMs?: number;
}

/**
 * Opens a finished log of a demo Jenkins in the log view.
 */
export async function withLogPanel<T>(
  log: Buffer,
  result: 'SUCCESS' | 'FAILURE' | 'ABORTED',
  use: (panel: Panel, editor: Editor) => Promise<T>,
  { phase = 'ended', target = {}, startsAfterMs = 0 }: PanelOptions = {},
): Promise<T> {
  const editor = await extensionEditor();
  jenkins ??= startDemoJenkins({ seed: 'empty' });
  const { url, state } = await jenkins;
  const job = newJob('freestyle', `log-${++jobs}`, state.root, { plan: () => ({ steps: [], result }) });
  const build = state.addFinishedBuild(job, { result });
  build.log.append(log.toString('utf8'));
  connectJenkins(editor, url);
  await editor.execute('jenkinsJira.openLog', { ...jenkinsTarget, job: job.name, number: build.number, ...target });
  try {
    if (startsAfterMs > 0) await new Promise(done => setTimeout(done, startsAfterMs));
    return await use(await readPanel(editor, phase), editor);
  } finally {
    editor.panels.pop()?.close();
  }
}

/** The panel of the log, once the log is read as far as it can be. */
async function readPanel({ panels }: Editor, phase: string): Promise<Panel> {
  const panel = panels.at(-1);
  panel?.say({ kind: 'ready' });
  const isRead =
    (await panel?.heard(({ kind, status }) => kind === 'status' && phaseOf(status) === phase)) !== undefined;
  if (!panel || !isRead) throw new Error(`the log is not read: ${JSON.stringify(panel?.messages)}`);
  return panel;
}

async function errorBy(command: ErrorCommand, editor: Editor, panel: Panel): Promise<FirstError> {
  const known = panel.messages.length;
  const began = process.cpuUsage();
  await editor.execute(`jenkinsJira.${command}`);
  const { user, system } = process.cpuUsage(began);
  const messages = panel.messages.slice(known);
  const place = messages.find(({ kind }) => kind === 'go')?.['place'] as { line: number } | undefined;
  const note = String(messages.find(({ kind }) => kind === 'note')?.['text'] ?? editor.messages.at(-1));
  return { line: place && place.line + 1, note, processorMs: (user + system) / 1000 };
}

function phaseOf(status: unknown): unknown {
  return typeof status === 'object' && status !== null && 'phase' in status ? status.phase : undefined;
}
