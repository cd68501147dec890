import { type Bean, bean } from './exported.ts';
import type { Build, TestCase } from './model.ts';

export function testReportBean(build: Build): Bean {
  const count = (...statuses: TestCase['status'][]) =>
    build.tests.filter(test => statuses.includes(test.status)).length;
  const duration = build.tests.reduce((sum, test) => sum + test.duration, 0);
  return bean(
    'hudson.tasks.junit.TestResult',
    ['testActions', 1, () => []],
    ['duration', 1, () => duration],
    ['empty', 1, () => build.tests.length === 0],
    ['failCount', 1, () => count('FAILED', 'REGRESSION')],
    ['passCount', 1, () => count('PASSED', 'FIXED')],
    ['skipCount', 1, () => count('SKIPPED')],
    ['suites', 1, () => suites(build)],
  );
}

const suiteOf = (test: TestCase) => test.suite ?? test.className;

function suites(build: Build): Bean[] {
  const names = [...new Set(build.tests.map(suiteOf))];
  return names.map(name => {
    const cases = build.tests.filter(test => suiteOf(test) === name);
    return bean(
      undefined,
      ['cases', 999, () => cases.map(caseBean)],
      ['duration', 999, () => cases.reduce((sum, test) => sum + test.duration, 0)],
      ['enclosingBlockNames', 999, () => []],
      ['enclosingBlocks', 999, () => []],
      ['id', 999, () => null],
      ['name', 999, () => name],
      ['nodeId', 999, () => null],
      ['stderr', 999, () => null],
      ['stdout', 999, () => null],
      ['timestamp', 999, () => null],
    );
  });
}

function caseBean(test: TestCase): Bean {
  return bean(
    undefined,
    ['testActions', 999, () => []],
    ['age', 999, () => test.age],
    ['className', 999, () => test.className],
    ['duration', 999, () => test.duration],
    ['errorDetails', 999, () => test.errorDetails ?? null],
    ['errorStackTrace', 999, () => test.errorStackTrace ?? null],
    ['failedSince', 999, () => test.failedSince],
    ['name', 999, () => test.name],
    ['skipped', 999, () => test.status === 'SKIPPED'],
    ['skippedMessage', 999, () => (test.status === 'SKIPPED' ? '' : null)],
    ['status', 999, () => test.status],
    ['stderr', 999, () => null],
    ['stdout', 999, () => null],
  );
}
