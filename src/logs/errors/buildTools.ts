import type { ErrorFamily } from './errorFamily.ts';

/** Maven, Gradle, Ant, make, CMake, Ninja, Bazel and other tools that call the compilers. */
export const buildTools: ErrorFamily = {
  causes: [
    String.raw`\[(?:ERROR|FATAL)\] *(?!Failed to execute goal|\[Help|-> \[|Re-run Maven|To see the full|For more information|After correcting)[^\s\]]`,
    String.raw`\[ERROR\] Failed to execute goal`,
    String.raw`CMake Error\b(?!s)`,
    String.raw`g?(?:make|mingw32-make)(?:\.exe)?(?:\[\d+\])?: \*\*\* (?!\[.*\] (?:Error|Interrupt|Terminated)|Waiting for|Deleting)\S`,
    String.raw`g?make(?:\.exe)?(?:\[\d+\])?: \S+: (?:Command not found|No such file|Permission denied)`,
    String.raw`[\w./-]+:\d+: \*\*\* .*Stop\.$`,
    'ninja: error: ',
    String.raw`NMAKE : fatal error|scons: \*\*\* (?!\[.*\] Error)`,
    String.raw`ERROR: (?:/\S+/BUILD|no such |Analysis of|Skipping '|error loading|Unable to find package)`,
    String.raw`meson\.build:\d+:\d+: ERROR: `,
    'configure: error: ',
    'Gradle build daemon disappeared',
    'rake aborted!|mage: error|task: Failed to run task|\\* No such task',
    String.raw`Could not (?:resolve|find|determine|GET) (?:all |the )?\S.*(?:for|in) `,
    'error: Recipe .* failed',
    'Unable to access jarfile',
  ],
  signs: [
    String.raw`\[(?:ERROR|FATAL)\] *[^\s\]]`,
    'Execution failed for task ',
    'A problem (?:occurred|was found) ',
    'Build did NOT complete successfully',
  ],
  consequences: [
    String.raw`(?:\[INFO\] )?BUILD (?:FAILED|FAILURE)\b`,
    'FAILURE: Build (?:failed|completed)',
    String.raw`> Task \S+ FAILED`,
    String.raw`g?(?:make|mingw32-make)(?:\.exe)?(?:\[\d+\])?: \*\*\* \[.*\] (?:Error|Interrupt|Terminated)`,
    String.raw`scons: \*\*\* \[.*\] Error|scons: building terminated`,
    'ninja: build stopped',
    '-- Configuring incomplete',
    '(?:FAILED: |ERROR: )Build did NOT complete successfully',
    String.raw`\[ERROR\] (?:\[Help|-> \[|Re-run Maven|To see the full|For more information|After correcting)`,
  ],
};
