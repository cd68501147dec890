// The demo Jenkins and the demo Jira, with the connections that lead to them.
import { type DemoJenkins, demoUsers as jenkinsUsers, startDemoJenkins } from '../servers/jenkins/index.ts';
import { type DemoJira, demoUsers as jiraUsers, startDemoJira } from '../servers/jira/index.ts';
import { type FaultInjector, startFaultInjector } from '../servers/wire/faultInjector.ts';

export interface DemoServers {
  readonly jenkins: DemoJenkins;
  readonly jira: DemoJira;
  /** Before the Jira, where it is relayed. */
  readonly relay: FaultInjector | undefined;
  /** For the user's settings. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** By connection. */
  readonly secrets: Readonly<Record<string, string>>;
  /** For the environment of the extension host. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export interface DemoOptions {
  /** Ports to take when they are free, so that settings stay right from one start to the next. */
  readonly ports?: { readonly jenkins: number; readonly jira: number };
  /** How much faster than real builds run. */
  readonly pace?: number;
  /** What the Jira is; Cloud by default. */
  readonly flavor?: 'cloud' | 'dataCenter';
  /** Whether the connection to the Jira leads over a relay that spoils requests. */
  readonly relayed?: boolean;
}

export const demoConnectionIds = { jenkins: 'demo-jenkins', jira: 'demo-jira' } as const;

/** Ports that a person meets. */
export const demoPorts = { jenkins: 7912, jira: 7913 } as const;

/** Starts both on loopback. */
export async function startDemoServers(options: DemoOptions = {}): Promise<DemoServers> {
  const { ports, pace = 1, flavor = 'cloud', relayed = false } = options;
  const jenkins = await orAnywhere(port => startDemoJenkins({ port, pace }), ports?.jenkins);
  const jira = await orAnywhere(port => startDemoJira({ flavor, port }), ports?.jira);
  const relay = relayed ? await startFaultInjector({ port: Number(new URL(jira.url).port) }) : undefined;
  const jiraUrl = relay ? `http://127.0.0.1:${relay.port}` : jira.url;
  const { dev } = jenkinsUsers;
  const { fred } = jiraUsers;
  const secrets = {
    [demoConnectionIds.jenkins]: dev.token,
    [demoConnectionIds.jira]: flavor === 'cloud' ? fred.apiToken : fred.personalAccessToken,
  };
  return {
    jenkins,
    jira,
    relay,
    settings: {
      'jenkinsJira.connections': [
        {
          id: demoConnectionIds.jenkins,
          product: 'jenkins',
          name: 'Demo Jenkins',
          url: jenkins.url,
          auth: { kind: 'apiToken', user: dev.id },
        },
        {
          id: demoConnectionIds.jira,
          product: 'jira',
          name: 'Demo Jira',
          url: jiraUrl,
          flavor,
          auth: flavor === 'cloud' ? { kind: 'basic', user: fred.emailAddress } : { kind: 'bearer' },
        },
      ],
    },
    secrets,
    env: { JENKINS_JIRA_DEMO_SECRETS: JSON.stringify(secrets) },
    async close() {
      await relay?.close();
      await Promise.all([jenkins.close(), jira.close()]);
    },
  };
}

async function orAnywhere<T>(start: (port: number) => Promise<T>, port = 0): Promise<T> {
  try {
    return await start(port);
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (port === 0 || !taken) throw error;
    return start(0);
  }
}
