/** Meaning of an option for a request that is sent from here. */
export const OptionKind = {
  /** Steers what curl prints or how it waits: of no matter here. */
  ignored: 'ignored',
  /** The connection's own settings take its place; that is said. */
  replaced: 'replaced',
  /** Not followed here; that is said. */
  left: 'left',
  /** Would reach another place, read a file, or send something else than a single request: refused. */
  refused: 'refused',
  /** Part of the request. */
  request: 'request',
} as const;
export type OptionKind = (typeof OptionKind)[keyof typeof OptionKind];

export interface CurlOption {
  readonly name: string;
  readonly kind: OptionKind;
  readonly takesValue: boolean;
}

const flags: Readonly<Record<OptionKind, string>> = {
  ignored: `silent show-error verbose include progress-bar no-buffer compressed fail fail-with-body fail-early
    no-progress-meter styled-output http1.0 http1.1 http2 http2-prior-knowledge http3 tlsv1 tlsv1.0 tlsv1.1 tlsv1.2
    tlsv1.3 ipv4 ipv6 basic tcp-nodelay tcp-fastopen create-dirs raw trace-time parallel
    retry-connrefused retry-all-errors disable suppress-connect-headers ssl-no-revoke buffer keepalive sessionid
    progress-meter post301 post302 post303 clobber crlf remove-on-error`,
  replaced: 'proxytunnel proxy-insecure proxy-basic netrc netrc-optional ssl ssl-reqd cert-status',
  left: 'insecure location location-trusted remote-name remote-name-all remote-header-name junk-session-cookies',
  refused: 'next digest ntlm negotiate anyauth append list-only use-ascii help manual version path-as-is',
  request: 'get head globoff',
};

const valued: Readonly<Record<OptionKind, string>> = {
  ignored: `max-time connect-timeout retry retry-delay retry-max-time write-out dump-header limit-rate
    keepalive-time stderr speed-limit speed-time max-redirs proto-default max-filesize trace trace-ascii ciphers tls13-ciphers
    tls-max expect100-timeout happy-eyeballs-timeout-ms proto proto-redir`,
  replaced: `proxy proxy-user proxy-header noproxy preproxy socks5 socks5-hostname socks4 socks4a cacert capath cert key
    pass cert-type key-type netrc-file pinnedpubkey crlfile proxy-cacert`,
  left: 'output output-dir cookie-jar',
  refused: `resolve connect-to unix-socket abstract-unix-socket interface local-port config upload-file continue-at
    time-cond aws-sigv4 request-target quote variable dns-servers doh-url krb delegation`,
  request: `request header data data-ascii data-binary data-raw data-urlencode json user user-agent referer cookie form
    form-string url oauth2-bearer range url-query`,
};

const shorts: Readonly<Record<string, string>> = {
  ...{ s: 'silent', S: 'show-error', v: 'verbose', i: 'include', k: 'insecure', L: 'location', f: 'fail' },
  ...{ g: 'globoff', G: 'get', I: 'head', '#': 'progress-bar', N: 'no-buffer', n: 'netrc', O: 'remote-name' },
  ...{ q: 'disable', '0': 'http1.0', '1': 'tlsv1', '4': 'ipv4', '6': 'ipv6', J: 'remote-header-name' },
  ...{ p: 'proxytunnel', Z: 'parallel', V: 'version', h: 'help', M: 'manual', a: 'append', l: 'list-only' },
  ...{ j: 'junk-session-cookies', ':': 'next', B: 'use-ascii', X: 'request', H: 'header', d: 'data', u: 'user' },
  ...{ A: 'user-agent', e: 'referer', b: 'cookie', c: 'cookie-jar', o: 'output', w: 'write-out' },
  ...{ D: 'dump-header', m: 'max-time', x: 'proxy', U: 'proxy-user', E: 'cert', F: 'form', T: 'upload-file' },
  ...{ K: 'config', r: 'range', C: 'continue-at', z: 'time-cond', y: 'speed-time', Y: 'speed-limit', Q: 'quote' },
};

function optionsOf(lists: Readonly<Record<OptionKind, string>>, takesValue: boolean): CurlOption[] {
  return Object.values(OptionKind).flatMap(kind => lists[kind].split(/\s+/).map(name => ({ name, kind, takesValue })));
}

const options = new Map([...optionsOf(flags, false), ...optionsOf(valued, true)].map(each => [each.name, each]));

/** Long names. */
export const optionNames: readonly string[] = [...options.keys()];

/** Option by its short sign; undefined where curl has none. */
export function shortOption(sign: string): CurlOption | undefined {
  return options.get(shorts[sign] ?? '');
}

/** Option by its long name, which may be shortened while it is clear; `no-` switches a flag off. */
export function longOption(name: string): { option: CurlOption; isOff: boolean } | undefined {
  const exact = options.get(name);
  if (exact) return { option: exact, isOff: false };
  if (name.startsWith('no-')) {
    const flag = options.get(name.slice(3));
    return flag && !flag.takesValue ? { option: flag, isOff: true } : undefined;
  }
  const longer = [...options.values()].filter(each => each.name.startsWith(name));
  const [only] = longer;
  return only && longer.length === 1 && name !== '' ? { option: only, isOff: false } : undefined;
}
