import type { Socket } from 'node:net';
import { unlessAborted } from '../../base/unlessAborted.ts';
import { Connector, type Target } from '../../http/connector.ts';
import { ProxyProtocol } from '../../http/proxyFor.ts';
import { TransportKind } from '../../http/selectTransport.ts';
import { transportFailure } from '../../http/transportFailure.ts';
import type { Examined, Facts, Step } from '../examination.ts';
import { EvidenceKind, type Finding, Grade } from '../findings.ts';
import { networkFinding } from '../networkFinding.ts';
import { usualTimeoutMs } from '../timeouts.ts';
import { baseOf, traceOf } from '../traces.ts';
import type { Verdict } from '../verdicts.ts';

const withoutWay: ReadonlySet<Verdict> = new Set<Verdict>(['noRoute', 'connectTimeout']);

/** Opens a connection to the server, or to the proxy and through it. */
export const tcp: Step = {
  name: 'tcp',
  canRun: ({ base, isCutOff }, { transport }) =>
    base !== undefined && !isCutOff && transport !== TransportKind.hostFetch,
  async run(examined, facts, signal) {
    const base = baseOf(facts);
    try {
      const socket = await unlessAborted(connectTo(examined, facts), signal);
      const at = `${socket.remoteAddress ?? ''} ${socket.remotePort ?? ''}`.trim();
      socket.destroy();
      const { proxy } = facts;
      const finding: Finding = proxy
        ? { verdict: 'connectedThroughProxy', grade: Grade.good, values: [base.host, proxy.origin] }
        : { verdict: 'connected', grade: Grade.good, values: [base.host] };
      return { findings: [finding], evidence: [{ kind: EvidenceKind.connected, value: at }] };
    } catch (cause) {
      signal.throwIfAborted();
      const error = transportFailure(cause, traceOf(base));
      const status = error.status === undefined ? [] : [{ kind: EvidenceKind.code, value: String(error.status) }];
      const finding = networkFinding(error, examined, facts.proxy);
      // The proxy has a network of its own.
      const lacksV6 = facts.isOnlyV6 && !facts.proxy && withoutWay.has(finding.verdict);
      const told: Finding = lacksV6 ? { ...finding, verdict: 'noIpv6', values: [base.host] } : finding;
      return { findings: [told], evidence: status, facts: { isCutOff: true } };
    }
  },
};

/** Requests of plain HTTP go to the proxy itself, all others through a tunnel. */
function connectTo({ network, connectTimeoutMs = usualTimeoutMs }: Examined, facts: Facts): Promise<Socket> {
  const { proxy } = facts;
  const connector = new Connector(network, connectTimeoutMs);
  const target = targetOf(facts);
  if (proxy && target.protocol === 'http:' && proxy.protocol !== ProxyProtocol.socks5) return connector.toProxy(proxy);
  return connector.toServer({ ...target, protocol: 'http:' });
}

function targetOf(facts: Facts): Target {
  const { protocol, hostname, port } = new URL(baseOf(facts).origin);
  return {
    protocol,
    hostname: hostname.replace(/[[\]]/g, ''),
    port: Number(port) || (protocol === 'https:' ? 443 : 80),
  };
}
