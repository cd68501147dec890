import type { TLSSocket } from 'node:tls';
import type { Handler } from '../../../servers/wire/httpServer.ts';
import type { Setup, Situation } from './setup.ts';
import type { World } from './world.ts';

const https = (port: number) => `https://localhost:${port}`;

/** Jenkins behind a certificate that the company's authority has issued, and that authority trusted. */
async function issued(world: World, wanted: Parameters<World['identity']>[0], trusted = true): Promise<Situation> {
  const { port } = await world.serve(world.relay, await world.identity(wanted));
  return { address: https(port), ...(trusted && { network: { tls: { ca: world.ca } } }) };
}

/** Jenkins behind a certificate of an authority below the company's. */
async function below(
  world: World,
  options: { issuerUrl?: string; sends?: boolean; trusts?: boolean; notAfter?: Date },
): Promise<Situation> {
  const { issuerUrl, sends = false, trusts = false } = options;
  const intermediate = await world.authority.intermediate('Company Servers', options.notAfter);
  const { cert, key } = await intermediate.issue({ names: ['localhost'], ...(issuerUrl && { issuerUrl }) });
  const chain = sends ? `${cert}\n${intermediate.cert}\n${world.authority.cert}` : cert;
  const { port } = await world.serve(world.relay, { cert: chain, key });
  return { address: https(port), ...(trusts && { network: { tls: { ca: world.ca } } }) };
}

/** As nginx asks for a client certificate. */
const nginx: Handler = (req, res) => {
  const { subject } = (req.socket as TLSSocket).getPeerCertificate();
  res
    .writeHead(subject ? 200 : 400, { 'content-type': 'text/html' })
    .end('<html><head><title>400 No required SSL certificate was sent</title></head></html>');
};

async function asking(world: World, more: object, handle: Handler = nginx): Promise<Situation> {
  const options = { ...(await world.identity()), ca: world.authority.cert, requestCert: true, ...more };
  const { port } = await world.serve(handle, options);
  return { address: https(port), network: { tls: { ca: world.ca } } };
}

