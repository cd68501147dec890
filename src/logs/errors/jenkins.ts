import type { ErrorFamily } from './errorFamily.ts';

/** Jenkins and its plugins: of their own accord, or because a step failed. */
export const jenkins: ErrorFamily = {
  causes: [
    String.raw`(?:org\.codehaus\.groovy|groovy\.lang|hudson|jenkins|org\.jenkinsci)\.[\w.$]*(?:Exception|Error)(?::|$)(?! script returned exit code)(?!.*FlowInterruptedException)`,
    String.raw`java\.lang\.NoSuchMethodError: No such DSL method`,
    String.raw`WorkflowScript: \d+: `,
    'Scripts not permitted to use ',
    String.raw`Build timed out \(after `,
    'Timeout has been exceeded|Cancelling nested steps due to timeout',
    String.raw`Cannot contact [^:\n]+: |wrapper script does not seem to be touching the log file`,
    'Agent (?:was removed|went offline)',
    'ERROR: Issue with creating launcher',
    'process apparently never started in ',
    'No such (?:property|library|field): ',
    'Rejected by ',
  ],
  causesInside: [String.raw`\b(?:agent|Agent|node|slave) \S+ (?:was deleted|is offline|went offline|disconnected)`],
  signs: [
    // Steps behind the one that failed find nothing.
    'ERROR: No (?:test report files|artifacts) ',
    String.raw`Error when executing \w+ post condition`,
    'ERROR: Build step failed with exception|FATAL: null$',
    'Build was aborted|Aborted by ',
    'ERROR: Step .* failed',
    'Sending interrupt signal to process',
  ],
  consequences: [
    '(?:ERROR: |hudson\\.AbortException: )?script returned exit code ',
    "Build step '.*' (?:marked build as failure|changed build result to FAILURE)",
    'Failed in branch ',
    'ERROR: Failed in branch ',
    String.raw`org\.jenkinsci\.plugins\.workflow\.steps\.FlowInterruptedException`,
    'Stage ".*" skipped due to earlier failure',
  ],
};
