import type { Examined } from '../../../../src/doctor/examination.ts';
import type { Finding, Fix, StepReport } from '../../../../src/doctor/findings.ts';
import { usualSteps, type Verdict, walk } from '../../../../src/doctor/index.ts';
import type { BaseUrl } from '../../../../src/http/baseUrl.ts';
import type { RequestError } from '../../../../src/http/errors.ts';
import { FetchTransport } from '../../../../src/http/fetchTransport.ts';
import { HttpClient } from '../../../../src/http/httpClient.ts';
import { type NetworkOptions, plainNetwork } from '../../../../src/http/networkOptions.ts';
import { TransportKind } from '../../../../src/http/selectTransport.ts';
import { UndiciTransport } from '../../../../src/http/undiciTransport.ts';
import type { JenkinsCredentials } from '../../../../src/jenkins/index.ts';
import type { JiraCredentials, JiraFlavor } from '../../../../src/jira/index.ts';
import type { NetworkSettings } from '../../../../src/workbench/connections/settings/connection.ts';
import type { World } from './world.ts';

export type Credentials = JenkinsCredentials | JiraCredentials;

/** Connection of a person whose set-up is broken. */
export interface Situation {
  readonly kind?: 'jenkins' | 'jira';
  readonly address: string;
  /** Settings of the connection itself, as its own settings have them. */
  readonly network?: NetworkSettings;
  /** Settings of the editor and the environment. */
  readonly around?: Partial<NetworkOptions>;
  readonly flavor?: JiraFlavor;
  readonly credentials?: Credentials;
  readonly lacksSecret?: boolean;
  /** Headers for a gateway. */
  readonly gateway?: Readonly<Record<string, string>>;
  readonly failure?: RequestError;
  readonly refused?: Examined['refused'];
}

/** What *Add Connection* makes of an address. */
export type Added =
  /** Goes on with it. */
  | 'accepts'
  /** Says why not. */
  | 'refuses'
  /** Offers another address. */
  | 'offers'
  /** Nothing to compare: it is about a connection that was added before. */
  | 'differs';

/** Broken set-up, with the verdict and the fix that belong to it. */
export interface Setup {
  readonly name: string;
  readonly start: (world: World) => Promise<Situation> | Situation;
  /** Main finding; with `among`, one of the findings. */
  readonly verdict: Verdict;
  readonly among?: true;
  /** Values of that finding. */
  readonly values?: readonly string[];
  readonly fix: Fix['kind'] | undefined;
  readonly added: Added;
}

const timing = { maxRetries: 0, idleTimeoutMs: 2000, deadlineMs: 8000 };

/** Connection as the doctor gets it. */
export function examinedOf(situation: Situation): Examined {
  const { kind = 'jenkins', network: { proxy, tls } = {}, around, gateway, ...rest } = situation;
  const own = {
    ...(proxy && { proxy }),
    ...(tls?.ca?.pem && { ca: [tls.ca.pem] }),
    ...(tls?.pinnedFingerprint && { pinnedFingerprint: tls.pinnedFingerprint }),
  };
  const network: NetworkOptions = { ...plainNetwork, systemCertificates: false, ...around, own };
  return {
    ...rest,
    ...{ kind, network, flavor: rest.flavor ?? 'dataCenter', transport: TransportKind.undici, connectTimeoutMs: 5000 },
    clientAt: (base: BaseUrl, transport: TransportKind) =>
      new HttpClient({
        ...{ base, userAgent: 'test', timing },
        transport: transport === TransportKind.hostFetch ? new FetchTransport(fetch) : new UndiciTransport({ network }),
        ...(gateway && { forGateway: async headers => ({ ...headers, ...gateway }) }),
      }),
  } as Examined;
}

export function examine(situation: Situation): Promise<readonly StepReport[]> {
  return walk(examinedOf(situation), usualSteps, { signal: new AbortController().signal });
}

export function findingsOf(reports: readonly StepReport[]): readonly Finding[] {
  return reports.flatMap(({ findings }) => findings);
}
