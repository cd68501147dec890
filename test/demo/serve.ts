// `npm run demo`: the demo Jenkins and the demo Jira alone, until Ctrl+C. Writes the environment that connects a
// development build to them into a file that .vscode/launch.json hands over.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { demoPorts, startDemoServers } from './servers.ts';

const envFile = resolve(import.meta.dirname, '../../.rig/demo.env');

console.log('Starting the demo servers…'); // tasks.json waits for the line below
const { jenkins, jira, settings, env } = await startDemoServers({ ports: demoPorts });
const all = { ...env, JENKINS_JIRA_DEMO_CONNECTIONS: JSON.stringify(settings['jenkinsJira.connections']) };
mkdirSync(dirname(envFile), { recursive: true });
writeFileSync(
  envFile,
  Object.entries(all)
    .map(([name, value]) => `${name}='${value}'\n`)
    .join(''),
);
console.log(`Demo Jenkins at ${jenkins.url}, demo Jira at ${jira.url}`);
