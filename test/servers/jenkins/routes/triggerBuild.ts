import { pathOf, type Viewing } from '../beans/viewing.ts';
import { BadParameterError, valuesFromJson, valuesFromRequest } from '../builds/parameterValues.ts';
import { answer } from '../http/answers.ts';
import { containerError } from '../http/containerErrors.ts';
import { absoluteUrl, type Exchange, may, parameter } from '../http/exchange.ts';
import { accessDenied, crashed, forbidden, methodNotAllowed } from '../http/pages.ts';
import { fullName } from '../state/items.ts';
import type { Cause, Job, ParameterValue } from '../state/model.ts';
import { showForm } from './formPage.ts';

/** `build` and `buildWithParameters` of a job. */
export function triggerBuild(x: Exchange, viewing: Viewing, job: Job, withParameters: boolean): void {
  const delay = readDelay(x);
  if (delay === 'bad') {
    crashed(x);
  } else if (asksForForm(x, job, withParameters)) {
    if (may(x, 'hudson.model.Item.Build')) showForm(x, job);
    else accessDenied(x, 'hudson.model.Item.Build');
  } else if (!checkToken(x, job)) {
    return;
  } else if (job.disabled || job.heldOff) {
    containerError(x, 409, `${fullName(job)} is not buildable`);
  } else if (withParameters) {
    buildWithParameters(x, job, delay);
  } else {
    build(x, viewing, job, delay);
  }
}

function asksForForm(x: Exchange, job: Job, withParameters: boolean): boolean {
  return x.method === 'GET' && !withParameters && job.parameters.length > 0 && parameter(x, 'token') === undefined;
}

function build(x: Exchange, viewing: Viewing, job: Job, delay: number | undefined): void {
  if (job.parameters.length === 0) {
    const { item } = submit(x, job, undefined, delay);
    answer(x, 201, { Location: absoluteUrl(x, `queue/item/${item.id}/`) });
    return;
  }
  const json = parameter(x, 'json');
  if (json === undefined) {
    containerError(x, 400, 'Nothing is submitted');
    return;
  }
  const values = valuesOrCrash(x, () => valuesFromJson(x, job, json));
  if (!values) return;
  submit(x, job, values, delay);
  // A submitted form leads back to the job: nothing tells which queue item it became.
  answer(x, 201, { Location: absoluteUrl(x, pathOf(viewing, job)) });
}

function buildWithParameters(x: Exchange, job: Job, delay: number | undefined): void {
  if (job.parameters.length === 0) {
    containerError(x, 400, `${fullName(job)} is not parameterized`);
    return;
  }
  const values = valuesOrCrash(x, () => valuesFromRequest(x, job));
  if (!values) return;
  const { item, merged } = submit(x, job, values, delay);
  answer(x, merged ? 303 : 201, { Location: absoluteUrl(x, `queue/item/${item.id}/`) });
}

function valuesOrCrash(x: Exchange, read: () => ParameterValue[]): ParameterValue[] | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof BadParameterError) && !(error instanceof SyntaxError)) throw error;
    crashed(x);
    return undefined;
  }
}

function submit(x: Exchange, job: Job, parameters: ParameterValue[] | undefined, delay: number | undefined) {
  return x.state.queue.submit(job, { causes: [causeOf(x, job)], parameters, delay });
}

function causeOf(x: Exchange, job: Job): Cause {
  const user = x.caller.user;
  if (job.authToken !== undefined && parameter(x, 'token') !== undefined) {
    return { kind: 'remote', address: '127.0.0.1', note: parameter(x, 'cause') ?? null };
  }
  if (user === x.state.everybody || user === x.state.anonymous)
    return { kind: 'user', userId: null, userName: 'anonymous' };
  return { kind: 'user', userId: user?.id ?? 'anonymous', userName: user?.fullName ?? 'anonymous' };
}

/** The job's word for remote triggers stands in for the permission, and for POST; a wrong one is refused at once. */
function checkToken(x: Exchange, job: Job): boolean {
  const sent = parameter(x, 'token');
  if (job.authToken !== undefined && sent !== undefined) {
    if (sent === job.authToken) return true;
    forbidden(x, 'Invalid token provided.');
    return false;
  }
  if (!may(x, 'hudson.model.Item.Build')) {
    accessDenied(x, 'hudson.model.Item.Build');
    return false;
  }
  if (x.method === 'POST') return true;
  methodNotAllowed(x);
  return false;
}

/** `delay=5sec`: seconds, undefined where not said. */
function readDelay(x: Exchange): number | undefined | 'bad' {
  const text = parameter(x, 'delay');
  if (text === undefined) return undefined;
  const found = /^(\d+)(?:sec|s)?$/.exec(text.trim());
  return found ? Number(found[1]) : 'bad';
}
