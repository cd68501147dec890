import type { OpenSecret } from './findSecrets.ts';
import { boundInGroovy, inGroovy } from './inGroovy.ts';
import { byMacro, inPipelineFile } from './inPipelineFile.ts';
import { inPython } from './inPython.ts';
import { inPowershell } from './powershellPlace.ts';
import { shellPlace, shellVariable } from './shellPlace.ts';
import type { TextChange } from './textChange.ts';

/** Kind of a file, which decides how a variable is written in it. `ci` has commands of a shell in YAML. */
export type FileKind =
  | 'shell'
  | 'groovy'
  | 'python'
  | 'http'
  | 'powershell'
  | 'batch'
  | 'github'
  | 'azure'
  | 'ci'
  | 'other';

/**
 * Puts an environment variable into the place of a secret, or a secret of the CI that has no variables for them.
 * @returns undefined where the file's language, or the place, has no way to do so
 */
export function byVariable(
  text: string,
  secret: OpenSecret,
  variable: string,
  kind: FileKind,
): TextChange[] | undefined {
  const { start, end } = secret;
  if (kind === 'python') return inPython(text, secret, variable);
  if (kind === 'groovy') return inGroovy(text, secret, variable);
  const written = writtenIn(kind, text, start, variable);
  return written === undefined ? undefined : [{ start, end, text: written }];
}

/**
 * Binds a credential of Jenkins to a variable around the step that has a secret.
 * @param id of the credential
 */
export function byCredentials(
  text: string,
  secret: OpenSecret,
  variable: string,
  id: string,
): TextChange[] | undefined {
  return boundInGroovy(text, secret, variable, id);
}

function writtenIn(kind: FileKind, text: string, start: number, variable: string): string | undefined {
  switch (kind) {
    case 'http':
      return `{{$processEnv ${variable}}}`;
    case 'shell': {
      const place = shellPlace(text, start);
      return place && shellVariable(place, variable);
    }
    case 'powershell':
      return inPowershell(text, start, variable);
    case 'batch':
      return `%${variable}%`;
    case 'github':
      return byMacro(text, start, `\${{ secrets.${variable} }}`);
    case 'azure':
      return byMacro(text, start, `$(${variable})`);
    case 'ci':
      return inPipelineFile(text, start, variable);
    default:
      return undefined;
  }
}
