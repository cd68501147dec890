import { asString } from '../../base/json.ts';
import { BaseUrl } from '../../http/baseUrl.ts';
import { RequestError } from '../../http/errors.ts';
import { apiPath } from '../../jenkins/session/apiPath.ts';
import { isCloudGateway } from '../../jira/session/gateway.ts';
import type { Facts, Outcome, Step } from '../examination.ts';
import { EvidenceKind, Grade } from '../findings.ts';
import { baseOf } from '../traces.ts';

/** Compares the address that the server has in its settings with the one in use. */
export const rootUrl: Step = {
  name: 'rootUrl',
  canRun: ({ server, jenkins }) => server?.jira !== undefined || jenkins !== undefined,
  async run(_, facts, signal) {
    const base = baseOf(facts);
    // Behind Atlassian's gateway lies a site of another address.
    if (isCloudGateway(base)) return { findings: [{ verdict: 'rootUrlUnknown', grade: Grade.note }] };
    try {
      return compare(base, await readRootUrl(facts, signal));
    } catch (error) {
      if (!(error instanceof RequestError) || signal.aborted) throw error;
      return { findings: [{ verdict: 'rootUrlUnknown', grade: Grade.note }] };
    }
  },
};

async function readRootUrl({ jenkins, server }: Facts, signal: AbortSignal): Promise<string | undefined> {
  // URLs inside Jenkins' JSON begin with its configured root.
  return jenkins ? asString((await jenkins.getObject(apiPath('', 'url'), { signal }))['url']) : server?.jira?.site;
}

function compare(base: BaseUrl, told: string | undefined): Outcome {
  const root = told === undefined ? undefined : parse(told);
  if (!root) return { findings: [{ verdict: 'rootUrlUnset', grade: Grade.warning }] };
  const evidence = [{ kind: EvidenceKind.rootUrl, value: root.href }];
  if (root.href === base.href) return { findings: [{ verdict: 'rootUrlSame', grade: Grade.good }], evidence };
  const fix = { kind: 'updateAddress', url: root.href } as const;
  const values = [root.href, base.href];
  return { findings: [{ verdict: 'rootUrlDiffers', grade: Grade.warning, values, fix }], evidence };
}

function parse(url: string): BaseUrl | undefined {
  try {
    return BaseUrl.parse(url);
  } catch {
    return undefined;
  }
}
