import * as vscode from 'vscode';
import { buildPath } from '../../../jenkins/builds/builds.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import { ErrorRank } from '../../../logs/errors/errorFamily.ts';
import type { FilePlace } from '../../../logs/links.ts';
import { placeInTrace } from '../../../logs/tracePlace.ts';
import { pagesOf } from '../../connections/sessions/pages.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { GitBranches } from '../../shell/git/gitBranches.ts';
import { movedLine } from '../../shell/git/movedLine.ts';
import type { BranchBuild } from '../branches/branchBuilds.ts';
import type { BuildRef } from '../jobs/jobRef.ts';
import { isRed } from '../jobs/jobWords.ts';
import type { FileFinder } from '../logs/fileFinder.ts';
import { type FailureFacts, type FailureReader, partValue } from './failureFacts.ts';
import { messageOf } from './testsHtml.ts';

const { t } = vscode.l10n;

const maxProblems = 500;

export interface BuildProblemDeps {
  readonly sessions: Sessions;
  readonly reader: FailureReader;
  readonly finder: FileFinder;
  readonly branches: Pick<GitBranches, 'diffSince'>;
}

/** Problem of a build before its file is found. */
interface Told {
  readonly place: FilePlace;
  readonly message: string;
}

/** Errors and failed tests of the branch's last build, in *Problems*. */
export class BuildProblems implements vscode.Disposable {
  private readonly deps: BuildProblemDeps;
  private readonly shown = vscode.languages.createDiagnosticCollection('jenkins');
  private reading = new AbortController();

  constructor(deps: BuildProblemDeps) {
    this.deps = deps;
  }

  /** Shows the problems of a build in place of all others. A build that runs, or is fine, has none. */
  async take(build: BranchBuild | undefined): Promise<void> {
    this.reading.abort();
    this.shown.clear();
    this.reading = new AbortController();
    const last = build?.job.lastBuild;
    const isOn = vscode.workspace.getConfiguration('jenkinsJira').get<boolean>('problems');
    if (build && last && isRed(last) && isOn) await this.show(build, last.number, this.reading.signal);
  }

  private async show({ branch, connection, job }: BranchBuild, number: number, signal: AbortSignal): Promise<void> {
    const ref = { connection, job: job.fullName, number };
    const facts = await this.deps.reader.read(ref, { signal, background: true });
    if (!facts) return;
    const address = (await pagesOf(connection, this.deps.sessions)).resolve(`${buildPath(ref.job, number)}/`).href;
    const code = { value: buildName(ref, facts), target: vscode.Uri.parse(address) };
    const problems = new Map<string, { readonly uri: vscode.Uri; readonly found: vscode.Diagnostic[] }>();
    const diffs = new Map<string, string | undefined>();
    for (const { place, message } of problemsIn(facts)) {
      const uri = await this.fileOf(place, branch.root);
      if (signal.aborted) return;
      if (!uri || place.line === undefined) continue;
      const key = uri.toString();
      if (!diffs.has(key)) diffs.set(key, await this.diffOf(uri, branch.root, facts));
      const line = movedLine(diffs.get(key) ?? '', place.line);
      const at = new vscode.Position(Math.max(0, line - 1), Math.max(0, (place.column ?? 1) - 1));
      const problem = new vscode.Diagnostic(new vscode.Range(at, at), message, vscode.DiagnosticSeverity.Error);
      problem.source = 'Jenkins';
      problem.code = code;
      const known = problems.get(key) ?? { uri, found: [] };
      known.found.push(problem);
      problems.set(key, known);
    }
    if (!signal.aborted) this.shown.set([...problems.values()].map(({ uri, found }) => [uri, found] as const));
  }

  dispose(): void {
    this.reading.abort();
    this.shown.dispose();
  }

  /** File of the branch's repository; none where several may be meant. */
  private async fileOf(place: FilePlace, root: string): Promise<vscode.Uri | undefined> {
    const found = await this.deps.finder.find(place, undefined);
    const inside = found.filter(uri => uri.toString().startsWith(`${root}/`));
    return inside.length === 1 ? inside[0] : undefined;
  }

  private async diffOf(uri: vscode.Uri, root: string, { build }: FailureFacts): Promise<string | undefined> {
    for (const commit of build.revisions) {
      const diff = await this.deps.branches.diffSince(root, commit, uri.fsPath);
      if (diff !== undefined) return diff;
    }
    return undefined;
  }
}

function buildName({ job }: BuildRef, { build }: FailureFacts): string {
  return `${readableName(job)} ${build.build.displayName}`;
}

/** Errors that a tool names itself, and failed tests, as far as they name a line of a file. */
function problemsIn(facts: FailureFacts): Told[] {
  const cause = partValue(facts.cause)?.cause;
  const lines = cause?.rank === ErrorRank.cause ? cause.lines : [];
  const errors = lines.flatMap(({ text, place }) => (place ? [{ place, message: withoutPlace(text) }] : []));
  const tests = (partValue(facts.tests) ?? []).flatMap(test => {
    const place = placeInTrace(test.stackTrace, test.className);
    const name = [test.className, test.name].filter(Boolean).join(' › ');
    return place ? [{ place, message: [t('{0} failed', name), messageOf(test)].filter(Boolean).join(': ') }] : [];
  });
  return distinct([...errors, ...tests]).slice(0, maxProblems);
}

/** The message without the place that it begins with: the line in *Problems* tells it. */
function withoutPlace(text: string): string {
  const [, rest] =
    /^\s*(?:\S[^\n:(]{0,300}?(?::\d+(?::\d+)?:|\(\d+(?:,\d+){0,3}\)\s?:)|\d+:\d+)\s+(.+)$/.exec(text) ?? [];
  return (rest ?? text).trim();
}

function distinct(problems: readonly Told[]): Told[] {
  return [...new Map(problems.map(problem => [JSON.stringify(problem), problem])).values()];
}
