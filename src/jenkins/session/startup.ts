import { Backoff } from '../../base/backoff.ts';
import {
  LoginProblem,
  type RequestError,
  ServerUnavailableError,
  UnauthenticatedError,
  UnreachableError,
  UnreachableReason,
} from '../../http/errors.ts';
import { HttpResponse } from '../../http/response.ts';

/** Patience with a starting Jenkins, in milliseconds. */
export interface StartupTiming {
  /** Time after a 503 or a refused connection in which a 401 is no proof of bad credentials. */
  readonly doubtMs: number;
  /** Waits before a doubtful 401 is repeated: together less than 10 s, as it lasts up to 4.6 s. */
  readonly doubtedLoginMs: readonly number[];
  /** Time that a read waits for a 503 to pass. */
  readonly patienceMs: number;
  readonly firstWaitMs: number;
  readonly maxWaitMs: number;
}

const usualStartupTiming: StartupTiming = {
  doubtMs: 60_000,
  doubtedLoginMs: [2500, 4500],
  patienceMs: 30_000,
  firstWaitMs: 700,
  maxWaitMs: 4000,
};

/**
 * State of a starting Jenkins: it refuses connections, answers 503, then for some seconds 401 even to good credentials,
 * then 503 again, then 200.
 */
export class StartupWatch {
  readonly timing: StartupTiming;
  private readonly onChange: (starting: boolean) => void;
  private unavailableAt = Number.NEGATIVE_INFINITY;
  private starting = false;

  constructor(timing: Partial<StartupTiming> = {}, onChange: (starting: boolean) => void = () => undefined) {
    this.timing = { ...usualStartupTiming, ...timing };
    this.onChange = onChange;
  }

  /** Whether its last answer was 503. */
  get isStarting(): boolean {
    return this.starting;
  }

  /** Whether a 401 may only mean that it is not ready. */
  get isDoubtful(): boolean {
    return Date.now() - this.unavailableAt < this.timing.doubtMs;
  }

  /** Call when a 401 was checked and stands: the next one is believed at once. */
  endDoubt(): void {
    this.unavailableAt = Number.NEGATIVE_INFINITY;
  }

  /** Call at each failure. */
  failed(error: unknown): void {
    if (!isStartupSign(error)) return;
    this.unavailableAt = Date.now();
    if (error instanceof ServerUnavailableError) this.notify(true);
  }

  /** Call at each failure after which a request is sent again beneath the session. */
  passing(outcome: HttpResponse | RequestError): void {
    if (outcome instanceof HttpResponse && outcome.status === 503) this.unavailableAt = Date.now();
    else this.failed(outcome);
  }

  /** Call at each answer that only a Jenkins in full service gives. */
  answered(): void {
    this.notify(false);
  }

  /** Patience of a single read. */
  begin(): StartupPatience {
    return new StartupPatience(this);
  }

  private notify(starting: boolean): void {
    if (this.starting === starting) return;
    this.starting = starting;
    this.onChange(starting);
  }
}

/** Decides for a single read how long to wait for a starting Jenkins. */
export class StartupPatience {
  private readonly watch: StartupWatch;
  private readonly deadline: number;
  private readonly backoff: Backoff;
  private doubtsLeft = 2;

  constructor(watch: StartupWatch) {
    this.watch = watch;
    const { patienceMs, firstWaitMs, maxWaitMs } = watch.timing;
    this.deadline = Date.now() + patienceMs;
    this.backoff = new Backoff({ first: firstWaitMs, most: maxWaitMs });
  }

  /** Whether this read may doubt a 401: not for ever, in case only its own page answers so. */
  mayDoubt(): boolean {
    return this.doubtsLeft-- > 0;
  }

  /** Delay before the read is repeated, in milliseconds; undefined when its failure is final. */
  waitAfter(error: RequestError): number | undefined {
    if (!this.watch.isStarting || !isStartupSign(error)) return undefined;
    const wait = this.backoff.next();
    return Date.now() + wait < this.deadline ? wait : undefined;
  }
}

/** Whether the server read the credentials and refused them, as a starting Jenkins does falsely. */
export function isRefusedLogin(error: unknown): boolean {
  return error instanceof UnauthenticatedError && error.problem === LoginProblem.refused;
}

function isStartupSign(error: unknown): boolean {
  if (error instanceof ServerUnavailableError) return error.status === 503;
  return error instanceof UnreachableError && error.why === UnreachableReason.refused;
}
