import { echo, exit, type ShellCommand, shellPlan, sleep } from '../jenkins/builds/shellPlan.ts';
import type { JenkinsState } from '../jenkins/index.ts';
import { newJob } from '../jenkins/state/items.ts';
import type { Artifact, Job, ParameterDefinition } from '../jenkins/state/model.ts';
import { remoteTriggerToken } from './replay.ts';

/** The jobs that the recorded core controller had beside those that recordings create. */
export function addCoreJobs(state: JenkinsState): void {
  const add = (name: string, commands: ShellCommand[], more: Partial<Job> = {}) =>
    newJob('freestyle', name, state.root, { plan: shellPlan(() => commands), ...more });
  add('ansi', ansiCommands);
  add('artifacts', [], { plan: shellPlan(() => [], { artifacts: artifacts() }) });
  add('biglog', [{ trace: 'seq 1 200000', output: numbers(200_000) }]);
  add('concurrent', [], { concurrent: true });
  add('disabled-job', [], { disabled: true });
  add('discoverable-remote', [], { authToken: remoteTriggerToken });
  add('downstream', [echo('down')]);
  add('fails', [echo('about to fail'), exit(3)]);
  add('fileparam', [], { parameters: fileParameters, plan: shellPlan(fileCommands) });
  add('hidden-job', [], { hiddenFrom: new Set(['viewer']) });
  add('nolabel', [], { label: 'linux&&gpu' });
  add('params', [], { parameters, command: paramsCommand, plan: shellPlan(paramsCommands) });
  add("plus+and=eq,comma(paren)~tilde'q", []);
  add('quiet', [], { quietPeriod: 30 });
  add('remote', [], { authToken: remoteTriggerToken });
  add('runparam', [], { parameters: [{ kind: 'run', name: 'PICK', project: 'hello' }] });
  add('slow', slowCommands);
  add('upstream', [echo('up')], { downstream: ['downstream'] });
  add('verylong', [echo('started'), sleep(600)]);
  add('with space', []);
  add('ünïcode-ジョブ-🚀', []);
}

const slowCommands: ShellCommand[] = [
  { trace: 'seq 1 12' },
  ...Array.from({ length: 12 }, (_, at) => [echo(`line ${at + 1} — žluť ✓`), sleep(1)]).flat(),
];

const ansiCommands: ShellCommand[] = [
  {
    trace: 'printf \\033[31mred\\033[0m plain\\r\\nprogress 1\\rprogress 2\\n',
    output: '\u001b[31mred\u001b[0m plain\r\nprogress 1\rprogress 2\n',
  },
  echo('<script>alert(1)</script> & <b>'),
  { trace: 'printf no newline at end', output: 'no newline at end' },
];

const numbers = (count: number) => `${Array.from({ length: count }, (_, at) => at + 1).join('\n')}\n`;

function artifacts(): Artifact[] {
  const file = (relativePath: string, content: string) => ({ relativePath, content: Buffer.from(content) });
  return [
    file('out/a.txt', 'a\n'),
    file('out/big.bin', 'x'.repeat(300_000)),
    file('out/page.html', '<b>hi</b>\n'),
    file('out/sub dir/b #1 100%.txt', 'b\n'),
    file('out/sub dir/ünï.txt', 'u\n'),
  ];
}

const parameters: ParameterDefinition[] = [
  { kind: 'string', name: 'BRANCH', description: 'git branch', defaultValue: 'main', trim: true },
  { kind: 'string', name: 'NODEFAULT' },
  { kind: 'boolean', name: 'DEPLOY', defaultValue: true },
  { kind: 'choice', name: 'TARGET', choices: ['dev', 'staging', 'prod'] },
  { kind: 'password', name: 'SECRET', defaultValue: 'topsecret' },
  { kind: 'text', name: 'NOTES', defaultValue: 'line1\nline2' },
];

const paramsCommand =
  'echo "BRANCH=$BRANCH NODEFAULT=[$NODEFAULT] DEPLOY=$DEPLOY TARGET=$TARGET SECRET=$SECRET"; printf "%s\\n" "$NOTES"';

const paramsCommands: Parameters<typeof shellPlan>[0] = ({ parameters: values }) => {
  const value = (name: string) => values.find(given => given.name === name)?.value ?? '';
  const words = ['BRANCH', 'DEPLOY', 'TARGET', 'SECRET'].map(name => `${name}=${value(name)}`);
  words.splice(1, 0, `NODEFAULT=[${value('NODEFAULT')}]`);
  const notes = String(value('NOTES'));
  return [
    { ...echo(words.join(' ')), takes: 200 },
    { trace: `printf %s\\n ${notes}`, output: `${notes}\n` },
  ];
};

const fileParameters: ParameterDefinition[] = [
  { kind: 'file', name: 'data/in.txt' },
  { kind: 'string', name: 'S', defaultValue: 's' },
];

const listing = `total 12
drwxr-xr-x 2 root root 4096 Nov 22 12:11 .
drwxr-xr-x 3 root root 4096 Nov 22 12:11 ..
-rw-r--r-- 1 root root   19 Nov 22 12:11 in.txt
`;

const fileCommands: Parameters<typeof shellPlan>[0] = ({ parameters: values }) => {
  const text = values.find(value => value.name === 'S')?.value ?? '';
  const content = values.find(value => value.kind === 'file')?.content?.toString('utf8') ?? '';
  return [echo(`S=${text}`), { trace: 'ls -la data', output: listing }, { trace: 'cat data/in.txt', output: content }];
};
