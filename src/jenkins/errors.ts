import { ConflictError, ForbiddenError, NotFoundError, RequestError, type RequestTrace } from '../http/errors.ts';

/** The person has set this connection to read only. */
export class ReadOnlyError extends RequestError {
  constructor(request: RequestTrace) {
    super('the connection is read only', request);
    this.name = 'ReadOnlyError';
  }
}

/** Jenkins could not delete a build just now, and offers to try again; nothing was deleted. */
export class RetryDeletionError extends ConflictError {}

/**
 * Jenkins does not offer to start this run again: the account may not build the job, the job or the run does not allow
 * it now, or the run is gone.
 */
export class ReplayUnavailableError extends NotFoundError {}

/** A question of a Pipeline wants a file, which its form takes in the browser alone. */
export class InputParameterError extends Error {
  readonly parameter: string;
  constructor(parameter: string) {
    super(`the file parameter ${parameter} can be given in the browser alone`);
    this.name = 'InputParameterError';
    this.parameter = parameter;
  }
}

/** Another answer to an input came first, so that this one was not taken. */
export class InputAnsweredError extends Error {
  /** Id of the user who gave it, where it is told. */
  readonly user: string | undefined;
  constructor(user: string | undefined) {
    super('the input was answered by another');
    this.name = 'InputAnsweredError';
    this.user = user;
  }
}

/** A permission that anonymous lacks, asked without signing in. */
export class AnonymousForbiddenError extends ForbiddenError {}

/** The job's trigger token was refused. It belongs to the job, and is no API token. */
export class TriggerTokenError extends ForbiddenError {
  constructor(request: RequestTrace, cause: ForbiddenError) {
    super(undefined, request, { status: cause.status, reason: cause.reason, cause });
    this.name = 'TriggerTokenError';
  }
}

/** The queue item cannot be canceled: it has become a build meanwhile. */
export class StartedMeanwhileError extends ConflictError {
  readonly buildNumber: number;
  /** Full name of the job, where Jenkins tells it. */
  readonly job: string | undefined;
  constructor(buildNumber: number, job: string | undefined, error: RequestError) {
    super(error.request, { cause: error, status: error.status });
    this.job = job;
    this.buildNumber = buildNumber;
  }
}

/** Values that Jenkins would drop in silence, or fail on. */
export class WrongParametersError extends Error {
  /** Names that the job does not have. */
  readonly unknown: readonly string[];
  /** Names whose value is not among those that the job lists. */
  readonly refused: readonly string[];
  /** Names that Jenkins would read as instructions, in a job whose parameters can only be sent in that form. */
  readonly steering: readonly string[];
  constructor(unknown: readonly string[], refused: readonly string[], steering: readonly string[] = []) {
    const all = Object.entries({ unknown, refused, steering }).map(
      ([why, names]) => `${why} ${names.join(', ') || 'none'}`,
    );
    super(`wrong parameters: ${all.join('; ')}`);
    this.name = 'WrongParametersError';
    this.unknown = unknown;
    this.refused = refused;
    this.steering = steering;
  }
}
