/** A room of the house: a folder of `src`, and the rooms that it may import besides itself. */
export interface Room {
  readonly folder: string;
  readonly imports: readonly string[];
}

export const cores: readonly string[] = [
  'base',
  'doctor',
  'http',
  'javaRegex',
  'jenkins',
  'jira',
  'logs',
  'reporting',
  'restrictions',
  'snippets',
];
const shell = ['commands', 'dialogs', 'drafts', 'files', 'git', 'messages', 'pages', 'settings', 'trees', 'words'].map(
  name => `workbench/shell/${name}`,
);
const connections = [
  '',
  '/adding',
  '/browser',
  '/doctor',
  '/expiry',
  '/network',
  '/secrets',
  '/sessions',
  '/settings',
  '/sharing',
  '/words',
].map(name => `workbench/connections${name}`);
const jenkins = [
  ...[
    'artifacts',
    'branches',
    'builds',
    'comparison',
    'configurations',
    'details',
    'failures',
    'jobs',
    'logs',
    'notices',
    'pipelines',
    'replays',
    'statusbar',
    'testing',
    'tests',
    'view',
  ],
].map(name => `workbench/jenkins/${name}`);
const jira = ['comments', 'issues', 'keys', 'queries', 'restrictions'].map(name => `workbench/jira/${name}`);

const below = (folder: string, imports: readonly string[]): Room => ({ folder, imports });
const inShell = (name: string, ...others: string[]) =>
  below(`workbench/shell/${name}`, ['base', 'http', ...others.map(other => `workbench/shell/${other}`)]);
const inConnections = (name: string, ...others: string[]) =>
  below(`workbench/connections${name}`, [...cores, ...shell, ...others.map(other => `workbench/connections/${other}`)]);
const inJenkins = (name: string, ...others: string[]) =>
  below(`workbench/jenkins/${name}`, [
    ...['base', 'http', 'javaRegex', 'jenkins', 'logs'],
    ...shell,
    ...connections,
    ...others.map(other => `workbench/jenkins/${other}`),
  ]);
const inJira = (name: string, ...others: string[]) =>
  below(`workbench/jira/${name}`, [
    ...['base', 'http', 'jira', 'restrictions'],
    ...shell,
    ...connections,
    ...others.map(other => `workbench/jira/${other}`),
  ]);

/** All rooms. A file belongs to the longest folder that it is in. */
export const rooms: readonly Room[] = [
  below('base', []),
  below('http', ['base']),
  below('javaRegex', ['base']),
  below('jenkins', ['base', 'http']),
  below('jira', ['base', 'http']),
  below('reporting', ['base', 'http', 'jira']),
  below('doctor', ['base', 'http', 'jenkins', 'jira']),
  below('logs', ['base']),
  below('restrictions', ['base', 'javaRegex']),
  below('snippets', ['base']),
  inShell('words'),
  inShell('messages'),
  inShell('git', 'commands'),
  inShell('commands', 'messages'),
  inShell('dialogs', 'messages'),
  inShell('files', 'commands', 'messages'),
  inShell('drafts', 'commands', 'dialogs', 'files', 'messages', 'words'),
  inShell('pages', 'commands', 'files', 'messages', 'words'),
  inShell('settings', 'commands'),
  inShell('trees', 'commands', 'messages'),
  inConnections('/settings'),
  inConnections('/secrets', 'settings'),
  inConnections('/network', 'settings'),
  inConnections('/sessions', 'settings', 'secrets', 'network'),
  inConnections('/words', 'settings', 'network', 'sessions'),
  inConnections('/expiry', 'settings'),
  inConnections('/adding', 'settings', 'secrets', 'network', 'sessions', 'words', 'expiry'),
  inConnections('/doctor', 'settings', 'secrets', 'network', 'sessions', 'words', 'adding'),
  inConnections('/sharing', 'settings', 'words', 'adding'),
  inConnections('/browser', 'settings', 'sessions'),
  inConnections('', 'settings', 'network', 'adding', 'words', 'doctor', 'expiry', 'sharing'),
  inJenkins('jobs'),
  inJenkins('branches', 'jobs'),
  inJenkins('logs', 'jobs'),
  inJenkins('builds', 'jobs', 'logs'),
  inJenkins('tests', 'jobs', 'logs'),
  inJenkins('testing', 'jobs', 'branches', 'tests', 'logs'),
  inJenkins('notices', 'jobs', 'branches', 'builds', 'logs'),
  inJenkins('details', 'jobs', 'logs'),
  inJenkins('failures', 'jobs', 'branches', 'tests', 'logs'),
  inJenkins('pipelines', 'jobs', 'details', 'logs'),
  inJenkins('comparison', 'jobs', 'failures', 'pipelines', 'tests', 'logs'),
  inJenkins('artifacts', 'jobs'),
  inJenkins('configurations', 'jobs'),
  inJenkins('replays', 'jobs', 'builds'),
  inJenkins('statusbar', 'jobs', 'builds'),
  inJenkins('view', 'jobs', 'builds', 'pipelines', 'tests', 'details', 'artifacts'),
  inJira('restrictions', 'keys'),
  inJira('queries'),
  inJira('issues', 'queries'),
  inJira('keys', 'issues'),
  inJira('comments', 'issues', 'keys'),
  below('workbench/together/links', [...cores, ...shell, ...connections, ...jenkins, ...jira]),
  below('workbench/together/mywork', [
    ...cores,
    ...shell,
    ...connections,
    ...jenkins,
    ...jira,
    'workbench/together/links',
  ]),
  below('workbench/together/reporting', [
    ...[...cores, ...shell, ...connections, ...jenkins, ...jira],
    'workbench/together/links',
  ]),
  below('workbench/together/snippets', [...cores, ...shell, ...connections, ...jenkins, ...jira]),
  below('extension.ts', [
    'base',
    ...shell,
    ...connections,
    ...jenkins,
    ...jira,
    'workbench/together/links',
    'workbench/together/mywork',
    'workbench/together/reporting',
    'workbench/together/snippets',
  ]),
];

/** The room of a file, by its path below `src`. */
export function roomOf(path: string): Room | undefined {
  return rooms
    .filter(({ folder }) => path === folder || path.startsWith(`${folder}/`))
    .sort((a, b) => b.folder.length - a.folder.length)[0];
}
