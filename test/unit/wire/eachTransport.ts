import { FetchTransport, type Transport, UndiciTransport } from '../../../src/http/index.ts';

/** Both transports, which are to behave alike. Node's own fetch stands in for the host's. */
export const eachTransport: readonly (readonly [string, () => Transport])[] = [
  ['undici', () => new UndiciTransport()],
  ['fetch', () => new FetchTransport((url, init) => globalThis.fetch(url, init))],
];