export const encryption: readonly Setup[] = [
  {
    name: 'a certificate that nobody but itself vouches for',
    start: async world => ({ address: https((await world.serve(world.relay, await world.selfSigned())).port) }),
    ...{ verdict: 'tlsSelfSigned', fix: 'trustCertificate', added: 'refuses' },
  },
  {
    name: 'an authority that the connection trusts, and the editor does not',
    start: world => issued(world, {}),
    ...{ verdict: 'editorDoesNotReach', among: true, fix: undefined, added: 'accepts' },
  },
  {
    name: 'an authority that is not trusted here',
    start: world => issued(world, {}, false),
    ...{ verdict: 'tlsUnknownAuthority', fix: 'trustCertificate', added: 'refuses' },
  },
  {
    name: 'an authority that is not trusted here, and is sent along',
    start: world => below(world, { sends: true }),
    ...{ verdict: 'tlsUnknownAuthority', fix: 'trustCertificate', added: 'refuses' },
  },
  {
    name: 'a missing intermediate certificate, though the authority is trusted',
    start: world => below(world, { trusts: true }),
    ...{ verdict: 'tlsIntermediateMissing', fix: 'trustCertificate', added: 'refuses' },
  },
  {
    name: 'a missing intermediate certificate, whose address the certificate names',
    start: world => below(world, { issuerUrl: 'http://ca.example.com/servers.crt' }),
    ...{ verdict: 'tlsIntermediateMissing', fix: 'trustCertificate', added: 'refuses' },
  },
  {
    name: 'a certificate that has expired',
    start: world => issued(world, { notAfter: world.hours(-1) }),
    ...{ verdict: 'tlsExpired', fix: 'trustCertificate', added: 'refuses' },
  },
  {
    name: 'an authority in between that has expired',
    start: world => below(world, { sends: true, trusts: true, notAfter: world.hours(-1) }),
    ...{ verdict: 'tlsAuthorityExpired', fix: 'trustCertificate', added: 'refuses' },
  },
  {
    name: 'a certificate that is not valid yet',
    start: world => issued(world, { notBefore: world.hours(2), notAfter: world.hours(9) }),
    ...{ verdict: 'tlsNotYetValid', fix: 'trustCertificate', added: 'refuses' },
  },
  {
    name: 'a certificate for another name',
    start: world => issued(world, { names: ['ci.company.example'] }),
    ...{ verdict: 'tlsWrongName', fix: 'editAddress', added: 'refuses' },
  },
  {
    name: 'a certificate that expires soon',
    start: world => issued(world, { notAfter: world.hours(24) }),
    ...{ verdict: 'tlsExpiresSoon', fix: undefined, added: 'accepts' },
  },
  {
    name: 'another certificate than the trusted one',
    start: async world => {
      const { port } = await world.serve(world.relay, await world.selfSigned());
      const { fingerprint } = await world.selfSigned();
      return { address: https(port), network: { tls: { pinnedFingerprint: fingerprint } } };
    },
    ...{ verdict: 'tlsPinChanged', fix: 'trustCertificate', added: 'refuses' },
  },
  {
    name: 'a protocol of the last century',
    start: async world => {
      const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
      return { address: https((await world.serve(world.relay, { ...(await world.identity()), ...old })).port) };
    },
    ...{ verdict: 'tlsOldProtocol', fix: 'editNetwork', added: 'refuses' },
  },
  {
    name: 'a client certificate that is wanted while TLS is agreed on',
    start: world => asking(world, { rejectUnauthorized: true, maxVersion: 'TLSv1.2' }),
    ...{ verdict: 'tlsWantsClient', fix: 'editNetwork', added: 'refuses' },
  },
  {
    name: 'a client certificate that is wanted after TLS was agreed on',
    start: world => asking(world, { rejectUnauthorized: true }),
    ...{ verdict: 'wantsClientCertificate', fix: 'editNetwork', added: 'refuses' },
  },
  {
    name: 'a client certificate that is wanted by a page',
    start: world => asking(world, { rejectUnauthorized: false }),
    ...{ verdict: 'wantsClientCertificate', fix: 'editNetwork', added: 'refuses' },
  },
  ...(['TLSv1.2', 'TLSv1.3'] as const).map(
    (protocol): Setup => ({
      name: `a client certificate that is asked for, and not required (${protocol})`,
      start: world =>
        asking(world, { rejectUnauthorized: false, minVersion: protocol, maxVersion: protocol }, world.relay),
      ...{ verdict: 'tlsAsksForClient', among: true, fix: 'editNetwork', added: 'accepts' },
    }),
  ),
  {
    name: 'no cipher in common',
    start: async world => {
      const weak = { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-CCM8:@SECLEVEL=0' } as const;
      return { address: https((await world.serve(world.relay, { ...(await world.identity()), ...weak })).port) };
    },
    ...{ verdict: 'tlsNoCipher', fix: 'editNetwork', added: 'refuses' },
  },
  {
    name: 'a server that speaks HTTP/2 alone',
    start: async world => ({ address: https(await world.http2()), network: { tls: { ca: world.ca } } }),
    ...{ verdict: 'tlsOnlyHttp2', fix: 'editNetwork', added: 'refuses' },
  },
  {
    name: 'https on a port of http',
    start: ({ jenkins }) => ({ address: jenkins.url.replace('http:', 'https:') }),
    ...{ verdict: 'otherScheme', fix: 'updateAddress', added: 'offers' },
  },
  {
    name: 'http on a port of https',
    start: async world => {
      const { port } = await world.serve(world.relay, await world.identity());
      return { address: `http://localhost:${port}`, network: { tls: { ca: world.ca } } };
    },
    ...{ verdict: 'otherScheme', fix: 'updateAddress', added: 'offers' },
  },
  {
    name: 'another protocol on the port of https',
    start: async world => ({
      address: https(await world.raw(socket => socket.end('SSH-2.0-OpenSSH_10.0\r\n'))),
    }),
    ...{ verdict: 'tlsPlain', fix: 'editAddress', added: 'refuses' },
  },
  {
    name: 'a firewall that hangs up while TLS is agreed on',
    start: async world => ({ address: https(await world.raw(socket => socket.destroy())) }),
    ...{ verdict: 'tlsHangsUp', fix: 'editNetwork', added: 'refuses' },
  },
];
