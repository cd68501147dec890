import {
  bearerOf,
  type Call,
  contentTypeOf,
  credentialsOf,
  crumbUrlOf,
  direct,
  type Field,
  hasBody,
  hasProxyLogin,
  ProxyKind,
  proxyOf,
  type SnippetLanguage,
  type Value,
} from '../call.ts';
import { urlOf } from '../encoded.ts';
import { comments, expression, quotedAscii as quoted } from '../literals.ts';

/** Program for .NET 6 and later. https://learn.microsoft.com/dotnet/api/system.net.http.httpclient */
export const csharp: SnippetLanguage = {
  id: 'csharp',
  label: 'C# (HttpClient)',
  editors: ['csharp'],
  write: script,
};

const variable = (name: string) => `Env("${name}")`;
const written = (value: Value) => expression(value, quoted, variable);

function script(call: Call): string {
  const crumbUrl = crumbUrlOf(call);
  const login = loginOf(call);
  const lines = [
    ...comments(call.notes, '//'),
    ...imports(call).map(name => `using ${name};`),
    '',
    'static string Env(string name) => Environment.GetEnvironmentVariable(name)',
    '    ?? throw new InvalidOperationException("Set the environment variable " + name);',
    '',
    'using var handler = new HttpClientHandler { AllowAutoRedirect = false };',
    ...networkLines(call),
    'using var client = new HttpClient(handler);',
    ...(login === undefined
      ? []
      : [`client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", ${login});`]),
    `using var request = new HttpRequestMessage(new HttpMethod("${call.method}"), ${urlExpression(call)});`,
    ...call.headers.map(field => headerLine('request.Headers', field)),
    ...bodyLines(call),
    ...(crumbUrl === undefined ? [] : crumbLines(call, crumbUrl)),
    'using var response = await client.SendAsync(request);',
    'Console.WriteLine((int)response.StatusCode + " " + response.Headers.Location);',
    'Console.WriteLine(await response.Content.ReadAsStringAsync());',
    'if ((int)response.StatusCode >= 400) Environment.ExitCode = 1;',
    '',
  ];
  return lines.join('\n');
}

function imports(call: Call): string[] {
  const { ca } = call.network;
  return [
    ...['System', 'System.Collections.Generic', 'System.IO'],
    ...(proxyOf(call) ? ['System.Net'] : []),
    ...['System.Net.Http', 'System.Text'],
    ...(ca ? ['System.Security.Cryptography.X509Certificates'] : []),
    'System.Text.RegularExpressions',
  ];
}

function loginOf(call: Call): string | undefined {
  const credentials = credentialsOf(call);
  const bearer = bearerOf(call);
  if (bearer) return written(bearer);
  return credentials && `"Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(${written(credentials)}))`;
}

function urlExpression(call: Call): string {
  return expression(urlOf(call), quoted, name => `Uri.EscapeDataString(${variable(name)})`);
}

/** .NET itself has names resolved by a SOCKS proxy, and knows no other word for it. */
function proxyLines(call: Call): string[] {
  const proxy = proxyOf(call);
  if (!proxy) return [];
  const address = written(proxy.address);
  return [
    proxy.kind === ProxyKind.socks
      ? `var proxy = new Uri((${address}).Replace("socks5h:", "socks5:"));`
      : `var proxy = new Uri(${address});`,
    ...(hasProxyLogin(call)
      ? [
          "var proxyLogin = proxy.UserInfo.Split(':', 2);",
          'handler.Proxy = new WebProxy(proxy)',
          '{',
          '    Credentials = new NetworkCredential(',
          '        Uri.UnescapeDataString(proxyLogin[0]), Uri.UnescapeDataString(proxyLogin[^1])),',
          '};',
        ]
      : ['handler.Proxy = new WebProxy(proxy);']),
  ];
}

function networkLines(call: Call): string[] {
  const { proxy, ca } = call.network;
  return [
    ...(proxy === direct ? ['handler.UseProxy = false;'] : []),
    ...proxyLines(call),
    ...(ca
      ? [
          'var authorities = new X509Certificate2Collection();',
          `authorities.ImportFromPemFile(${variable(ca.variable)});`,
          'handler.ServerCertificateCustomValidationCallback = (_, certificate, chain, errors) =>',
          '{',
          '    if ((errors & ~System.Net.Security.SslPolicyErrors.RemoteCertificateChainErrors) != 0) return false;',
          '    chain!.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;',
          '    chain.ChainPolicy.CustomTrustStore.AddRange(authorities);',
          '    return chain.Build(certificate!);',
          '};',
        ]
      : []),
  ];
}

function bodyLines(call: Call): string[] {
  const { body } = call;
  if (!hasBody(call)) return [];
  if (body?.kind === 'form') {
    return [
      'request.Content = new FormUrlEncodedContent(new List<KeyValuePair<string, string>>',
      '{',
      ...body.fields.map(({ name, value }) => `    new(${quoted(name)}, ${written(value)}),`),
      '});',
    ];
  }
  const bytes =
    body?.kind === 'file'
      ? `File.ReadAllBytes(${quoted(body.path)})`
      : `Encoding.UTF8.GetBytes(${quoted(body?.text ?? '')})`;
  const type = contentTypeOf(call);
  return [
    `request.Content = new ByteArrayContent(${bytes});`,
    ...(type ? [`request.Content.Headers.TryAddWithoutValidation("Content-Type", ${quoted(type)});`] : []),
  ];
}

function headerLine(headers: string, { name, value }: Field): string {
  return `${headers}.TryAddWithoutValidation(${quoted(name)}, ${written(value)});`;
}

function crumbLines(call: Call, url: string): string[] {
  return [
    `using var asking = new HttpRequestMessage(HttpMethod.Get, ${quoted(url)});`,
    ...call.headers.map(field => headerLine('asking.Headers', field)),
    'using var asked = await client.SendAsync(asking);',
    'var issued = Regex.Match(await asked.Content.ReadAsStringAsync(),',
    '    "\\"crumb\\":\\"([^\\"]*)\\".*\\"crumbRequestField\\":\\"([^\\"]*)\\"");',
    'if (issued.Success) request.Headers.Add(issued.Groups[2].Value, issued.Groups[1].Value);',
  ];
}
