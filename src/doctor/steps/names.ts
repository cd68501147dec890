import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { unlessAborted } from '../../base/unlessAborted.ts';
import { proxyFor } from '../../http/proxyFor.ts';
import { TransportKind } from '../../http/selectTransport.ts';
import { transportFailure } from '../../http/transportFailure.ts';
import type { Examined, Step } from '../examination.ts';
import { type Evidence, EvidenceKind, Grade } from '../findings.ts';
import { baseOf, traceOf } from '../traces.ts';

/** Asks the resolver of this machine for the addresses of the host. */
export const names: Step = {
  name: 'names',
  canRun: ({ base }) => base !== undefined,
  async run(examined, facts, signal) {
    const base = baseOf(facts);
    const hostname = new URL(base.origin).hostname.replace(/[[\]]/g, '');
    if (isIP(hostname) !== 0) {
      const findings = [{ verdict: 'nameIsAddress', grade: Grade.good, values: [hostname] } as const];
      return { findings, facts: { isOnlyV6: isIP(hostname) === 6 } };
    }
    try {
      const found = await unlessAborted(lookup(hostname, { all: true, order: 'verbatim' }), signal);
      const of = (family: number) => found.filter(each => each.family === family).map(each => each.address);
      const [v4, v6] = [of(4), of(6)];
      const evidence: Evidence[] = [
        ...v4.map(value => ({ kind: EvidenceKind.ipv4, value })),
        ...v6.map(value => ({ kind: EvidenceKind.ipv6, value })),
      ];
      const verdict = v4.length > 0 ? 'namesFound' : 'nameOnlyV6';
      const grade = v4.length > 0 ? Grade.good : Grade.note;
      return { findings: [{ verdict, grade, values: [hostname] }], evidence, facts: { isOnlyV6: v4.length === 0 } };
    } catch (cause) {
      signal.throwIfAborted();
      const error = transportFailure(cause, traceOf(base));
      const evidence = [{ kind: EvidenceKind.code, value: codeOf(cause) }];
      // The proxy, or the editor's own way out, may know the name.
      const proxy = proxyOf(examined, base.href);
      if (examined.transport === TransportKind.hostFetch || proxy === undefined) {
        return { findings: [{ verdict: 'nameUnknownHere', grade: Grade.note, values: [hostname] }], evidence };
      }
      if (proxy) {
        return { findings: [{ verdict: 'nameLeftToProxy', grade: Grade.note, values: [hostname, proxy] }], evidence };
      }
      const fix = { kind: 'editNetwork' } as const;
      const finding = { verdict: 'nameNotFound', grade: Grade.problem, values: [hostname], error, fix } as const;
      return { findings: [finding], evidence, facts: { isCutOff: true } };
    }
  },
};

/** @returns the proxy's origin; empty for a direct connection, undefined where the proxy's address cannot be read */
function proxyOf({ network }: Examined, href: string): string | undefined {
  try {
    return proxyFor(new URL(href), network)?.origin ?? '';
  } catch {
    return undefined;
  }
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}
