import {
  type Call,
  crumbUrlOf,
  direct,
  type Field,
  hasBody,
  hasProxyLogin,
  headersOf,
  ProxyKind,
  proxyOf,
  type SnippetLanguage,
  withKnownProxy,
} from '../call.ts';
import { comments, quotedAscii } from '../literals.ts';
import {
  javaCrumb,
  javaForm,
  javaHelpers,
  javaImports,
  javaLogin,
  javaPort,
  javaProxy,
  javaProxyLogin,
  javaTrust,
  javaTrustImports,
  javaUrl,
  javaValue,
  javaVariable,
} from './javaParts.ts';

/** https://docs.oracle.com/en/java/javase/17/docs/api/java.net.http/java/net/http/HttpClient.html */
export const java: SnippetLanguage = {
  id: 'java',
  label: 'Java (java.net.http)',
  editors: ['java'],
  write: call => script(withKnownProxy(call, 'java.net.http', [ProxyKind.http])),
};

function script(call: Call): string {
  const crumbUrl = crumbUrlOf(call);
  const login = javaLogin(call);
  const { ca } = call.network;
  const imports = [
    ...['java.net.*', 'java.net.http.*', 'java.nio.charset.StandardCharsets', 'java.util.Base64'],
    ...(ca ? javaTrustImports : []),
    ...(call.body?.kind === 'file' ? ['java.nio.file.Path'] : []),
  ];
  const authorized = login === undefined ? [] : ['            .header("Authorization", authorization)'];
  const lines = [
    ...comments(call.notes, '//'),
    ...javaImports(imports),
    '',
    'public class Call {',
    '    public static void main(String[] args) throws Exception {',
    ...(login === undefined ? [] : [`        String authorization = ${login};`]),
    ...javaProxy(call),
    ...(hasProxyLogin(call) ? [unlocked] : []),
    '        HttpClient client = HttpClient.newBuilder()',
    ...(crumbUrl === undefined ? [] : ['            .cookieHandler(new CookieManager())']),
    ...clientLines(call),
    '            .build();',
    `        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(${javaUrl(call)}))`,
    ...authorized,
    ...proxyLogin(call),
    ...headersOf(call).map(headerLine),
    `            .method("${call.method}", ${publisher(call)});`,
    ...(crumbUrl === undefined ? [] : crumbLines(call, crumbUrl)),
    '        var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());',
    '        System.out.println(response.statusCode() + " " + response.headers().firstValue("Location").orElse(""));',
    '        System.out.println(response.body());',
    '        if (response.statusCode() >= 400) System.exit(1);',
    '    }',
    '',
    ...javaHelpers,
    ...javaPort(call),
    ...javaProxyLogin(call),
    ...(ca ? javaTrust : []),
    '}',
    '',
  ];
  return lines.join('\n');
}

function headerLine({ name, value }: Field): string {
  return `            .header(${quotedAscii(name)}, ${javaValue(value)})`;
}

/** Java sends no Basic login to a proxy that tunnels, unless it is told to. */
const unlocked = '        System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");';

function proxyLogin(call: Call): string[] {
  return hasProxyLogin(call) ? ['            .header("Proxy-Authorization", login(proxy))'] : [];
}

function clientLines(call: Call): string[] {
  const { proxy, ca } = call.network;
  const through = '            .proxy(ProxySelector.of(new InetSocketAddress(proxy.getHost(), port(proxy))))';
  return [
    ...(proxy === direct ? ['            .proxy(HttpClient.Builder.NO_PROXY)'] : []),
    ...(proxyOf(call) ? [through] : []),
    ...(ca ? [`            .sslContext(trust(${javaVariable(ca.variable)}))`] : []),
  ];
}

function publisher(call: Call): string {
  const { body } = call;
  const publishers = 'HttpRequest.BodyPublishers';
  if (body?.kind === 'text') return `${publishers}.ofString(${quotedAscii(body.text)})`;
  if (body?.kind === 'form') return `${publishers}.ofString(${javaForm(body.fields)})`;
  if (body) return `${publishers}.ofFile(Path.of(${quotedAscii(body.path)}))`;
  return hasBody(call) ? `${publishers}.ofString("")` : `${publishers}.noBody()`;
}

function crumbLines(call: Call, url: string): string[] {
  return [
    `        HttpRequest asking = HttpRequest.newBuilder(URI.create(${quotedAscii(url)}))`,
    '            .header("Authorization", authorization)',
    ...proxyLogin(call),
    ...call.headers.map(headerLine),
    '            .build();',
    '        String issued = client.send(asking, HttpResponse.BodyHandlers.ofString()).body();',
    ...javaCrumb.map(line => `        ${line}`),
    '        if (crumb.find()) request.header(crumb.group(2), crumb.group(1));',
  ];
}
