import type { Step } from './examination.ts';
import { address } from './steps/address.ts';
import { answer } from './steps/answer.ts';
import { call } from './steps/call.ts';
import { clock } from './steps/clock.ts';
import { crumbs } from './steps/crumbs.ts';
import { features } from './steps/features.ts';
import { job } from './steps/job.ts';
import { limits } from './steps/limits.ts';
import { login } from './steps/login.ts';
import { names } from './steps/names.ts';
import { permissions } from './steps/permissions.ts';
import { proxy } from './steps/proxy.ts';
import { rootUrl } from './steps/rootUrl.ts';
import { tcp } from './steps/tcp.ts';
import { tls } from './steps/tls.ts';
import { traffic } from './steps/traffic.ts';
import { version } from './steps/version.ts';

/** Steps of a walk, in their order. The root URL can only be read once somebody is signed in. */
export const usualSteps: readonly Step[] = [
  ...[address, names, proxy, tcp, tls, answer, version, clock],
  ...[login, rootUrl, crumbs, job, call, permissions, features, limits, traffic],
];
