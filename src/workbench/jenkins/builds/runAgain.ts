import * as vscode from 'vscode';
import {
  type Parameter,
  ParameterKind,
  readBuildParameters,
  readParameters,
} from '../../../jenkins/builds/parameters.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import { Failure } from '../../connections/words/failure.ts';
import { withDelayedProgress } from '../../shell/dialogs/delayedProgress.ts';
import { notifyWarning } from '../../shell/messages/notifications.ts';
import type { BuildRef } from '../jobs/jobRef.ts';
import { type StartBuildDeps, startBuild } from './startBuild.ts';

const { t } = vscode.l10n;

/**
 * Starts a build with the values of an earlier one. Values that Jenkins hides, such as passwords and files, are asked
 * for again; all values are when changes are wanted.
 */
export async function runAgain(deps: StartBuildDeps, build: BuildRef, withChanges: boolean): Promise<void> {
  const words = t('{0} is being run again.', `${readableName(build.job)} #${build.number}`);
  await deps.underWay.once(['again', build.connection.id, build.job, build.number], { words }, () =>
    runOnce(deps, build, withChanges),
  );
}

async function runOnce(deps: StartBuildDeps, build: BuildRef, withChanges: boolean): Promise<true> {
  const name = `${readableName(build.job)} #${build.number}`;
  const session = deps.sessions.jenkins(build.connection);
  let parameters: Parameter[];
  let before: ReadonlyMap<string, string | undefined>;
  try {
    [parameters, before] = await withDelayedProgress(t('Loading the parameters of {0}…', name), signal =>
      Promise.all([
        readParameters(session, build.job, { signal }),
        readBuildParameters(session, build.job, build.number, { signal }),
      ]),
    );
  } catch (error) {
    throw new Failure(t('Could not load the parameters of {0}.', name), error, build.connection);
  }
  const known = new Map(parameters.map(parameter => [parameter.name, parameter]));
  const lost = [...before.keys()].filter(each => !known.has(each));
  if (lost.length > 0) {
    notifyWarning(t('{0} had parameters that the job no longer has. They are omitted: {1}', name, lost.join(', ')));
  }
  const values = new Map([...before].filter((entry): entry is [string, string] => isTold(entry, known)));
  const unset = new Set([...before.keys()].filter(each => isQuestion(known.get(each)) && !values.has(each)));
  await startBuild(deps, build, { values, unset, unasked: !withChanges, again: build.number });
  return true;
}

function isTold([name, value]: [string, string | undefined], known: ReadonlyMap<string, Parameter>): boolean {
  const parameter = known.get(name);
  return value !== undefined && parameter !== undefined && !isAskedAnew(parameter);
}

function isQuestion(parameter: Parameter | undefined): boolean {
  return parameter !== undefined && parameter.kind !== ParameterKind.unasked;
}

function isAskedAnew({ kind }: Parameter): boolean {
  return kind === ParameterKind.password || kind === ParameterKind.file;
}
