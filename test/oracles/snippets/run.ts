// `npm run test:snippets`: runs snippets of all languages, and all curl lines beside curl itself. Interpreters that the
// machine lacks are left out: each is told as pending.
import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';

const folder = import.meta.dirname;
const root = join(folder, '../../..');
const run = (command: string, args: readonly string[], cwd: string, env = {}) =>
  spawnSync(command, args, { cwd, stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;

const quiet = ['--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];
const jars = join(root, '.rig/snippets/jars');
if (!run('npm', ['ci', ...quiet], folder)) process.exit(1);
if (!run('mvn', ['-q', 'dependency:copy-dependencies', `-DoutputDirectory=${jars}`], folder))
  console.error('Maven is not here: snippets in Groovy and for Apache HttpClient are not run.');
// Python has a folder of its own: its snippets behind a SOCKS proxy need a package besides requests.
const python = join(root, '.rig/snippets/python');
const pip = ['-q', '--disable-pip-version-check', 'requests[socks]'];
if (!run('python3', ['-m', 'venv', python], folder) || !run(join(python, 'bin/pip'), ['install', ...pip], folder))
  console.error('"requests[socks]" cannot be installed: snippets in Python need those of this machine.');
const PATH = [join(python, 'bin'), process.env['PATH']].join(delimiter);
const files = ['running.test.ts', 'grammar.test.ts', 'curl/wire.test.ts'].map(name => join('test/unit/snippets', name));
process.exitCode = run('mocha', ['--reporter', 'spec', ...files], root, { SNIPPETS: 'all', PATH }) ? 0 : 1;
