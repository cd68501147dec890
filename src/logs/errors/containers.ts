import type { ErrorFamily } from './errorFamily.ts';

/** Docker, BuildKit, Compose, Podman, Kubernetes and Helm. */
export const containers: ErrorFamily = {
  causes: [
    '(?:docker: )?Error response from daemon: ',
    '(?:ERROR: )?(?:error during connect|Cannot connect to the Docker daemon)',
    String.raw`(?:ERROR: )?failed to solve(?: with frontend [\w.]+)?: (?!process )(?!executor failed)(?!rpc error: .*(?:executor failed|did not complete))\S`,
    'denied: |unauthorized: |toomanyrequests: |manifest (?:unknown|for) ',
    'unable to prepare context|error building image|error checking push permissions',
    '(?:ERROR: )?dependency failed to start',
    'no configuration file provided: not found',
    'Error from server',
    String.raw`The \S+ "[^"\n]+" is invalid`,
    String.raw`Unable to connect to the server|The connection to the server \S+ was refused`,
    String.raw`(?:executor|container|exec) .*executable file not found in \$PATH`,
    'OCI runtime (?:exec|create) failed',
  ],
  signs: [
    'ERROR: process ".*" did not complete successfully',
    'ERROR: executor failed running',
    "The command '.*' returned a non-zero code",
    'executor failed running',
    String.raw`[\w.-]+ exited with code [1-9]`,
    String.raw`service "[^"\n]+" didn't complete successfully`,
    'CrashLoopBackOff|ImagePullBackOff|ErrImagePull',
  ],
  consequences: [
    String.raw`(?:ERROR: )?failed to solve(?: with frontend [\w.]+)?: (?:process |executor failed|rpc error: .*(?:executor failed|did not complete))`,
    String.raw`ERROR: Service '[^'\n]+' failed to build`,
  ],
  causesInside: ['executable file not found in \\$PATH', 'container .* is unhealthy$'],
};
