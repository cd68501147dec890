import type { BaseUrl } from '../http/baseUrl.ts';
import type { RequestError } from '../http/errors.ts';
import type { HttpClient } from '../http/httpClient.ts';
import type { NetworkOptions } from '../http/networkOptions.ts';
import type { ProxyServer } from '../http/proxyFor.ts';
import type { TransportKind } from '../http/selectTransport.ts';
import type { JenkinsCredentials, JenkinsLoginKind } from '../jenkins/session/credentials.ts';
import type { JenkinsSession } from '../jenkins/session/session.ts';
import type { JiraCredentials } from '../jira/session/credentials.ts';
import type { JiraFlavor } from '../jira/session/flavor.ts';
import type { JiraSession } from '../jira/session/session.ts';
import type { Evidence, Finding, StepName } from './findings.ts';
import type { FoundServer } from './findServer.ts';
import type { ServerKind } from './serverKind.ts';

interface ExaminedBase {
  /** As a person typed it. */
  readonly address: string;
  readonly network: NetworkOptions;
  /** Transport of the connection. */
  readonly transport: TransportKind;
  /** Makes a client, with the connection's headers for a gateway and without retries; the walk closes it. */
  readonly clientAt: (base: BaseUrl, transport: TransportKind) => HttpClient;
  /** Whether a secret belongs to the login, and none is stored. */
  readonly lacksSecret?: boolean;
  /** Refusal of this very login, which is then not sent again. */
  readonly refusal?: RequestError | undefined;
  /** Failure that the examination is about. */
  readonly failure?: RequestError | undefined;
  /** Permissions that a Jenkins has refused before, as it names them, with the job; that is empty for Jenkins itself. */
  readonly refused?: readonly { readonly permission: string; readonly job: string }[];
  /** Longest wait for a connection, in milliseconds. */
  readonly connectTimeoutMs?: number;
}

/** Jenkins to examine; without credentials before they are entered. */
export interface ExaminedJenkins extends ExaminedBase {
  readonly kind: typeof ServerKind.jenkins;
  readonly credentials?: JenkinsCredentials | undefined;
}

export interface ExaminedJira extends ExaminedBase {
  readonly kind: typeof ServerKind.jira;
  readonly flavor: JiraFlavor;
  readonly credentials?: JiraCredentials | undefined;
}

/** Connection to examine, saved or not. */
export type Examined = ExaminedJenkins | ExaminedJira;

/** First answer of the server, to a request without credentials. */
export interface FirstAnswer {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  /** Names of the cookies that it sets. */
  readonly cookies: readonly string[];
  /** Title of a page, or the reason that the answer gives. */
  readonly title: string;
  /** Moment halfway between request and answer, in milliseconds since the epoch. */
  readonly at: number;
}

/** Facts that steps hand to later ones; absent where they are not known. */
export interface Facts {
  readonly base?: BaseUrl;
  /** Proxy of the requests; absent for a direct connection. */
  readonly proxy?: ProxyServer | undefined;
  /** Whether the host has IPv6 addresses only. */
  readonly isOnlyV6?: boolean;
  /** Whether the built-in transport does not reach the server. */
  readonly isCutOff?: boolean;
  /** Whether it is known already who answers there, so that nobody needs to be asked. */
  readonly isAnswered?: boolean;
  /** Client that reaches the server. */
  readonly http?: HttpClient;
  readonly answer?: FirstAnswer;
  readonly server?: FoundServer;
  /** Finding that another party seems to answer, which the login may refute. */
  readonly doubt?: Finding;
  /** Version of the server, from any of its answers. */
  readonly version?: string | undefined;
  /** Session of an accepted login. */
  readonly jenkins?: JenkinsSession;
  readonly jira?: JiraSession;
  /** Kind that a login to a Jenkins proved to be. */
  readonly loginKind?: JenkinsLoginKind;
}

/** Result of a step. */
export interface Outcome {
  /** The most important first. */
  readonly findings: readonly Finding[];
  readonly evidence?: readonly Evidence[];
  readonly facts?: Facts;
  /** Ends at the end of the walk what the step began. */
  readonly end?: () => Promise<unknown>;
}

/** Step of a walk. It knows of earlier ones what they found, and nothing else. */
export interface Step {
  readonly name: StepName;
  /** Whether earlier steps found all that it needs. */
  readonly canRun: (facts: Facts, examined: Examined) => boolean;
  /** @throws when aborted */
  readonly run: (examined: Examined, facts: Facts, signal: AbortSignal) => Promise<Outcome> | Outcome;
}
