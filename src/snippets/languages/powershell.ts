import {
  bearerOf,
  type Call,
  contentTypeOf,
  credentialsOf,
  crumbUrlOf,
  direct,
  hasBody,
  hasProxyLogin,
  ProxyKind,
  proxyOf,
  type SnippetLanguage,
  type Value,
} from '../call.ts';
import { encodedText, urlOf } from '../encoded.ts';
import { comments, expression } from '../literals.ts';

/** https://learn.microsoft.com/powershell/module/microsoft.powershell.utility/invoke-webrequest */
export const powershell: SnippetLanguage = {
  id: 'powershell',
  label: 'PowerShell',
  editors: ['powershell'],
  write: script,
};

const variable = (name: string) => `$env:${name}`;
const encodedVariable = (name: string) => `[uri]::EscapeDataString(${variable(name)})`;
const written = (value: Value) => expression(value, text, variable);

/** PowerShell takes typographic quotes for quotes, too. A line's end is written as a sign: an editor may change it. */
function text(value: string): string {
  if (!/[\p{Cc}\u2028\u2029]/u.test(value)) return `'${value.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
  const escaped = value
    .replace(/[`$"\u201c-\u201e]/g, '`$&')
    .replace(/\n/g, '`n')
    .replace(/\r/g, '`r')
    .replace(/\t/g, '`t');
  return `"${escaped}"`;
}

function script(call: Call): string {
  const crumbUrl = crumbUrlOf(call);
  const common = networkOptions(call);
  const lines = [
    ...comments(call.notes, '#'),
    ...(call.network.ca
      ? [`# PowerShell trusts the certificates of the system: the file ${call.network.ca.variable} must be among them.`]
      : []),
    ...proxyLines(call),
    '$headers = @{',
    ...loginLines(call),
    ...call.headers.map(({ name, value }) => `  ${text(name)} = ${written(value)}`),
    '}',
    ...(crumbUrl === undefined ? [] : crumbLines(crumbUrl, common)),
    '$request = @{',
    `  Uri = ${expression(urlOf(call), text, encodedVariable)}`,
    `  Method = '${call.method}'`,
    '  Headers = $headers',
    '  MaximumRedirection = 0',
    '  UseBasicParsing = $true',
    ...(crumbUrl === undefined ? [] : ['  WebSession = $session']),
    ...bodyLines(call),
    '}',
    `$response = Invoke-WebRequest @request${common.map(each => ` ${each}`).join('')}`,
    '"$($response.StatusCode) $($response.Headers.Location)"',
    '$response.Content',
    '',
  ];
  return lines.join('\n');
}

/** Where Jenkins has no issuer, it wants no crumb. */
function crumbLines(url: string, options: readonly string[]): string[] {
  const asking = [text(url), '-Headers $headers -WebSession $session -MaximumRedirection 0', ...options].join(' ');
  return [
    '$session = [Microsoft.PowerShell.Commands.WebRequestSession]::new()',
    'try {',
    `  $issued = Invoke-RestMethod -Uri ${asking}`,
    '  $headers[$issued.crumbRequestField] = $issued.crumb',
    '} catch {',
    '  if ([int]$_.Exception.Response.StatusCode -ne 404) { throw }',
    '}',
  ];
}

function networkOptions(call: Call): string[] {
  const { proxy } = call.network;
  if (proxy === undefined) return [];
  if (proxy === direct) return ['-NoProxy'];
  return ['-Proxy $proxy', ...(hasProxyLogin(call) ? ['-ProxyCredential $proxyLogin'] : [])];
}

function proxyLines(call: Call): string[] {
  const proxy = proxyOf(call);
  if (!proxy) return [];
  const isSocks = proxy.kind === ProxyKind.socks;
  const address = isSocks
    ? `((${written(proxy.address)}) -replace '^socks5h:', 'socks5:')`
    : `(${written(proxy.address)})`;
  return [
    ...(isSocks ? ['# Windows PowerShell cannot use the proxy, which speaks SOCKS: use PowerShell 7.'] : []),
    `$proxy = [uri]${address}`,
    ...(hasProxyLogin(call) ? proxyLogin : []),
  ];
}

const proxyLogin = [
  "$user, $password = $proxy.UserInfo.Split(':', 2) | ForEach-Object { [uri]::UnescapeDataString($_) }",
  '$proxyLogin = [pscredential]::new($user, (ConvertTo-SecureString $password -AsPlainText -Force))',
  '$proxy = [uri]"$($proxy.Scheme)://$($proxy.Host):$($proxy.Port)"',
];

function loginLines(call: Call): string[] {
  const credentials = credentialsOf(call);
  const bearer = bearerOf(call);
  if (bearer) return [`  Authorization = ${written(bearer)}`];
  if (!credentials) return [];
  const bytes = `[Text.Encoding]::UTF8.GetBytes(${written(credentials)})`;
  return [`  Authorization = 'Basic ' + [Convert]::ToBase64String(${bytes})`];
}

function bodyLines(call: Call): string[] {
  const { body } = call;
  if (!hasBody(call)) return [];
  const type = contentTypeOf(call);
  const typed = type ? [`  ContentType = ${text(type)}`] : [];
  if (body?.kind === 'file') return [...typed, `  InFile = ${text(body.path)}`];
  // As bytes: Windows PowerShell would send a text as Latin-1.
  const bytes = (value: string) => `  Body = [Text.Encoding]::UTF8.GetBytes(${value})`;
  if (body?.kind !== 'form') return [...typed, bytes(text(body?.text ?? ''))];
  const fields = body.fields.map(({ name, value }, index) => {
    const start = text(`${index > 0 ? '&' : ''}${encodedText(name)}=`);
    return `${start} + ${expression(value, part => `[uri]::EscapeDataString(${text(part)})`, encodedVariable)}`;
  });
  return [...typed, bytes(fields.join(' + ') || "''")];
}
