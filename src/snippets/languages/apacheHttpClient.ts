import {
  type Call,
  cookieOf,
  crumbUrlOf,
  hasBody,
  hasProxyLogin,
  headersOf,
  ProxyKind,
  proxyOf,
  type SnippetLanguage,
  type Value,
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
  javaTrust,
  javaTrustImports,
  javaUrl,
  javaValue,
  javaVariable,
} from './javaParts.ts';

/** Version 5, with the login in the first request. https://hc.apache.org/httpcomponents-client-5.4.x/ */
export const apacheHttpClient: SnippetLanguage = {
  id: 'apache-httpclient',
  label: 'Java (Apache HttpClient 5)',
  editors: ['java'],
  write: call => script(withKnownProxy(call, 'Apache HttpClient', [ProxyKind.http])),
};

const client5 = 'org.apache.hc.client5.http';
const core5 = 'org.apache.hc.core5.http';

function script(call: Call): string {
  const crumbUrl = crumbUrlOf(call);
  const login = javaLogin(call);
  const joins = crumbUrl !== undefined && cookieOf(call) !== undefined;
  const lines = [
    ...comments(call.notes, '//'),
    ...javaImports(importsOf(call)),
    '',
    'public class Call {',
    '    public static void main(String[] args) throws Exception {',
    ...(login === undefined ? [] : [`        String authorization = ${login};`]),
    `        var builder = HttpClients.custom().disableRedirectHandling().disableAutomaticRetries()${joins ? '.disableCookieManagement()' : ''};`,
    ...clientLines(call),
    '        try (var client = builder.build()) {',
    `            var request = ClassicRequestBuilder.create("${call.method}").setUri(${javaUrl(call)});`,
    ...(login === undefined ? [] : ['            request.addHeader("Authorization", authorization);']),
    ...headersOf(call).map(
      ({ name, value }) => `            request.addHeader(${quotedAscii(name)}, ${javaValue(value)});`,
    ),
    ...(hasBody(call) ? [`            request.setEntity(${entity(call)});`] : []),
    ...(crumbUrl === undefined ? [] : crumbLines(call, crumbUrl)),
    '            client.execute(request.build(), response -> {',
    '                var location = response.getFirstHeader("Location");',
    '                System.out.println(response.getCode() + " " + (location == null ? "" : location.getValue()));',
    '                var body = response.getEntity();',
    '                if (body != null) System.out.println(EntityUtils.toString(body, StandardCharsets.UTF_8));',
    '                if (response.getCode() >= 400) throw new java.io.IOException("HTTP " + response.getCode());',
    '                return null;',
    '            });',
    '        }',
    '    }',
    '',
    ...javaHelpers,
    ...javaPort(call),
    ...(call.network.ca ? javaTrust : []),
    '}',
    '',
  ];
  return lines.join('\n');
}

function importsOf(call: Call): string[] {
  const { body, network } = call;
  return [
    ...['java.net.URLEncoder', 'java.nio.charset.StandardCharsets', 'java.util.Base64'],
    `${client5}.impl.classic.HttpClients`,
    `${core5}.io.entity.EntityUtils`,
    `${core5}.io.support.ClassicRequestBuilder`,
    ...(hasBody(call) ? [`${core5}.io.entity.ByteArrayEntity`] : []),
    ...(body?.kind === 'file' ? ['java.nio.file.Files', 'java.nio.file.Path'] : []),
    ...(proxyOf(call) ? ['java.net.URI', `${core5}.HttpHost`] : []),
    ...(hasProxyLogin(call)
      ? [
          `${client5}.auth.AuthScope`,
          `${client5}.auth.UsernamePasswordCredentials`,
          `${client5}.impl.auth.BasicCredentialsProvider`,
        ]
      : []),
    ...(network.ca
      ? [
          ...javaTrustImports,
          `${client5}.impl.io.PoolingHttpClientConnectionManagerBuilder`,
          `${client5}.ssl.DefaultClientTlsStrategy`,
        ]
      : []),
  ];
}

function clientLines(call: Call): string[] {
  const { ca } = call.network;
  return [
    ...javaProxy(call),
    ...(proxyOf(call) ? ['        builder.setProxy(new HttpHost("http", proxy.getHost(), port(proxy)));'] : []),
    ...(hasProxyLogin(call) ? proxyLogin : []),
    ...(ca
      ? [
          '        builder.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()',
          `            .setTlsSocketStrategy(new DefaultClientTlsStrategy(trust(${javaVariable(ca.variable)}))).build());`,
        ]
      : []),
  ];
}

const proxyLogin = [
  '        String[] login = (proxy.getUserInfo() + ":").split(":", 2);',
  '        var logins = new BasicCredentialsProvider();',
  '        logins.setCredentials(new AuthScope(proxy.getHost(), port(proxy)),',
  '            new UsernamePasswordCredentials(login[0], login[1].replaceFirst(":$", "").toCharArray()));',
  '        builder.setDefaultCredentialsProvider(logins);',
];

function entity({ body }: Call): string {
  const bytes = (text: string) => `new ByteArrayEntity((${text}).getBytes(StandardCharsets.UTF_8), null)`;
  if (body?.kind === 'text') return bytes(quotedAscii(body.text));
  if (body?.kind === 'form') return bytes(javaForm(body.fields));
  return body ? `new ByteArrayEntity(Files.readAllBytes(Path.of(${quotedAscii(body.path)})), null)` : bytes('""');
}

function crumbLines(call: Call, url: string): string[] {
  const cookie = cookieOf(call);
  const headers = call.headers.map(
    ({ name, value }) => `            asking.addHeader(${quotedAscii(name)}, ${javaValue(value)});`,
  );
  return [
    `            var asking = ClassicRequestBuilder.get(${quotedAscii(url)}).addHeader("Authorization", authorization);`,
    ...headers,
    ...(cookie === undefined
      ? [
          '            String issued = client.execute(asking.build(), answer -> EntityUtils.toString(answer.getEntity()));',
        ]
      : joinedCookies(cookie)),
    ...javaCrumb.map(line => `            ${line}`),
    '            if (crumb.find()) request.addHeader(crumb.group(2), crumb.group(1));',
  ];
}

/** The client would send its cookies in a header of their own. */
function joinedCookies(cookie: Value): string[] {
  return [
    `            var cookies = new StringBuilder(${javaValue(cookie)});`,
    '            String issued = client.execute(asking.build(), answer -> {',
    '                for (var each : answer.getHeaders("Set-Cookie"))',
    '                    cookies.append("; ").append(each.getValue().split(";")[0]);',
    '                return EntityUtils.toString(answer.getEntity());',
    '            });',
    '            request.setHeader("Cookie", cookies.toString());',
  ];
}
