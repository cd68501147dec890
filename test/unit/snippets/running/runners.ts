import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How a snippet of a language is run. */
export interface Runner {
  /** File that it is written to. */
  readonly file: string;
  readonly command: readonly string[];
  /** Proxies and authorities are its reader's settings. */
  readonly hasNoNetwork?: true;
  /** It shows a refusal as an answer, and ends well. */
  readonly isLenient?: true;
  /** Whether this machine has its interpreter and libraries. */
  readonly isHere: () => boolean;
  /** Text to run instead of the snippet: with stand-ins for what only Jenkins has. */
  readonly around?: (snippet: string) => string;
}

const root = join(import.meta.dirname, '../../../..');
const oracles = join(root, 'test/oracles/snippets');
const jars = process.env['SNIPPET_JARS'] ?? join(root, '.rig/snippets/jars');
const has = (...command: readonly string[]) => spawnSync(command[0] ?? '', command.slice(1)).status === 0;
const hasModule = (name: string) => existsSync(join(oracles, 'node_modules', name));
const hasJar = (name: string) => existsSync(join(jars, name));
const withJars = ['java', '-cp', `${jars}/*`];
const groovy = [...withJars, 'groovy.ui.GroovyMain', 'call.groovy'];

/** A step of a Pipeline, without a Pipeline. */
const pipelineSteps = `
def string = { m -> m }
def file = { m -> m }
def withCredentials = { all, body -> body() }
def sh = { script ->
  def process = ['sh', '-e', '-c', script].execute(null, new File('.'))
  process.waitForProcessOutput(System.out, System.err)
  if (process.exitValue() != 0) System.exit(process.exitValue())
}
`;

export const runners: Readonly<Record<string, Runner>> = {
  curl: { file: 'call.sh', command: ['sh', '-e', 'call.sh'], isHere: () => has('curl', '--version') },
  wget: { file: 'call.sh', command: ['sh', '-e', 'call.sh'], isHere: () => has('wget', '--version') },
  javascript: { file: 'call.mjs', command: ['node', 'call.mjs'], isHere: () => true },
  python: { file: 'call.py', command: ['python3', 'call.py'], isHere: () => has('python3', '-c', 'import requests') },
  typescript: { file: 'call.mts', command: ['node', 'call.mts'], isHere: () => true },
  axios: { file: 'call.mts', command: ['node', 'call.mts'], isHere: () => hasModule('axios') },
  perl: {
    file: 'call.pl',
    command: ['perl', 'call.pl'],
    isHere: () => has('perl', '-MLWP::Protocol::https', '-e', '1'),
  },
  java: { file: 'Call.java', command: ['java', 'Call.java'], isHere: () => has('java', '-version') },
  'apache-httpclient': {
    file: 'Call.java',
    command: [...withJars, 'Call.java'],
    isHere: () => hasJar('httpclient5-5.4.1.jar'),
  },
  groovy: { file: 'call.groovy', command: groovy, isHere: () => hasJar('groovy-4.0.24.jar') },
  'jenkins-rest': {
    file: 'call.groovy',
    command: groovy,
    isHere: () => hasJar('jenkins-rest-1.0.2.jar'),
    // Its libraries lie in the class path.
    around: snippet => snippet.replace(/^@Grab.*$/m, ''),
  },
  jenkinsfile: {
    file: 'call.groovy',
    command: groovy,
    isHere: () => hasJar('groovy-4.0.24.jar'),
    around: snippet => pipelineSteps + snippet,
  },
  http: {
    isLenient: true,
    file: 'call.http',
    hasNoNetwork: true,
    command: ['node', join(oracles, 'node_modules/httpyac/bin/httpyac.js'), 'send', '--all', 'call.http'],
    isHere: () => hasModule('httpyac'),
    // The REST Client names the parts of a response otherwise.
    around: snippet => snippet.replace('crumb.response.body.$.crumb', 'crumb.crumb'),
  },
  postman: {
    isLenient: true,
    file: 'call.json',
    hasNoNetwork: true,
    command: ['node', join(import.meta.dirname, 'runCollection.mjs'), 'call.json'],
    isHere: () => hasModule('newman'),
  },
};

export interface Ended {
  readonly status: number | null;
  readonly output: string;
}

/** Runs a snippet as its reader would, with its variables in the environment. */
export function runSnippet(
  runner: Runner,
  { folder, snippet, variables }: { folder: string; snippet: string; variables: Readonly<Record<string, string>> },
): Promise<Ended> {
  writeFileSync(join(folder, runner.file), runner.around?.(snippet) ?? snippet);
  linkModules(join(folder, 'node_modules'));
  const [command = '', ...args] = runner.command;
  const environment = { PATH: process.env['PATH'], HOME: folder, LC_ALL: 'C.UTF-8', ...variables };
  return new Promise(done => {
    const child = spawn(command, args, { cwd: folder, env: environment });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', piece => (output += piece));
    child.on('close', status => done({ status, output }));
    child.on('error', error => done({ status: null, output: error.message }));
  });
}

/** Libraries that snippets import, beside the script. */
function linkModules(modules: string): void {
  if (existsSync(modules)) return;
  mkdirSync(modules);
  symlinkSync(join(root, 'node_modules/undici'), join(modules, 'undici'));
  for (const name of ['axios', 'http-proxy-agent', 'https-proxy-agent', 'socks-proxy-agent'])
    symlinkSync(join(oracles, 'node_modules', name), join(modules, name));
}
