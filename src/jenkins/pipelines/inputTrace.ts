import { asObject, asObjects, asString, asText, type JsonObject } from '../../base/json.ts';
import type { WriteTrace } from '../../http/writeOperation.ts';
import { buildPath, inputsIn, inputsTree } from '../builds/builds.ts';
import { InputAnsweredError } from '../errors.ts';
import { apiPath } from '../session/apiPath.ts';
import { whoAmIPath } from '../session/loginProof.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';

/** Answer whose trace is looked for. */
export interface GivenAnswer {
  readonly job: string;
  readonly number: number;
  /** Of the input. */
  readonly id: string;
  readonly isApproval: boolean;
}

/** Answers that a run tells of. */
interface Answers {
  /** Ids of the inputs that it waits for. */
  readonly waiting: readonly string[];
  /** Ids of the users who approved, one for each approval. */
  readonly approvals: readonly string[];
  /** Those who refused, as far as the run told it: at its end alone, and not where its Pipeline caught that. */
  readonly refusals: readonly Refusal[];
}

interface Refusal {
  /** Id of the user, where it is told. */
  readonly user: string | undefined;
  /** Jenkins' sentence, such as "Rejected by dev". */
  readonly sentence: string;
}

const answers = `${inputsTree.slice(0, -1)},userId,causes[shortDescription,user[id]]]`;
const approver = '.support.steps.input.ApproverAction';
const rejection = '.support.steps.input.Rejection';

/**
 * Trace of an answer to an input: the run tells who approved and who refused. An answer of this account is taken for
 * this one, where no other input was answered meanwhile.
 * @throws InputAnsweredError where another answer came first
 */
export function inputTrace(
  session: JenkinsSession,
  { job, number, id: wanted, isApproval }: GivenAnswer,
): WriteTrace<object, Answers> {
  const read = async (options: ReadOptions) =>
    answersIn(await session.getObject(apiPath(buildPath(job, number), answers), options));
  return {
    before: signal => read({ signal }),
    async find(before, signal) {
      const now = await read({ signal });
      if (now.waiting.includes(wanted)) return [];
      const user = await readUser(session, { signal });
      const gone = before.waiting.filter(id => !now.waiting.includes(id));
      // Which answer was to which input is not told.
      if (user === undefined || gone.length !== 1 || gone[0] !== wanted) return undefined;
      return outcomeOf(isApproval, user, newIn(before, now));
    },
  };
}

/** @returns undefined where the answers do not tell */
function outcomeOf(
  isApproval: boolean,
  user: string,
  { approvals, refusals }: Pick<Answers, 'approvals' | 'refusals'>,
): readonly object[] | undefined {
  const isMine = ({ user: by, sentence }: Refusal) =>
    by === undefined ? sentence === `Rejected by ${user}` : isSame(by, user);
  const approvedByMe = approvals.some(by => isSame(by, user));
  const refusedByMe = refusals.some(isMine);
  if (isApproval ? approvedByMe : refusedByMe) return [{}];
  const [by = refusals[0]?.user] = approvals;
  if (approvals.length > 0 || refusals.some(({ user: each }) => each !== undefined)) throw new InputAnsweredError(by);
  return undefined;
}

function newIn(before: Answers, now: Answers): Pick<Answers, 'approvals' | 'refusals'> {
  return {
    approvals: now.approvals.slice(before.approvals.length),
    refusals: now.refusals.slice(before.refusals.length),
  };
}

function answersIn(run: JsonObject): Answers {
  const actions = asObjects(run['actions']);
  return {
    waiting: inputsIn(run).map(({ id }) => id),
    approvals: actions
      .filter(action => asText(action['_class']).endsWith(approver))
      .flatMap(action => asString(action['userId']) ?? []),
    refusals: actions
      .flatMap(action => asObjects(action['causes']))
      .filter(cause => asText(cause['_class']).endsWith(rejection))
      .map(cause => ({ user: asString(asObject(cause['user'])['id']), sentence: asText(cause['shortDescription']) })),
  };
}

/** Id of the account; undefined without a login. */
async function readUser(session: JenkinsSession, options: ReadOptions): Promise<string | undefined> {
  const who = await session.getObject(whoAmIPath, options);
  return who['anonymous'] === true ? undefined : asString(who['name']);
}

/** Ids of users ignore case. */
function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
