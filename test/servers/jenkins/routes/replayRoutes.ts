// Starting a Pipeline's run again: with another script, as it was, or from one of its stages.
// https://github.com/jenkinsci/workflow-cps-plugin/blob/master/plugin/src/main/java/org/jenkinsci/plugins/workflow/cps/replay/ReplayAction.java
// https://github.com/jenkinsci/pipeline-model-definition-plugin (RestartDeclarativePipelineAction)
import { escapeHtml } from '../../../../src/base/escapeHtml.ts';
import { restartAction } from '../beans/runActions.ts';
import { pathOf, type Viewing } from '../beans/viewing.ts';
import { answer, type Headers, redirect } from '../http/answers.ts';
import { containerError } from '../http/containerErrors.ts';
import { type Exchange, localUrl, may, parameter } from '../http/exchange.ts';
import { answerPage, crashed, forbidden, methodNotAllowed, nothingHere, refused } from '../http/pages.ts';
import { serveApi } from '../http/remoteApi.ts';
import { fullDisplayName } from '../state/items.ts';
import type { Build, Cause, Scripts } from '../state/model.ts';
import type { QueueItem } from '../state/queue.ts';
import { checkApproval, checkScript } from './lintRoutes.ts';

interface Run {
  readonly viewing: Viewing;
  readonly build: Build;
}

type Action = (x: Exchange, run: Run) => void;

/** `…/12/replay/…`; false where the path means nothing. */
export function replayRoutes(x: Exchange, run: Run, word: string): boolean {
  const action = replayActions[word];
  if (!may(x, 'hudson.model.Item.Build')) nothingHere(x);
  else if (action) action(x, run);
  else return false;
  return true;
}

/** `…/12/restart/…`: there for finished runs of declarative Pipelines. */
export function restartRoutes(x: Exchange, run: Run, words: readonly string[]): boolean {
  const { build } = run;
  const action = restartActions[words[0] ?? ''];
  if (!may(x, 'hudson.model.Item.Build') || build.building || !build.job.restartableStages) nothingHere(x);
  else if (words[0] === 'api')
    serveApi(
      x,
      restartAction(build),
      words.map(name => ({ name, raw: name })),
    );
  else if (action) action(x, run);
  else return false;
  return true;
}

const posting =
  (action: Action): Action =>
  (x, run) => {
    if (x.method === 'POST') action(x, run);
    else methodNotAllowed(x);
  };

const replayActions: Readonly<Record<string, Action>> = {
  '': replayPage,
  diff: (x, { build }) =>
    answerPage(x, {
      status: 200,
      title: 'Replay Diff - Jenkins',
      text: `<textarea>${escapeHtml(`--- old/Jenkinsfile\n+++ new/Jenkinsfile\n${scriptsOf(build).main}`)}</textarea>`,
      size: mayReplay(x) ? 102_000 : 33_000,
    }),
  run: posting(replay),
  rebuild: posting((x, run) => {
    if (startAgain(x, run, { kind: 'replay', number: run.build.number, isUnchanged: true })) toJob(x, run);
  }),
  checkScriptCompile: x => checkScript(x, may(x, 'hudson.model.Item.Configure')),
  checkScript: checkApproval,
};

const restartActions: Readonly<Record<string, Action>> = {
  '': (x, { build }) =>
    answerPage(x, {
      status: 200,
      title: `Restart #${build.number} from Stage - Jenkins`,
      text: (build.job.restartableStages ?? []).map(stage => `<option>${escapeHtml(stage)}</option>`).join(''),
      size: 103_000,
    }),
  checkStageName: posting((x, { build }) => {
    const problem = whyNotFrom(build, parameter(x, 'value') ?? '');
    answerHtml(x, problem === undefined ? '<div/>' : `<div class="error">${escapeHtml(problem)}</div>`);
  }),
  restart: posting(restart),
  restartPipeline: posting((x, run) => {
    const stage = parameter(x, 'stageName') ?? '';
    const problem = whyNotFrom(run.build, stage);
    if (problem === undefined) startAgain(x, run, { kind: 'restart', number: run.build.number, stage });
    const data =
      problem === undefined ? { success: 'true', message: 'ok' } : { success: 'false', message: failure(problem) };
    sendJson(x, { status: 'ok', data });
  }),
};

/** Who may configure a job may replay its runs, too. */
const mayReplay = (x: Exchange) => may(x, 'hudson.model.Run.Replay') || may(x, 'hudson.model.Item.Configure');

