import * as vscode from 'vscode';
import type { Parameter } from '../../../jenkins/index.ts';

const { t } = vscode.l10n;

/** Explains why a value does not match the parameter's pattern (java.util.regex); undefined when it does. */
export async function patternProblem({ pattern }: Parameter, value: string): Promise<string | undefined> {
  if (!pattern) return undefined;
  const { Matcher, parsePattern, PatternSyntaxError } = await import('../../../javaRegex/index.ts');
  try {
    if (new Matcher(parsePattern(pattern.regex)).matches(value).outcome !== 'noMatch') return undefined;
  } catch (error) {
    // A pattern that Java could not read either is left to Jenkins.
    if (error instanceof PatternSyntaxError) return undefined;
    throw error;
  }
  return pattern.message ?? t('The value must match {0}.', pattern.regex);
}
