import * as vscode from 'vscode';
import { cooperatively, type Steps } from '../../../base/cooperatively.ts';
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
import type { FailureFacts, FailureReader } from './failureFacts.ts';
import { partValue } from './part.ts';
import { messageOf } from './testsHtml.ts';

const { t } = vscode.l10n;

const maxProblems = 500;
/** Files to search in the workspace, and to compare with the build's commit. */
const maxFiles = 100;

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
    const isOn = vscode.workspace.getConfiguration('jenkinsJira').get('problems') !== false;
    if (build && last && isRed(last) && isOn) await this.show(build, last.number, this.reading.signal);
  }

  private async show({ branch, connection, job }: BranchBuild, number: number, signal: AbortSignal): Promise<void> {
    const ref = { connection, job: job.fullName, number };
    const facts = await this.deps.reader.read(ref, { signal, background: true });
    if (!facts) return;
    const address = (await pagesOf(connection, this.deps.sessions)).resolve(`${buildPath(ref.job, number)}/`).href;
    const code = { value: buildName(ref, facts), target: vscode.Uri.parse(address) };
    const problems = new Map<string, { readonly uri: vscode.Uri; readonly found: vscode.Diagnostic[] }>();
    const told = (await cooperatively(problemSteps(facts), signal)) ?? [];
    const files = await this.filesOf(told, branch.root, signal);
    const diffs = new Map<string, string | undefined>();
    for (const { place, message } of told) {
      const uri = files.get(place.path);
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

  /** Files of the places, by their paths. */
  private async filesOf(told: readonly Told[], root: string, signal: AbortSignal): Promise<Map<string, vscode.Uri>> {
    const files = new Map<string, vscode.Uri>();
    const places = new Map(told.map(({ place }) => [place.path, place]));
    for (const [path, place] of [...places].slice(0, maxFiles)) {
      const uri = await this.fileOf(place, root);
      if (signal.aborted) break;
      if (uri) files.set(path, uri);
    }
    return files;
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

/** Errors that a tool names itself, and failed tests, as far as they name a line of a file; equal ones once. */
function* problemSteps(facts: FailureFacts): Steps<readonly Told[]> {
  const cause = partValue(facts.cause)?.cause;
  const lines = cause?.rank === ErrorRank.cause ? cause.lines : [];
  const problems = new Map<string, Told>();
  const take = (problem: Told) => problems.set(JSON.stringify(problem), problem);
  for (const { text, place } of lines) if (place) take({ place, message: withoutPlace(text) });
  for (const test of partValue(facts.tests) ?? []) {
    if (problems.size >= maxProblems) break;
    yield;
    const place = placeInTrace(test.stackTrace, test.className);
    const name = [test.className, test.name].filter(Boolean).join(' › ');
    if (place) take({ place, message: [t('{0} failed', name), messageOf(test)].filter(Boolean).join(': ') });
  }
  return [...problems.values()];
}

/** The message without the place that it begins with: the line in *Problems* tells it. */
function withoutPlace(text: string): string {
  const [, rest] =
    /^\s*(?:\S[^\n:(]{0,300}?(?::\d+(?::\d+)?:|\(\d+(?:,\d+){0,3}\)\s?:)|\d+:\d+)\s+(.+)$/.exec(text) ?? [];
  return (rest ?? text).trim();
}