/** Shows no script without the permission to replay with another one; the same can be run again all the same. */
function replayPage(x: Exchange, { viewing, build }: Run): void {
  const title = `Replay #${build.number} - Jenkins`;
  const page = localUrl(x, `${pathOf(viewing, build.job)}${build.number}/replay`);
  const text = mayReplay(x) ? scriptsForm(page, scriptsOf(build)) : rebuildForm;
  answerPage(x, { status: 200, title, text, size: mayReplay(x) ? 103_000 : 34_000 });
}

const submit = (label: string) => `<button name="Submit" value="${label}">\n    ${label}\n  </button></form>`;
const rebuildForm = `<form method="POST" autocomplete="off" name="config" action="rebuild">${submit('Rebuild')}`;

function scriptsForm(page: string, { main, loaded }: Scripts): string {
  const area = (name: string, check: string, script: string) =>
    `<textarea checkDependsOn="" name="_.${name}" checkMethod="post" rows="5" class="jenkins-input validated  " ` +
    `checkUrl="${page}/${check}">${inText(script)}</textarea><div samplesUrl="/workflow-cps-samples/"></div>`;
  const areas = [
    area('mainScript', 'checkScript', main),
    ...Object.entries(loaded).map(([name, script]) => area(fieldOf(name), 'checkLoadedScript', script)),
  ];
  return `<form method="POST" autocomplete="off" name="config" action="run">${areas.join('')}${submit('Run')}`;
}

/** Jenkins escapes no quotes between tags. */
const inText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A form's field is no path of properties. */
const fieldOf = (className: string) => className.replaceAll('.', '_');

function scriptsOf({ scripts, job }: Build): Scripts {
  return scripts ?? { main: job.script ?? '', loaded: job.loadedScripts ?? {} };
}

function replay(x: Exchange, run: Run): void {
  const json = x.form.fields.get('json');
  if (!mayReplay(x)) {
    forbidden(x, `${x.caller.user?.id} is missing the Run/Replay permission`);
    return;
  }
  if (json === null) {
    containerError(x, 400, 'Nothing is submitted');
    return;
  }
  const main = textIn(json, 'mainScript');
  const before = Object.entries(scriptsOf(run.build).loaded);
  const loaded = Object.fromEntries(before.map(([name, script]) => [name, textIn(json, fieldOf(name)) ?? script]));
  // The scripts are not compiled here: a wrong one fails the new build.
  if (main === undefined) crashed(x);
  else if (startAgain(x, run, { kind: 'replay', number: run.build.number }, { main, loaded })) toJob(x, run);
}

function restart(x: Exchange, run: Run): void {
  const json = x.form.fields.get('json');
  if (json === null) {
    containerError(x, 400, 'This page expects a form submission');
    return;
  }
  const stage = textIn(json, 'stageName') ?? '';
  const problem = whyNotFrom(run.build, stage);
  if (problem !== undefined) refused(x, 400, failure(problem));
  else if (startAgain(x, run, { kind: 'restart', number: run.build.number, stage })) toJob(x, run);
}

function whyNotFrom({ job, number }: Build, stage: string): string | undefined {
  if (job.restartableStages?.includes(stage)) return undefined;
  return `Stage ${stage} is not present in the top-level stages for ${fullDisplayName(job)} #${number}, so cannot be restarted.`;
}

const failure = (problem: string) => `Failure restarting from stage: java.lang.IllegalStateException: ${problem}`;

/** Starts the same with the same parameters; undefined where it was refused, and answered so. */
export function startAgain(
  x: Exchange,
  { build }: Run,
  cause: Cause,
  scripts: Scripts = scriptsOf(build),
): QueueItem | undefined {
  const { parameters, job } = build;
  // Of a restart no such refusal was recorded.
  if (cause.kind === 'replay' && parameters?.some(({ kind }) => kind === 'password')) {
    refused(x, 400, 'Replay is not allowed when password parameters are used.');
    return undefined;
  }
  const { user } = x.caller;
  const causes: Cause[] = [{ kind: 'user', userId: user?.id ?? null, userName: user?.fullName ?? 'anonymous' }, cause];
  return x.state.startBuild(job, { causes, delay: 0, scripts, ...(parameters && { parameters }) });
}

function toJob(x: Exchange, { viewing, build }: Run): void {
  redirect(x, localUrl(x, pathOf(viewing, build.job)));
}

function textIn(json: string, name: string): string | undefined {
  const parsed: unknown = JSON.parse(json);
  const value = typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, name) : undefined;
  return typeof value === 'string' ? value : undefined;
}

function answerHtml(x: Exchange, html: string): void {
  answer(x, 200, { 'Content-Type': 'text/html;charset=utf-8' }, html);
}

export function sendJson(x: Exchange, value: object, more: Headers = {}): void {
  answer(x, 200, { 'Content-Type': 'application/json;charset=utf-8', ...more }, JSON.stringify(value));
}
