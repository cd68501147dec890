// Results of tests of a build, as the JUnit plugin has them.
// https://github.com/jenkinsci/junit-plugin/tree/master/src/main/java/hudson/tasks/junit
import type { Exchange, PathSegment } from '../http/exchange.ts';
import { type Bean, bean, type Exported, type Field } from '../http/exported.ts';
import { answerPage, notFound, nothingHere } from '../http/pages.ts';
import { isApi, serveApi } from '../http/remoteApi.ts';
import { buildName, fullDisplayName } from '../state/items.ts';
import type { Build, TestCase } from '../state/model.ts';

/** `…/job/x/12/testReport/…`: the report, or a package, a class or a case of it. */
export function testReportRoutes(x: Exchange, build: Build, rest: PathSegment[]): void {
  if (build.tests.length === 0) {
    nothingHere(x);
    return;
  }
  if (rest.length === 0) {
    const title = `${fullDisplayName(build.job)} ${buildName(build)} Tests - Jenkins`;
    answerPage(x, { status: 200, title, text: 'Tests', size: 122_000 });
    return;
  }
  const api = rest.findIndex(segment => segment.name === 'api');
  const path = rest.slice(0, Math.max(0, api)).map(segment => segment.name);
  const shown = api < 0 ? undefined : resultAt(new Report(build, isCurrent(x)), path);
  if (shown && isApi(rest.slice(api))) serveApi(x, shown, rest.slice(api));
  else notFound(x);
}

/** Since it counts its versions from 1,000, the plugin tells more of cases and of suites. */
function isCurrent(x: Exchange): boolean {
  const { version = '' } = x.state.plugins.find(({ shortName }) => shortName === 'junit') ?? {};
  return Number.parseInt(version, 10) >= 1000;
}

/** Counts of a build's tests, on the build itself. */
export function testAction(build: Build): Bean {
  const count = (status: string) => build.tests.filter(test => test.status === status).length;
  return bean(
    'hudson.tasks.junit.TestResultAction',
    ['failCount', 2, () => count('FAILED') + count('REGRESSION')],
    ['skipCount', 2, () => count('SKIPPED')],
    ['totalCount', 2, () => build.tests.length],
    ['urlName', 2, () => 'testReport'],
  );
}

function resultAt(report: Report, [packageName, className, caseName, ...more]: string[]): Bean | undefined {
  if (packageName === undefined) return report.whole();
  if (more.length > 0) return undefined;
  if (className === undefined) return report.packageNamed(packageName);
  const simple = { packageName, className };
  return caseName === undefined ? report.classNamed(simple) : report.caseNamed(simple, caseName);
}

interface ClassName {
  readonly packageName: string;
  readonly className: string;
}

/** `a.b.C` lies in package `a.b`; what has no package lies in `(root)`. */
function classNameOf(test: TestCase): ClassName {
  const dot = test.className.lastIndexOf('.');
  const packageName = dot < 0 ? '(root)' : test.className.slice(0, dot);
  return { packageName, className: test.className.slice(dot + 1) };
}

/** A case in an address: the blocks around it from the outside in, and its name. */
function addressOf({ blocks = [], name }: TestCase): string {
  const parts = [...blocks.map(block => block.name).reverse(), name];
  return parts.join(' / ').replace(/[^A-Za-z0-9_]/g, '_');
}

const suiteOf = (test: TestCase) => test.suite ?? test.className;
/** Two branches may run the same suite. */
const suiteKey = (test: TestCase) => JSON.stringify([suiteOf(test), test.node, test.blocks]);
const noActions: Field = ['testActions', 999, () => []];
const seconds = (tests: readonly TestCase[]) => tests.reduce((sum, test) => sum + test.duration, 0);

class Report {
  private readonly tests: readonly TestCase[];
  private readonly current: boolean;

  constructor(build: Build, current: boolean) {
    this.tests = build.tests;
    this.current = current;
  }

