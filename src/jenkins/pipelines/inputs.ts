import { InvalidNameError } from '../../base/invalidNameError.ts';
import { asString, asText } from '../../base/json.ts';
import type { WriteControl, Written } from '../../http/writeOperation.ts';
import { type BuildInput, buildPath, executionsIn } from '../builds/builds.ts';
import { checkValues, definitionsIn, definitionTree, type Parameter, ParameterKind } from '../builds/parameters.ts';
import { InputParameterError } from '../errors.ts';
import { isName } from '../jobs/jobPath.ts';
import { apiPath } from '../session/apiPath.ts';
import { answersWith } from '../session/pageAnswers.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { inputTrace } from './inputTrace.ts';

/** Question that a run of a Pipeline waits for an answer to. */
export interface PendingInput extends BuildInput {
  /** Words of the Pipeline for going on, such as *Deploy*. */
  readonly ok: string;
  readonly parameters: readonly Parameter[];
}

export const InputAnswer = { proceed: 'proceed', abort: 'abort' } as const;
export type InputAnswer = (typeof InputAnswer)[keyof typeof InputAnswer];

export interface InputRef {
  readonly job: string;
  readonly number: number;
  readonly input: PendingInput;
}

const tree = `actions[waitingForInput,executions[id,input[message,ok,submitter,parameters[${definitionTree}]]]]`;

/**
 * Reads the questions that a run waits for.
 * https://plugins.jenkins.io/pipeline-input-step/
 * @throws RequestError
 */
export async function readPendingInputs(
  session: JenkinsSession,
  job: string,
  number: number,
  options: ReadOptions = {},
): Promise<PendingInput[]> {
  const answer = await session.getObject(apiPath(buildPath(job, number), tree), options);
  return executionsIn(answer).map(({ id, input }) => inputIn(id, input));
}

function inputIn(id: string, input: Readonly<Record<string, unknown>>): PendingInput {
  return {
    id,
    message: asText(input['message']),
    ok: asText(input['ok']),
    parameters: definitionsIn(input['parameters']),
    submitter: asString(input['submitter']) || undefined,
  };
}

/**
 * Answers a question. Jenkins makes a value that is left out `null` and not its default: so all are sent.
 * @param values by parameter; for those that are missing the defaults
 * @throws WrongParametersError, InputParameterError before anything is sent; InvalidRequestError with Jenkins' reason;
 * NotFoundError for a question that was answered meanwhile, and for a run that is over; InputAnsweredError likewise,
 * where its own answer was lost
 */
export async function answerInput(
  session: JenkinsSession,
  { job, number, input }: InputRef,
  answer: InputAnswer,
  values: ReadonlyMap<string, string> = new Map(),
  control: WriteControl = {},
): Promise<Written> {
  if (!isName(input.id)) throw new InvalidNameError(input.id);
  const page = `${buildPath(job, number)}/input/${encodeURIComponent(input.id)}`;
  const isEmpty = answer === InputAnswer.proceed && input.parameters.length === 0;
  const form = answer === InputAnswer.proceed && !isEmpty ? formOf(input, values) : undefined;
  return session.write(
    {
      name: 'answerInput',
      send: wire => wire.act(`${page}/${isEmpty ? 'proceedEmpty' : answer}`, answersWith(200), form),
      trace: inputTrace(session, { job, number, id: input.id, isApproval: answer === InputAnswer.proceed }),
    },
    control,
  );
}

function formOf(
  { parameters }: PendingInput,
  values: ReadonlyMap<string, string>,
): { body: string; contentType: string } {
  const file = parameters.find(({ kind }) => kind === ParameterKind.file);
  if (file) throw new InputParameterError(file.name);
  checkValues(parameters, values);
  const parameter = parameters.map(each => sentParameter(each, values));
  return {
    body: new URLSearchParams({ json: JSON.stringify({ parameter }) }).toString(),
    contentType: 'application/x-www-form-urlencoded; charset=utf-8',
  };
}

/** Jenkins takes a build under a name of its own, and fails without. */
function sentParameter(
  { name, kind, defaultValue }: Parameter,
  values: ReadonlyMap<string, string>,
): { readonly name: string; readonly value?: string | boolean; readonly runId?: string } {
  const value = values.get(name) ?? defaultValue ?? '';
  if (kind === ParameterKind.run) return { name, runId: value };
  return { name, value: kind === ParameterKind.boolean ? value === 'true' : value };
}
