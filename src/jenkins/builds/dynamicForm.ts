import { UnexpectedAnswerError } from '../../http/errors.ts';
import type { HttpResponse } from '../../http/response.ts';
import { jobPath } from '../jobs/jobPath.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import {
  type BoundObject,
  FieldShape,
  type FormField,
  fieldsInPage,
  optionsIn,
  proxyIn,
  textInAnswer,
} from './formPage.ts';

const maxPageBytes = 8 * 1024 * 1024;
/** Between the values of the parameters that a list depends on. */
const separator = '__LESEP__';
const callType = 'application/x-stapler-method-invocation;charset=UTF-8';

/**
 * Reads the fields of a job's own form, by the names of the parameters. Ask for a job with parameters alone: only that
 * has a form. https://plugins.jenkins.io/uno-choice/
 * @throws RequestError; UnexpectedAnswerError for a page without any field
 */
export async function readForm(
  session: JenkinsSession,
  job: string,
  { signal }: ReadOptions = {},
): Promise<ReadonlyMap<string, FormField>> {
  const page = `${jobPath(job)}/build?delay=0sec`;
  const response = await session.getInSession(page, isForm, { signal, headers: { accept: 'text/html' } });
  const { request, status } = response;
  const fields = fieldsInPage(await response.text(maxPageBytes));
  if (fields.size > 0) return fields;
  throw new UnexpectedAnswerError('the page of the job has no form with parameters', request, { status });
}

/** Jenkins shows the form with the status for a GET in place of a POST. */
function isForm({ status, mediaType }: HttpResponse): boolean {
  return (status === 200 || status === 405) && mediaType === 'text/html';
}

/**
 * Reads a field anew, for other values of the parameters that it depends on.
 * @param values by parameter name; several chosen ones with commas between
 * @throws RequestError; UnexpectedAnswerError where the page's object cannot be called
 */
export async function readFieldAgain(
  session: JenkinsSession,
  field: FormField,
  values: ReadonlyMap<string, string>,
  { signal }: ReadOptions = {},
): Promise<FormField> {
  const { source } = field;
  if (!source) return field;
  const crumb = source.crumb ?? (await readCrumb(session, source, signal));
  const call = (method: string, ...args: string[]) =>
    session.ask(`${source.path}/${method}`, isCalled, {
      ...{ signal, inSession: true, contentType: callType, body: JSON.stringify(args) },
      headers: { Crumb: crumb, accept: 'application/json' },
    });
  const given = field.references.map(name => `${name}=${values.get(name) ?? ''}`).join(separator);
  (await call('doUpdate', given)).discard();
  if (!source.methods.includes('getChoicesForUI') || field.shape === FieldShape.text) {
    const text = textInAnswer(await (await call('getChoicesAsStringForUI')).json());
    return { ...field, text };
  }
  const response = await call('getChoicesForUI');
  const options = optionsIn(await response.json());
  if (options) return { ...field, options };
  const { request, status } = response;
  throw new UnexpectedAnswerError('the form’s list is no list of labels and values', request, { status });
}

async function readCrumb(
  session: JenkinsSession,
  { script }: BoundObject,
  signal: AbortSignal | undefined,
): Promise<string> {
  const response = await session.getInSession(script ?? '', isCalled, { signal, headers: { accept: '*/*' } });
  const crumb = proxyIn(await response.text(maxPageBytes))?.crumb;
  if (crumb !== undefined) return crumb;
  const { request, status } = response;
  throw new UnexpectedAnswerError('the form’s script has no crumb', request, { status });
}

function isCalled({ status }: HttpResponse): boolean {
  return status === 200;
}
