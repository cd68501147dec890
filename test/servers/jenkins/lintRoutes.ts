import { answer, answerText } from './answers.ts';
import { type Exchange, type PathSegment, parameter } from './exchange.ts';
import { methodNotAllowed, notFound } from './pages.ts';

/** `/pipeline-model-converter/…`: a check of Jenkinsfiles that knows just enough for a demo. */
export function lintRoutes(x: Exchange, word: string): void {
  if (word !== 'validate' && word !== 'validateJenkinsfile') {
    notFound(x);
  } else if (x.method !== 'POST') {
    methodNotAllowed(x);
  } else if (word === 'validate') {
    answerText(x, validationText(x.form.fields.get('jenkinsfile') ?? ''));
  } else {
    const errors = findErrors(x.form.fields.get('jenkinsfile') ?? '').map(error => `${error.text} ${position(error)}`);
    const data = errors.length === 0 ? { result: 'success' } : { result: 'failure', errors: [{ error: errors }] };
    answer(x, 200, { 'Content-Type': 'application/json;charset=utf-8' }, JSON.stringify({ status: 'ok', data }));
  }
}

export function isScriptCheck(rest: PathSegment[]): boolean {
  return rest.at(-1)?.name === 'checkScriptCompile';
}

/** `…/checkScriptCompile`: of scripted pipelines only the brackets are looked at. */
export function checkScript(x: Exchange, success: object = { status: 'success' }): void {
  if (x.method !== 'POST') {
    methodNotAllowed(x);
    return;
  }
  const error = bracketError(parameter(x, 'value') ?? '');
  const found = error ? [{ ...error, status: 'fail' }] : success;
  answer(x, 200, { 'Content-Type': 'application/json;charset=utf-8' }, JSON.stringify(found));
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

function validationText(source: string): string {
  if (source === '') return 'No Jenkinsfile specified\n';
  if (!/\bpipeline\s*\{/.test(source)) {
    return `Jenkinsfile content '${source}' did not contain the 'pipeline' step\n`;
  }
  const errors = findErrors(source);
  if (errors.length === 0) return 'Jenkinsfile successfully validated.\n';
  const blocks = errors.map(
    error =>
      `WorkflowScript: ${error.line}: ${error.text} ${position(error)}\n   ${error.source}\n${' '.repeat(error.column + 2)}^\n\n`,
  );
  return `Errors encountered validating Jenkinsfile:\n${blocks.join('')}`;
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
