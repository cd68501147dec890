import { noProxyAtAll, ProxySupport } from '../../http/networkOptions.ts';
import { isExempt, isLoopback } from '../../http/noProxy.ts';
import { type ProxyServer, ProxySource, proxyFor } from '../../http/proxyFor.ts';
import { TransportKind } from '../../http/selectTransport.ts';
import { transportFailure } from '../../http/transportFailure.ts';
import type { Examined, Outcome, Step } from '../examination.ts';
import { type Evidence, EvidenceKind, Grade } from '../findings.ts';
import { baseOf, traceOf } from '../traces.ts';

/** Decides which way requests go, and by which setting or variable. */
export const proxy: Step = {
  name: 'proxy',
  canRun: ({ base }) => base !== undefined,
  run(examined, facts) {
    const base = baseOf(facts);
    if (examined.transport === TransportKind.hostFetch) {
      return { findings: [{ verdict: 'leftToEditor', grade: Grade.note }] };
    }
    const url = new URL(base.href);
    try {
      const found = proxyFor(url, examined.network);
      return found ? through(found, url, examined) : direct(url, examined);
    } catch (cause) {
      const error = transportFailure(cause, traceOf(base));
      const isOwn = Boolean(examined.network.own.proxy);
      const fix = { kind: isOwn ? 'editNetwork' : 'openProxySettings' } as const;
      const findings = [{ verdict: 'proxyMalformed', grade: Grade.problem, error, fix } as const];
      return { findings, evidence: sourceOf(url, examined), facts: { isCutOff: true } };
    }
  },
};

const verdictOf = {
  [ProxySource.connection]: 'proxyOfConnection',
  [ProxySource.settings]: 'proxyOfSettings',
  [ProxySource.environment]: 'proxyOfEnvironment',
} as const;

function through(found: ProxyServer, url: URL, examined: Examined): Outcome {
  const evidence = [{ kind: EvidenceKind.proxy, value: found.origin }, ...sourceOf(url, examined)];
  const values = [found.origin, variableOf(url, examined)];
  return {
    findings: [{ verdict: verdictOf[found.source], grade: Grade.good, values }],
    evidence,
    facts: { proxy: found },
  };
}

function direct(url: URL, { network }: Examined): Outcome {
  const { own, proxySupport, noProxy, environment } = network;
  const good = (verdict: 'directByConnection' | 'directSwitchedOff' | 'directLoopback' | 'directUnset'): Outcome => ({
    findings: [{ verdict, grade: Grade.good }],
  });
  if (own.proxy === noProxyAtAll) return good('directByConnection');
  if (proxySupport === ProxySupport.off) return good('directSwitchedOff');
  if (isLoopback(url)) return good('directLoopback');
  const isSetting = noProxy.length > 0;
  const entries = isSetting ? noProxy : (environment.noProxy?.split(/[\s,]+/) ?? []);
  const entry = entries.find(each => isExempt(url, [each]));
  if (entry === undefined) return good('directUnset');
  const source = isSetting ? 'http.noProxy' : 'NO_PROXY';
  return {
    findings: [{ verdict: 'directExempt', grade: Grade.good, values: [url.hostname, entry, source] }],
    evidence: [{ kind: EvidenceKind.exemption, value: `${source}: ${entry}` }],
  };
}

/** Setting or variable that names the proxy; its value may hold a password. */
function sourceOf(url: URL, examined: Examined): Evidence[] {
  const { own, proxy: ofSettings } = examined.network;
  if (own.proxy) return [];
  if (ofSettings) return [{ kind: EvidenceKind.setting, value: 'http.proxy' }];
  return [{ kind: EvidenceKind.variable, value: variableOf(url, examined) }];
}

function variableOf(url: URL, { network: { environment } }: Examined): string {
  const isTls = url.protocol === 'https:';
  if (isTls ? environment.httpsProxy : environment.httpProxy) return isTls ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  return 'ALL_PROXY';
}
