// Answers to a Pipeline that waits for input: by the input step's own addresses, which say why they refuse, and by
// those of the stage REST plugin, whose refusals are all a 500.
// https://github.com/jenkinsci/pipeline-input-step-plugin/blob/master/src/main/java/org/jenkinsci/plugins/workflow/support/steps/input/InputStepExecution.java

import { pathOf, type Viewing } from '../beans/viewing.ts';
import { BadParameterError, valuesOfInput } from '../builds/parameterValues.ts';
import { answer, redirect } from '../http/answers.ts';
import { containerError } from '../http/containerErrors.ts';
import { type Exchange, localUrl, may } from '../http/exchange.ts';
import { answerPage, crashed, methodNotAllowed, refused } from '../http/pages.ts';
import { buildName, fullName } from '../state/items.ts';
import type { Build, ParameterValue, PendingInput } from '../state/model.ts';

/** `…/job/x/12/input/…`; false where nothing of that id waits. */
export function inputRoutes(x: Exchange, viewing: Viewing, build: Build, id: string, word: string): boolean {
  const [first] = build.inputs;
  if (!first) return false;
  if (id === '') {
    const title = `Paused for Input : ${fullName(build.job)} ${buildName(build)} - Jenkins`;
    answerPage(x, { status: 200, title, text: first.message, size: 100_000 });
    return true;
  }
  const action = actions[word];
  const input = build.inputs.find(each => each.id === id);
  if (!input || !action) return false;
  if (x.method !== 'POST') methodNotAllowed(x);
  else action(x, { viewing, build, input });
  return true;
}

/** `…/job/x/12/wfapi/inputSubmit?inputId=` */
export function submitInput(x: Exchange, build: Build): void {
  const json = x.form.fields.get('json');
  const input = build.inputs.find(({ id }) => id === x.query.get('inputId'));
  if (x.method !== 'POST') methodNotAllowed(x);
  else if (json === null) containerError(x, 400, 'This page expects a form submission');
  else if (!input || whyNotSubmit(x, input) !== undefined) crashed(x);
  else proceedWith(x, build, input, json);
}

interface Waiting {
  readonly viewing: Viewing;
  readonly build: Build;
  readonly input: PendingInput;
}

const actions: Readonly<Record<string, (x: Exchange, waiting: Waiting) => void>> = {
  abort,
  proceed: (x, { build, input }) => proceed(x, build, input, x.form.fields.get('json') ?? '{}'),
  proceedEmpty: (x, { build, input }) => proceed(x, build, input, undefined),
  submit(x, waiting) {
    const { viewing, build, input } = waiting;
    // The form's buttons are fields: any other than "proceed" means to abort.
    const isDone = x.form.fields.has('proceed')
      ? proceed(x, build, input, x.form.fields.get('json') ?? '{}', false)
      : abort(x, waiting, false);
    if (isDone) redirect(x, localUrl(x, `${pathOf(viewing, build.job)}${build.number}/console`));
  },
};

/** @returns whether it was allowed */
function abort(x: Exchange, { build, input }: Waiting, answers = true): boolean {
  const reason = whyNotAbort(x, input);
  if (reason !== undefined) {
    refused(x, 400, reason);
    return false;
  }
  x.state.runner.reject(build, input, callerOf(x));
  if (answers) answer(x, 200);
  return true;
}

/** @param json of the form with values; undefined leaves them all out */
function proceed(x: Exchange, build: Build, input: PendingInput, json: string | undefined, answers = true): boolean {
  const reason = whyNotSubmit(x, input);
  if (reason === undefined) return proceedWith(x, build, input, json, answers);
  refused(x, 400, reason);
  return false;
}

function proceedWith(
  x: Exchange,
  build: Build,
  input: PendingInput,
  json: string | undefined,
  answers = true,
): boolean {
  let values: ParameterValue[];
  try {
    values = json === undefined ? [] : valuesOfInput(x.state, input.parameters, json);
  } catch (error) {
    if (!(error instanceof BadParameterError) && !(error instanceof SyntaxError)) throw error;
    crashed(x);
    return false;
  }
  x.state.runner.proceed(build, input, { ...callerOf(x), values });
  if (answers) answer(x, 200);
  return true;
}

function callerOf({ caller: { user } }: Exchange): { id: string; name: string } {
  return { id: user?.id ?? 'anonymous', name: user?.fullName ?? 'anonymous' };
}

function isListed(x: Exchange, { submitter = '' }: PendingInput): boolean {
  return submitter.split(',').includes(x.caller.user?.id ?? '') || may(x, 'hudson.model.Hudson.Administer');
}

/** A list of submitters takes the place of the permission to build. */
function whyNotSubmit(x: Exchange, input: PendingInput): string | undefined {
  if (input.submitter !== undefined) {
    return isListed(x, input) ? undefined : `You need to be ${input.submitter} to submit this.`;
  }
  return may(x, 'hudson.model.Item.Build') ? undefined : 'You need to have Job/Build permissions to submit this.';
}

function whyNotAbort(x: Exchange, input: PendingInput): string | undefined {
  if (may(x, 'hudson.model.Item.Cancel') || (input.submitter !== undefined && isListed(x, input))) return undefined;
  return input.submitter === undefined
    ? 'You need to have Job/Cancel permissions to cancel this.'
    : `You need to be '${input.submitter}' (or have Job/Cancel permissions) to cancel this.`;
}
