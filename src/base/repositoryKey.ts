/**
 * Normalizes the address of a repository: `git@h:a/b.git`, `https://u@h/scm/a/b`, `ssh://git@h:7999/a/b` are all
 * `h/a/b`.
 * @returns undefined for an address without a host, such as a local path
 */
export function repositoryKey(address: string): string | undefined {
  const [, host = '', path = ''] = /^(?:[^@/\s]+@)?([^:/\s]+):(?!\/\/)(.+)/.exec(address.trim()) ?? [];
  // A single letter is a drive.
  if (host.length > 1) return joined(host, path);
  if (!URL.canParse(address)) return undefined;
  const { hostname, pathname, protocol } = new URL(address);
  return hostname && protocol !== 'file:' ? joined(hostname, pathname) : undefined;
}

function joined(host: string, path: string): string {
  const parts = path.split('/').filter(Boolean);
  // Bitbucket Server has "scm" in addresses by https, but not in those by ssh.
  if (parts.length > 2 && parts[0] === 'scm') parts.shift();
  return [host, ...parts]
    .join('/')
    .replace(/\.git$/i, '')
    .toLowerCase();
}
