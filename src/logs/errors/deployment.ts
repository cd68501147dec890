import type { ErrorFamily } from './errorFamily.ts';

/** Terraform, Ansible, clouds, databases, git, and tools that move files. */
export const deployment: ErrorFamily = {
  causes: [
    String.raw`(?:fatal|failed): \[[^\]\n]+\]:? .*(?:FAILED|UNREACHABLE)!`,
    String.raw`failed: \[[^\]\n]+\] \(item=`,
    'ERROR! ',
    String.raw`Build '[^'\n]+' errored after`,
    String.raw`(?:fatal error: )?An error occurred \(\w+\) when calling`,
    'Unable to locate credentials|The security token included in the request is',
    // git
    String.raw`fatal: (?!No names found|no tag exactly matches|No tags can describe)\S`,
    String.raw`! \[(?:remote )?rejected\]`,
    String.raw`CONFLICT \(`,
    'Host key verification failed|(?:\\S+: )?Permission denied \\(',
    'ssh: (?:connect to host|Could not resolve)',
    String.raw`curl: \(\d+\) `,
    'wget: (?:unable|server returned)',
    'rsync error: |rsync: .*failed',
    'lost connection$',
    // databases
    String.raw`(?:psql|mysql|pg_restore|pg_dump|sqlite3|mongo\w*|redis-cli|mysqldump): (?:error|fatal|FATAL)`,
    String.raw`ERROR \d+ \(\w+\)`,
    String.raw`(?:ORA|SP2|PLS)-\d{4,5}: `,
    String.raw`Msg \d+, Level (?:1[1-9]|2\d), `,
    'Unexpected error running Liquibase',
    'Pseudo-terminal will not|Load key .*: invalid format',
  ],
  signs: [String.raw`fatal: \S`],
  consequences: ['error: failed to push some refs', 'rsync error: .*code 23'],
};
