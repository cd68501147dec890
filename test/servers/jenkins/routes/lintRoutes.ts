import { answer, answerText } from '../http/answers.ts';
import { type Exchange, type PathSegment, parameter } from '../http/exchange.ts';
import { crashed, methodNotAllowed, notFound } from '../http/pages.ts';

/** `/pipeline-model-converter/…`: a check of Jenkinsfiles that knows just enough for a demo. */
export function lintRoutes(x: Exchange, word: string): void {
  if (word !== 'validate' && word !== 'validateJenkinsfile') {
    notFound(x);
  } else if (x.method !== 'POST') {
    methodNotAllowed(x);
  } else if (word === 'validate') {
    answerText(x, validationText(x.form.fields.get('jenkinsfile')));
  } else {
    answerJson(x, { status: 'ok', data: validationData(x.form.fields.get('jenkinsfile') ?? '') });
  }
}

function answerJson(x: Exchange, value: object): void {
  answer(x, 200, { 'Content-Type': 'application/json;charset=utf-8' }, JSON.stringify(value));
}

function validationData(source: string): object {
  const problems = problemsIn(source);
  if (problems.length === 0) return { result: 'success' };
  // A problem alone comes as a text, several as a list.
  return { result: 'failure', errors: [{ error: problems.length === 1 ? problems[0] : problems }] };
}

function problemsIn(source: string): string[] {
  if (source === '') return ["No content found for 'jenkinsfile' parameter"];
  if (!hasPipeline(source)) return [withoutPipeline(source)];
  return findErrors(source).map(error => `${error.text} ${position(error)}`);
}

const hasPipeline = (source: string) => /\bpipeline\s*\{/.test(source);
const withoutPipeline = (source: string) => `Jenkinsfile content '${source}' did not contain the 'pipeline' step`;

export function isScriptCheck(rest: PathSegment[]): boolean {
  return rest.at(-1)?.name === 'checkScriptCompile';
}

/**
 * `…/checkScriptCompile`: only the brackets are looked at.
 * @param mayConfigure who may not is told that all is well
 */
export function checkScript(x: Exchange, mayConfigure = true): void {
  if (x.method !== 'POST') {
    methodNotAllowed(x);
    return;
  }
  const error = mayConfigure ? bracketError(parameter(x, 'value') ?? '') : undefined;
  answerJson(x, error ? [{ ...error, status: 'fail' }] : { line: 0, column: 0, message: '', status: 'success' });
}

/** `…/checkScript`: only says whether an administrator has to approve the script, which nobody has to here. */
export function checkApproval(x: Exchange): void {
  if (x.method === 'POST') answer(x, 200, { 'Content-Type': 'text/html;charset=utf-8' }, '<div/>');
  else methodNotAllowed(x);
}

/** At the root there is no job to ask for the permission. */
export function checkScriptAtRoot(x: Exchange): void {
  if (x.method === 'POST') crashed(x);
  else methodNotAllowed(x);
}

function bracketError(source: string): { line: number; column: number; message: string } | undefined {
  const closers: Record<string, string> = { '{': '}', '(': ')', '[': ']' };
  const open: string[] = [];
  const at = (index: number, token: string) => {
    const before = source.slice(0, index).split('\n');
    const column = (before.at(-1)?.length ?? 0) + 1;
    return { line: before.length, column, message: `unexpected token: ${token}` };
  };
  for (const [index, char] of [...source].entries()) {
    const closer = closers[char];
    if (closer) open.push(closer);
    else if ('})]'.includes(char) && open.pop() !== char) return at(index, char);
  }
  return open.length > 0 ? at(source.length, '') : undefined;
}

interface LintError {
  text: string;
  line: number;
  column: number;
  source: string;
}

const position = (error: LintError) => `@ line ${error.line}, column ${error.column}.`;

function validationText(source: string | null): string {
  if (source === null) return 'No Jenkinsfile specified\n';
  if (!hasPipeline(source)) return `${withoutPipeline(source)}\n`;
  const errors = findErrors(source);
  if (errors.length === 0) return 'Jenkinsfile successfully validated.\n';
  return `Errors encountered validating Jenkinsfile:\n${errors.map(blockOf).join('')}`;
}

/** A problem with the line where it lies, if there is anything on it. */
function blockOf(error: LintError): string {
  const head = `WorkflowScript: ${error.line}: ${error.text} ${position(error)}\n`;
  return error.source === '' ? head : `${head}   ${error.source}\n${' '.repeat(error.column + 2)}^\n\n`;
}

const sections = new Set(
  'agent options parameters stages post environment triggers tools libraries input when'.split(' '),
);

function findErrors(source: string): LintError[] {
  const lines = source.split('\n');
  const depth = [...source].reduce((sum, char) => sum + (char === '{' ? 1 : char === '}' ? -1 : 0), 0);
  if (depth > 0) {
    const last = lines.at(-1) ?? '';
    return [{ text: "expecting '}', found ''", line: lines.length, column: last.length + 1, source: last }];
  }
  const found = [...sectionLines(lines)];
  const errors = found
    .filter(section => !sections.has(section.name))
    .map(({ name, ...at }) => ({
      text: `Undefined section "${name}"`,
      ...at,
    }));
  for (const needed of ['agent', 'stages']) {
    if (found.some(section => section.name === needed)) continue;
    const line = lines.findIndex(text => /\bpipeline\s*\{/.test(text));
    errors.push({ text: `Missing required section "${needed}"`, line: line + 1, column: 1, source: lines[line] ?? '' });
  }
  return errors;
}

/** The words that open a section directly below `pipeline`. */
function* sectionLines(lines: string[]): Generator<{ name: string; line: number; column: number; source: string }> {
  let depth = 0;
  for (const [at, source] of lines.entries()) {
    const name = depth === 1 ? /^\s*(\w+)/.exec(source)?.[1] : undefined;
    if (name) yield { name, line: at + 1, column: source.indexOf(name) + 1, source };
    for (const char of source) depth += char === '{' ? 1 : char === '}' ? -1 : 0;
  }
}
