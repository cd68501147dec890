import { encodedUri } from '../../base/encodedUri.ts';
import { buildPath } from '../builds/builds.ts';
import { jobPath } from '../jobs/jobPath.ts';

/** Name of the page about a build's tests. */
export const testReportPage = 'testReport';

/** Test of a job, over all its builds. */
export interface TestIdentity {
  /** With its package, where it has one. */
  readonly className: string;
  readonly name: string;
  /** Cell of a matrix or module of a Maven project that it ran in, as its address has it. */
  readonly child?: string | undefined;
  /** Names of the stages and branches around it, the outermost first. */
  readonly blocks: readonly string[];
}

/** The path of the page about a build's tests, also about those of a cell or a module. */
export function reportPath(job: string, number: number, child?: string): string {
  const build = child === undefined ? buildPath(job, number) : `${jobPath(job)}/${encodedUri(child)}/${number}`;
  return `${build}/${testReportPage}`;
}

/** The path of a test in a build, by its names. https://plugins.jenkins.io/junit/ */
export function testPath(job: string, number: number, { className, name, child, blocks }: TestIdentity): string {
  const dot = className.lastIndexOf('.');
  const parts = [dot < 0 ? '(root)' : className.slice(0, dot), className.slice(dot + 1)].map(safeName);
  const steps = [...parts, safeCase([...blocks, name].join(' / '))].map(encodedUri);
  return `${reportPath(job, number, child)}/${steps.join('/')}`;
}

/** Name of a package or a class in an address. */
function safeName(name: string): string {
  return name === '' ? '(empty)' : name.replace(/[/\\:?#%<>]/g, '_');
}

/** Name of a case in an address: as an identifier of Java, by UTF-16 units. */
function safeCase(name: string): string {
  return name.replace(/[^\p{L}\p{Nl}\p{Nd}\p{Sc}\p{Pc}\p{Mn}\p{Mc}]|[\u{10000}-\u{10ffff}]/gu, char =>
    '_'.repeat(char.length),
  );
}
