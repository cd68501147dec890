import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** A character that Java has a name for: one of its own, or one made up of its block and its number. */
export interface JavaName {
  readonly codePoint: number;
  /** Empty where the name is made up. */
  readonly name: string;
  readonly block: string;
}

/** The names of the Java on PATH. */
export function javaNames(): JavaName[] {
  const program = join(import.meta.dirname, 'CharacterNames.java');
  const { stdout, stderr, status } = spawnSync('java', [program], { encoding: 'latin1', maxBuffer: 1e9 });
  if (status !== 0) throw new Error(`Java failed: ${stderr}`);
  return stdout
    .trimEnd()
    .split(/\r?\n/)
    .map(line => {
      const [codePoint = '', name = '', block = ''] = line.split('\t');
      return { codePoint: Number(codePoint), name, block };
    });
}
