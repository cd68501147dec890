import type { ErrorFamily } from './errorFamily.ts';

const npm = 'npm (?:ERR!|error) ';

/** Package managers of languages and systems. */
export const packageManagers: ErrorFamily = {
  causes: [
    String.raw`${npm}code E(?!LIFECYCLE)\w`,
    `${npm}(?:Missing script|missing script|Invalid|Cannot read|network|notarget)`,
    // pnpm, yarn
    String.raw`(?:ERROR +)?ERR_PNPM_(?!RECURSIVE_RUN|RECURSIVE_EXEC)\w`,
    String.raw`error (?!Command failed)(?=["'/A-Z])\S+ .*`,
    '➤ YN00(?:01|09|10|15|16|18|2[0-2]|2[78]|30|35|4[0167]|5[0168]|71|72|7[78]|8[0-24]): ',
    // apt, dpkg, yum
    String.raw`E: \S`,
    'dpkg: (?:error|dependency problems)',
    String.raw`No package \S+ available`,
    'No match for argument: ',
    // pip, Poetry, Conda, Bundler, Composer, NuGet, CocoaPods
    'PackagesNotFoundError',
    'Could not find gem |Could not find \\S+ in (?:any of the sources|locally installed gems)|Bundler could not find',
    'Your requirements could not be resolved to an installable set of packages',
    String.raw`\[!\] (?:CocoaPods could not|Unable to|Error)`,
    'gyp ERR! (?!build error$)',
  ],
  signs: [
    npm,
    "ERROR: pip's dependency resolver does not",
    String.raw`Err:\d+ `,
    String.raw`Problem \d+$`,
    '×+ No solution found',
  ],
  consequences: [
    `${npm}(?:code ELIFECYCLE|errno|Lifecycle script|Test failed|Exit status|Failed at the|A complete log|This is probably not|Command failed|command failed|command sh|path|workspace|location)`,
    'ELIFECYCLE ',
    'ERR_PNPM_RECURSIVE_(?:RUN|EXEC)',
    'error Command failed',
    '➤ YN0000: (?:·|└) Failed with errors',
    'info Visit https://yarnpkg',
  ],
  causesInside: ['version solving failed'],
};
