import * as vscode from 'vscode';
import { encodedUri } from '../../../base/encodedUri.ts';
import { buildPath } from '../../../jenkins/builds/builds.ts';
import { ParameterKind, readBuildParameters, readParameters } from '../../../jenkins/builds/parameters.ts';
import { jobPath, readableName } from '../../../jenkins/jobs/jobPath.ts';
import { JenkinsLoginKind } from '../../../jenkins/session/credentials.ts';
import { type Call, CallMethod, type Field } from '../../../snippets/call.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { Failure } from '../../connections/words/failure.ts';
import type { JobRef } from '../../jenkins/jobs/jobRef.ts';
import { askText } from '../../shell/dialogs/askText.ts';
import { withDelayedProgress } from '../../shell/dialogs/delayedProgress.ts';
import { callBaseOf } from './callBase.ts';
import type { CallChoice } from './callChoice.ts';

const { t } = vscode.l10n;

/** Job, and one of its builds where that was chosen. */
export interface JobTarget extends JobRef {
  readonly number?: number | undefined;
}

const triggerVariable = 'JENKINS_TRIGGER_TOKEN';

/** Calls about a job and its build. */
export function jenkinsCalls(target: JobTarget, sessions: Sessions): CallChoice[] {
  const { connection } = target;
  const isAnonymous = connection.auth.kind === JenkinsLoginKind.anonymous;
  const name = readableName(target.job);
  const build = target.number === undefined ? t('the last build') : `#${target.number}`;
  const make = (way: Way) => () => startOf(target, sessions, way);
  return [
    {
      label: t('Start Build'),
      detail: isAnonymous
        ? t('Without a login: anybody may build this job.')
        : t('By the API token or password of your account, which needs Job/Build.'),
      make: make('login'),
    },
    ...(isAnonymous
      ? []
      : [
          {
            label: t('Start Build by Trigger Token'),
            detail: t('With the token of the job, which is no API token, besides your login; needs Job/Read.'),
            make: make('trigger'),
          },
        ]),
    {
      label: t('Start Build by Trigger Token, Without Login'),
      detail: t('With the token of the job alone; needs Job/Read for everybody.'),
      make: make('triggerAlone'),
    },
    {
      label: t('Get Log'),
      detail: t('The whole log of {0} of {1}, as text.', build, name),
      make: async () => get(target, 'log', t('Reads the log of {0} of {1}.', build, name)),
    },
    {
      label: t('Get Build'),
      detail: t('Result, times and parameters of {0} of {1}, as JSON.', build, name),
      make: async () => get(target, 'build', t('Reads {0} of {1}.', build, name)),
    },
    {
      label: t('Create Job'),
      detail: t('A new job beside {0}, from a file config.xml.', name),
      make: () => createOf(target),
    },
  ];
}

type Way = 'login' | 'trigger' | 'triggerAlone';

async function startOf(target: JobTarget, sessions: Sessions, way: Way): Promise<Call> {
  const { connection, job } = target;
  const parameters = await readFields(target, sessions);
  const path = `${jobPath(job)}/${parameters ? 'buildWithParameters' : 'build'}`;
  const what = t('Starts a build of {0} on {1}.', readableName(job), connection.name);
  const token: Field = { name: 'token', value: [{ variable: triggerVariable }] };
  const word = t('Set {0} to the job’s trigger token.', triggerVariable);
  if (way === 'triggerAlone') {
    const { notes, ...base } = callBaseOf({ ...connection, auth: { kind: JenkinsLoginKind.anonymous } }, 'GET');
    return {
      ...base,
      method: CallMethod.get,
      path,
      query: [token, ...(parameters ?? [])],
      notes: [what, ...notes, word],
    };
  }
  const { notes, ...base } = callBaseOf(connection, 'POST');
  // In the form, not in the URL, which ends up in logs.
  const fields = [...(way === 'trigger' ? [token] : []), ...(parameters ?? [])];
  const [folder, name] = splitName(job);
  return {
    ...{ ...base, method: CallMethod.post, path },
    ...(fields.length > 0 && { body: { kind: 'form', fields } }),
    ...(way === 'login' && { jenkinsRest: { kind: 'start', folder, job: name, ...(parameters && { parameters }) } }),
    notes: [what, ...notes, ...(way === 'trigger' ? [word] : [])],
  };
}

/** Parameters of the build, else the defaults of the job; undefined for a job without. Files are none of them. */
async function readFields(target: JobTarget, sessions: Sessions): Promise<Field[] | undefined> {
  const { connection, job, number } = target;
  const session = sessions.jenkins(connection);
  try {
    return await withDelayedProgress(t('Loading the parameters of {0}…', readableName(job)), async signal => {
      const parameters = await readParameters(session, job, { signal });
      if (parameters.length === 0) return undefined;
      const given = number === undefined ? undefined : await readBuildParameters(session, job, number, { signal });
      const variables = new Set<string>();
      return parameters
        .filter(({ kind }) => kind !== ParameterKind.unasked && kind !== ParameterKind.file)
        .map(({ name, kind, defaultValue, choices }) => {
          if (kind === ParameterKind.password) return { name, value: [{ variable: variableFor(name, variables) }] };
          return { name, value: given?.get(name) ?? defaultValue ?? choices[0] ?? '' };
        });
    });
  } catch (error) {
    throw new Failure(t('Could not load the parameters of {0}.', readableName(job)), error, connection);
  }
}

/** Variable of a password parameter, which no other has. @param taken names so far, which it joins */
function variableFor(name: string, taken: Set<string>): string {
  const first = `JENKINS_PARAMETER_${name.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}`;
  let variable = first;
  for (let number = 2; taken.has(variable); number++) variable = `${first}_${number}`;
  taken.add(variable);
  return variable;
}

function get({ connection, job, number }: JobTarget, kind: 'log' | 'build', what: string): Call {
  const { notes, ...base } = callBaseOf(connection, 'GET');
  const build = number === undefined ? `${jobPath(job)}/lastBuild` : buildPath(job, number);
  const [folder, name] = splitName(job);
  return {
    ...{ ...base, method: CallMethod.get, path: build + (kind === 'log' ? '/consoleText' : '/api/json') },
    jenkinsRest: { kind, folder, job: name, number },
    notes: [what, ...notes],
  };
}

async function createOf({ connection, job }: JobTarget): Promise<Call | undefined> {
  const answer = await askText<string>({
    title: t('Create Job'),
    prompt: t('Name of the new job'),
    check: text => (text.trim() === '' ? { problem: t('Enter a name.') } : { value: text.trim() }),
  });
  if (answer.kind !== 'answered') return undefined;
  const { notes, ...base } = callBaseOf(connection, 'POST');
  const [folder] = splitName(job);
  return {
    ...{ ...base, method: CallMethod.post, path: `${jobPath(folder)}/createItem?name=${encodedUri(answer.value)}` },
    // Without the charset Jenkins reads it as Latin-1.
    body: { kind: 'file', contentType: 'application/xml; charset=utf-8', path: 'config.xml' },
    jenkinsRest: { kind: 'create', folder, job: answer.value, file: 'config.xml' },
    notes: [t('Creates the job {0} on {1} from the file config.xml.', answer.value, connection.name), ...notes],
  };
}

function splitName(job: string): [folder: string, name: string] {
  const at = job.lastIndexOf('/');
  return [job.slice(0, Math.max(at, 0)), job.slice(at + 1)];
}
