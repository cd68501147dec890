import type { ErrorFamily } from './errorFamily.ts';

/** Linters, formatters, type checkers and bundlers. */
export const linters: ErrorFamily = {
  causesAtPlace: [
    // flake8, ruff, pylint, rubocop
    String.raw`[^:\s]+\.pyi?:\d+:\d+: [A-Z]{1,4}\d{3,5}\b`,
    String.raw`[^:\s]+\.rb:\d+:\d+: [EF]: `,
    // ktlint, detekt
    String.raw`(?:[A-Za-z]:)?[^:\s]+\.kts?:\d+:\d+: .*\([\w:-]+\)$`,
  ],
  causes: [
    // ESLint, yamllint, stylelint
    String.raw`\d+:\d+\s+(?:error|✖|×)\s`,
    String.raw`would reformat \S`,
    // dart analyze
    'error (?:•|-) .* (?:•|-) ',
    // PHP_CodeSniffer
    String.raw`\d+ \| ERROR \|`,
    // ShellCheck
    String.raw`In \S+ line \d+:$`,
    String.raw`\^-+\^? SC\d+ \(error\)`,
    // webpack, esbuild, vite, rollup, Next.js, Angular, Parcel
    String.raw`ERROR in \S`,
    String.raw`✘ \[ERROR\] `,
    'error during build:',
    String.raw`\[!\] \(?.*\b(?:Error|error)`,
    'Failed to compile',
    'Type error: ',
    'Module not found: ',
    String.raw`(?:Build failed|× Build failed) in \d`,
    '🚨 ',
    'QUALITY GATE STATUS: FAILED',
  ],
  signs: [
    String.raw`[A-Z]{1,4}\d{3,4} (?:\[\*\] )?[A-Z][a-z]+ `,
    String.raw`Total: \d+ \(.*(?:HIGH|CRITICAL): [1-9]`,
    String.raw`\S+:\d+ (?:DL|SC)\d{4} `,
    String.raw`[^:\s]+\.rb:\d+:\d+: [CW]: `,
    String.raw`\[(?:warn|error)\] Code style issues found`,
    'Code style issues found',
    String.raw`[✖✗✘✕×⨯]\ufe0f? *\S`,
    String.raw`Found [1-9]\d* errors?\b`,
  ],
};
