import type { ErrorFamily } from './errorFamily.ts';

/** Test runners. Of a list of failures (`1) …`) the reader knows more: it needs the lines before. */
export const testRunners: ErrorFamily = {
  causesAtPlace: [
    // GoogleTest, Catch2
    String.raw`(?:[A-Za-z]:)?[^:\s][^:\n]*:\d+: (?:Failure$|FAILED:)`,
    String.raw`(?:[A-Za-z]:)?[^:\s][^:(\n]*\(\d+\): (?:Failure$|FAILED:)`,
  ],
  finerCauses: [
    // Gradle
    String.raw`(?!Task )[^>\n]{1,300} > .* FAILED$`,
  ],
  causes: [
    // pytest
    String.raw`_{3,} (?!summary|coverage)\S.* _{3,}$`,
    'ImportError while loading conftest ',
    'INTERNALERROR> Traceback',
    // unittest, Bazel, automake
    String.raw`(?:FAIL|TIMEOUT|UNEXPECTED SUCCESS): (?!0\b)\S|ERROR: \S+ \(\S+\)$|ERROR: (?:file or directory not found|usage)`,
    // Jest, Vitest, nextest
    String.raw`FAIL {1,3}(?!0\b)(?:\[|\|)?\s*\S*[\w\]]`,
    String.raw`● (?!Console)\S`,
    // Playwright, ExUnit, NUnit, Minitest, CppUnit
    String.raw`\d+\) \[[^\]\n]+\] › `,
    String.raw`\d+\) \S+\.\w+:\d+:\d+ › `,
    String.raw`\d+\) test .* \(\S+\)$`,
    String.raw`\d+\) (?:Failed|Error|Invalid) : `,
    String.raw`(?:\d+\) )?(?:Failure|Error):$`,
    String.raw`\d+\) test: \S+ \([FE]\) line`,
    // Go, Clojure, Qt, R, Bun, AVA, Pester, Swift Testing
    '--- FAIL: ',
    String.raw`(?:FAIL|ERROR) in \(`,
    String.raw`FAIL!\s+: `,
    String.raw`── (?:Failure|Error) \(`,
    String.raw`\(fail\) \S`,
    String.raw`✘ \[fail\]: `,
    String.raw`\[-\] \S`,
    '✘ Test .* recorded an issue',
    String.raw`\[ {2}FAILED {2}\] (?!0 )(?!\d+ tests?,)\S`,
    // RSpec
    'An error occurred (?:while loading|outside of examples)',
    // Robot
    String.raw`\[ ERROR \] `,
    // TAP
    String.raw`not ok \d+(?!.*# ?(?:TODO|SKIP|todo|skip))`,
    'Bail out!',
    String.raw`# +Failed (?:\(?TODO\)? )?test `,
    // .NET
    String.raw`(?:Failed|X) \S.* \[(?:< ?)?\d[\d ,.hms]*\]$`,
    // TestNG, PHP's Pest
    String.raw`FAILED(?: CONFIGURATION)?: (?!0\b|Build did NOT)(?!\[code=)(?!.*(?:/|\.(?:o|obj|a|so|exe|dll|lib)\b))\S`,
    String.raw`FAILED {1,3}(?:[A-Z]\w*\\)+\w`,
    // Cargo, Deno, Hspec
    String.raw`test \S.* \.\.\. FAILED`,
    // Surefire without levels
    String.raw`Tests run: \d+, Failures: \d+, Errors: \d+.*<<< (?:FAILURE|ERROR)!`,
    // XCTest
    String.raw`Test Case '.*' failed \(`,
    // Jasmine, Karma
    String.raw`(?:Chrome|Firefox|Safari|Edge|HeadlessChrome|ChromeHeadless|PhantomJS)\b.*\) .*FAILED$`,
    'Test suite failed to run',
    // Julia, Lua, Dart
    String.raw`(?:Failure|Error) → \S`,
    String.raw`\d\d:\d\d \+\d+(?: ~\d+)? -\d+: .* \[E\]$`,
  ],
  signs: [
    String.raw`FAIL$|FAILED$|FAIL\t\S`,
    String.raw`[1-9]\d* (?:failing|failures?|failed)\b`,
    String.raw`FAILED \S+::\S|ERROR \S+\.py\b`,
    String.raw`\S+::\S+ (?:FAILED|ERROR)\b`,
    '(?:FAILURES|ERRORS)!',
    String.raw`E {3}\S`,
    'FAILED: ',
    'Failed! +- Failed: +[1-9]',
    String.raw`Test Run Failed|There (?:was|were) \d+ (?:failure|error)s?:|There were failing tests`,
    String.raw`Failed tests?: +\S|Failing [Ss]cenarios:|Failed scenarios:`,
    String.raw`Tests:? +\d+ failed|Test Files +\d+ failed`,
    String.raw`❯ .*\| \d+ failed`,
    'The following tests FAILED:',
    String.raw`Tests run: \d+, (?:Failures: [1-9]|Failures: 0, Errors: [1-9])`,
    'Result: FAIL',
    String.raw`//\S+ +(?:FAILED|TIMEOUT|FAILED TO BUILD)\b`,
  ],
  consequences: ['Errors while running CTest'],
  causesInside: [
    '<<< (?:FAILURE|ERROR)!',
    String.raw`\*\*\*(?:Failed|Exception|Timeout|Not Run|Aborted)`,
    String.raw` \| FAIL \|`,
    String.raw`\*\*\* FAILED \*\*\*`,
    String.raw` \[FAIL\]$`,
    String.raw` \.\.\. FAILED \(`,
    ': Test Failed at ',
    String.raw`\((?:\w+::)*[A-Z]\w*(?:Error|Exception)\)$`,
  ],
  signsInside: [String.raw` \(FAILED - \d+\)$`, String.raw`\S FAILED$`, String.raw`Failed \d+/\d+ subtests`],
};
