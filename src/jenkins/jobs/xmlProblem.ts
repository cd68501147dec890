import { SaxesParser } from 'saxes';

/** Place in a text where it stops being well formed. */
export interface XmlProblem {
  /** From 1. */
  readonly line: number;
  /** From 0. */
  readonly column: number;
  /** Sentence in English, mostly as the parser words it. */
  readonly message: string;
}

/** Element that a whole text is in. */
export interface XmlRoot {
  readonly name: string;
  /** Line of its start tag, from 1. */
  readonly line: number;
}

/** Finds the first place where a text is not well-formed XML, 1.0 or 1.1 as it declares. */
export function xmlProblem(text: string): XmlProblem | undefined {
  const parser = new SaxesParser({ xmlns: false, position: true });
  let problem: XmlProblem | undefined;
  let position = 0;
  parser.on('error', ({ message }) => {
    if (problem) return;
    problem = { line: parser.line, column: parser.column, message: message.replace(/\d+:\d+: /, '') };
    position = parser.position;
  });
  parser.write(text).close();
  return problem && (bareAmpersand(text.slice(0, position)) ?? problem);
}

/** Finds the first ampersand that begins no reference: the parser reads on to the next semicolon, if there is any. */
function bareAmpersand(text: string): XmlProblem | undefined {
  const others = /<!--.*?(?:-->|$)|<!\[CDATA\[.*?(?:\]\]>|$)|<\?.*?(?:\?>|$)|(?<bare>&(?![^\s&;<>"']+;))/gs;
  for (const { groups, index } of text.matchAll(others)) {
    if (groups?.['bare'] === undefined) continue;
    const lines = text.slice(0, index + 1).split(/\r\n?|\n/);
    return { line: lines.length, column: lines.at(-1)?.length ?? 0, message: 'an ampersand is written as &amp;.' };
  }
  return undefined;
}

/** Names that Jenkins has for the same kind of job: it writes the first, and reads both. */
const sameRoots: Readonly<Record<string, string>> = {
  'hudson.model.FreeStyleProject': 'project',
  'hudson.matrix.MatrixProject': 'matrix-project',
  'hudson.maven.MavenModuleSet': 'maven2-moduleset',
  'org.jenkinsci.plugins.workflow.job.WorkflowJob': 'flow-definition',
};

/**
 * Finds the root of a configuration where it is of another kind than the job's: Jenkins makes no other job of it, and
 * answers 500 without a reason.
 * @param before configuration that the job has
 * @returns undefined where both are of the same kind, or one of them is not well formed
 */
export function otherRoot(before: string, text: string): XmlRoot | undefined {
  const [old, root] = [rootOf(before), rootOf(text)];
  const kindOf = ({ name }: XmlRoot) => sameRoots[name] ?? name;
  return old && root && kindOf(old) !== kindOf(root) ? root : undefined;
}

function rootOf(text: string): XmlRoot | undefined {
  const parser = new SaxesParser({ xmlns: false, position: true });
  let root: XmlRoot | undefined;
  let isWrong = false;
  parser.on('opentagstart', ({ name }) => {
    // The parser has read beyond the name, perhaps to the next line.
    root ??= { name, line: text.slice(0, text.lastIndexOf('<', parser.position)).split(/\r\n?|\n/).length };
  });
  parser.on('error', () => {
    isWrong = true;
  });
  parser.write(text).close();
  return isWrong ? undefined : root;
}
