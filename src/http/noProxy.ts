import { BlockList, isIP } from 'node:net';

interface Host {
  readonly name: string;
  /** 0 for a name, else 4 or 6. */
  readonly family: number;
  readonly port: string | undefined;
}

const defaultPorts: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/**
 * Whether one of the entries exempts a URL from its proxy. An entry is a domain (which stands for the hosts below it
 * too, with or without `.` or `*.` before it), an address, a CIDR range, or `*` for all; a port may follow all but `*`
 * and ranges.
 */
export function isExempt(url: URL, entries: readonly string[]): boolean {
  const name = bare(url.hostname);
  const host: Host = { name, family: isIP(name), port: url.port || defaultPorts[url.protocol] };
  return entries.some(entry => matches(host, entry.trim().toLowerCase()));
}

/** Whether the host of a URL is this machine. */
export function isLoopback(url: URL): boolean {
  const name = bare(url.hostname);
  if (name === 'localhost' || name.endsWith('.localhost')) return true;
  return inRange(name, isIP(name), '127.0.0.0', 8) || inRange(name, isIP(name), '::1', 128);
}

function matches(host: Host, entry: string): boolean {
  if (entry === '*') return true;
  const [, network, bits] = /(.+)\/(\d{1,3})$/.exec(entry) ?? [];
  if (network !== undefined) return inRange(host.name, host.family, bare(network), Number(bits));
  const { name, port } = splitPort(entry);
  if (port !== undefined && port !== host.port) return false;
  if (isIP(name) !== 0) return inRange(host.name, host.family, name, isIP(name) === 4 ? 32 : 128);
  const domain = name.replace(/^\*?\./, '');
  return domain !== '' && (host.name === domain || host.name.endsWith(`.${domain}`));
}

/** `[::1]:8080`, `host:8080`, `::1` */
function splitPort(entry: string): { name: string; port: string | undefined } {
  if (isIP(entry) !== 0) return { name: entry, port: undefined };
  const [, name = '', port] = /(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  return { name: bare(name), port };
}

function inRange(address: string, family: number, network: string, bits: number): boolean {
  const networkFamily = isIP(network);
  if (family === 0 || networkFamily === 0 || bits > (networkFamily === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  list.addSubnet(network, bits, networkFamily === 4 ? 'ipv4' : 'ipv6');
  return list.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** Without the brackets of an IPv6 address and the dot at the end of an absolute name. */
function bare(hostname: string): string {
  return hostname.replace(/[[\]]/g, '').replace(/\.$/, '');
}