  whole(): Bean {
    const { tests } = this;
    return bean(
      'hudson.tasks.junit.TestResult',
      noActions,
      ['duration', 1, () => seconds(tests)],
      ['empty', 1, () => tests.length === 0],
      ...countsOf(tests),
      ['suites', 1, () => this.suites(), 'inline'],
    );
  }

  packageNamed(name: string): Bean | undefined {
    const tests = this.tests.filter(test => classNameOf(test).packageName === name);
    const classes = [...new Set(tests.map(test => classNameOf(test).className))].sort();
    const child = classes.map(className => bean(undefined, noActions, ['name', 999, () => className]));
    return tests.length === 0 ? undefined : tableOf('hudson.tasks.junit.PackageResult', name, child, tests);
  }

  classNamed(name: ClassName): Bean | undefined {
    const tests = this.ofClass(name).sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
    const child = tests.map(test => bean(undefined, ...this.caseFields(test)));
    return tests.length === 0 ? undefined : tableOf('hudson.tasks.junit.ClassResult', name.className, child, tests);
  }

  caseNamed(name: ClassName, address: string): Bean | undefined {
    const test = this.ofClass(name).find(each => addressOf(each) === address);
    return test && bean('hudson.tasks.junit.CaseResult', ...this.caseFields(test));
  }

  private ofClass({ packageName, className }: ClassName): TestCase[] {
    return this.tests.filter(test => {
      const own = classNameOf(test);
      return own.packageName === packageName && own.className === className;
    });
  }

  private suites(): Bean[] {
    return [...Map.groupBy(this.tests, suiteKey).values()].map(tests => this.suite(tests));
  }

  private suite(tests: readonly TestCase[]): Bean {
    const [first] = tests;
    const blocks = first?.blocks ?? [];
    return bean(
      undefined,
      ['cases', 999, () => tests.map(test => bean(undefined, ...this.caseFields(test))), 'inline'],
      ['duration', 999, () => seconds(tests)],
      ['enclosingBlockNames', 999, () => blocks.map(({ name }) => name)],
      ['enclosingBlocks', 999, () => blocks.map(({ id }) => id)],
      ['id', 999, () => null],
      ['name', 999, () => (first ? suiteOf(first) : null)],
      ['nodeId', 999, () => first?.node ?? null],
      ...this.onlyCurrent(['properties', 999, () => ({})]),
      ['stderr', 999, () => null],
      ['stdout', 999, () => null],
      ['timestamp', 999, () => null],
    );
  }

  private caseFields(test: TestCase): Field[] {
    const details = (name: string, read: () => Exported): Field => [name, 1, read];
    return [
      noActions,
      ['age', 999, () => test.age],
      ['className', 999, () => test.className],
      ['duration', 999, () => test.duration],
      details('errorDetails', () => test.errorDetails ?? null),
      details('errorStackTrace', () => test.errorStackTrace ?? null),
      ['failedSince', 999, () => test.failedSince],
      ...this.onlyCurrent(details('flakyFailures', () => [])),
      ['name', 999, () => test.name],
      ...this.onlyCurrent(
        details('properties', () => ({})),
        details('rerunFailures', () => []),
      ),
      ['skipped', 999, () => test.status === 'SKIPPED'],
      details('skippedMessage', () => (test.status === 'SKIPPED' ? (test.skippedMessage ?? '') : null)),
      ['status', 999, () => test.status],
      details('stderr', () => test.stderr ?? null),
      details('stdout', () => test.stdout ?? null),
    ];
  }

  private onlyCurrent(...fields: Field[]): Field[] {
    return this.current ? fields : [];
  }
}

function tableOf(type: string, name: string, child: Bean[], tests: readonly TestCase[]): Bean {
  return bean(type, noActions, ['child', 1, () => child], ['name', 999, () => name], ...countsOf(tests));
}

function countsOf(tests: readonly TestCase[]): Field[] {
  const count = (...statuses: TestCase['status'][]) => tests.filter(test => statuses.includes(test.status)).length;
  return [
    ['failCount', 1, () => count('FAILED', 'REGRESSION')],
    ['passCount', 1, () => count('PASSED', 'FIXED')],
    ['skipCount', 1, () => count('SKIPPED')],
  ];
}
