import type { BaseUrl } from '../../http/baseUrl.ts';
import { RedirectedError, RequestError } from '../../http/errors.ts';
import type { HttpClient } from '../../http/httpClient.ts';
import { TransportKind } from '../../http/selectTransport.ts';
import { readFailure } from '../answerFailures.ts';
import type { Examined, Facts, FirstAnswer, Outcome, Step } from '../examination.ts';
import { type Evidence, EvidenceKind, type Finding, Grade } from '../findings.ts';
import { type FoundServer, findEither, findServer } from '../findServer.ts';
import { readFirstAnswer } from '../firstAnswer.ts';
import { PartyKind, partyOf } from '../marks.ts';
import { baseOfPage } from '../rootBelow.ts';
import { ServerKind } from '../serverKind.ts';
import { baseOf } from '../traces.ts';

/** Asks without credentials who answers; by the editor's transport where the built-in one does not get through. */
export const answer: Step = {
  name: 'answer',
  canRun: ({ base, isAnswered }) => base !== undefined && !isAnswered,
  async run(examined, facts, signal) {
    const base = baseOf(facts);
    if (!facts.isCutOff) {
      const found = await ask(examined, facts, examined.clientAt(base, examined.transport), signal);
      const isReached = found.facts?.server !== undefined && examined.transport !== TransportKind.hostFetch;
      return isReached ? { ...found, findings: [...found.findings, await byEditor(examined, base, signal)] } : found;
    }
    const outcome = await ask(examined, facts, examined.clientAt(base, TransportKind.hostFetch), signal);
    const isThrough = outcome.facts?.server !== undefined;
    if (!isThrough) return { findings: [{ verdict: 'notReached', grade: Grade.note, values: [base.host] }] };
    const through = {
      verdict: 'editorGetsThrough',
      grade: Grade.problem,
      fix: { kind: 'useEditorTransport' },
    } as const;
    return { ...outcome, findings: [through, ...outcome.findings] };
  },
};

/** The editor's transport chooses its proxy and its authorities by itself. */
async function byEditor({ kind, clientAt }: Examined, base: BaseUrl, signal: AbortSignal): Promise<Finding> {
  const first = await readFirstAnswer(clientAt(base, TransportKind.hostFetch), kind, signal);
  signal.throwIfAborted();
  const isThrough = 'answer' in first || first.failure instanceof RedirectedError;
  return isThrough
    ? { verdict: 'editorReachesToo', grade: Grade.good }
    : { verdict: 'editorDoesNotReach', grade: Grade.note };
}

async function ask(examined: Examined, facts: Facts, http: HttpClient, signal: AbortSignal): Promise<Outcome> {
  const { kind, clientAt, transport } = examined;
  const first = await readFirstAnswer(http, kind, signal);
  signal.throwIfAborted();
  const answer = 'answer' in first ? first.answer : undefined;
  const evidence = evidenceOf(first);
  try {
    // The next request would meet the same, and wait as long.
    if ('failure' in first && !(first.failure instanceof RedirectedError)) throw first.failure;
    const either = await findEither(kind, other => {
      const base = baseOfPage(other, http.base);
      return findServer(other, base.href === http.base.href ? http : clientAt(base, transport), signal);
    });
    signal.throwIfAborted();
    if (either.kind !== kind) {
      const finding: Finding = {
        verdict: 'isOtherProduct',
        grade: Grade.problem,
        values: [http.base.host, either.kind],
      };
      return { findings: [finding], evidence };
    }
    const reached = { http, server: either.found, ...(answer && { answer }) };
    return {
      findings: [found(either.found, examined, first, http.base.origin)],
      evidence,
      facts: { ...reached, ...versionIn(either.found) },
    };
  } catch (error) {
    if (!(error instanceof RequestError) || signal.aborted) throw error;
    const { finding, goesOn } = await readFailure({ error, examined, facts, http, answer, signal });
    // A server in front may still admit the login.
    const isLetOn = goesOn && examined.credentials !== undefined;
    const reached: Facts = isLetOn
      ? { http, server: { isGuarded: true }, doubt: finding, ...(answer && { answer }) }
      : {};
    return { findings: [isLetOn ? { ...finding, grade: Grade.warning } : finding], evidence, facts: reached };
  }
}

function versionIn({ version, jira }: FoundServer): Facts {
  const told = version ?? jira?.version;
  return told === undefined ? {} : { version: told };
}

function found(server: FoundServer, { kind }: Examined, first: First, origin: string): Finding {
  if (!server.isGuarded) return { verdict: kind === ServerKind.jenkins ? 'isJenkins' : 'isJira', grade: Grade.good };
  const error = 'failure' in first ? first.failure : undefined;
  const answer = 'answer' in first ? first.answer : undefined;
  const party = partyOf(answer, error instanceof RedirectedError ? error.to : '', answer?.title ?? '');
  if (party?.kind === PartyKind.firewall) {
    const page = { kind: 'openPage', url: origin } as const;
    return { verdict: 'firewall', grade: Grade.warning, values: [party.name], fix: page };
  }
  return { verdict: 'wantsLoginFirst', grade: Grade.note, values: [party?.name ?? ''] };
}

type First = Awaited<ReturnType<typeof readFirstAnswer>>;

function evidenceOf(first: First): Evidence[] {
  if ('failure' in first) {
    const { failure } = first;
    const to = failure instanceof RedirectedError ? ` → ${failure.to}` : '';
    const status = failure.status === undefined ? '' : `: ${failure.status}`;
    return [{ kind: EvidenceKind.request, value: `${failure.request.method} ${failure.request.path}${status}${to}` }];
  }
  return [{ kind: EvidenceKind.request, value: first.way }, ...headEvidence(first.answer)];
}

function headEvidence({ header, title }: FirstAnswer): Evidence[] {
  const server = header('server');
  return [
    ...(server ? [{ kind: EvidenceKind.server, value: server }] : []),
    ...(title ? [{ kind: EvidenceKind.title, value: title }] : []),
  ];
}
