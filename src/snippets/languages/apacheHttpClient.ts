import { type Call, crumbUrlOf, direct, hasBody, headersOf, type SnippetLanguage } from '../call.ts';
import { comments, quotedAscii } from '../literals.ts';
import {
  javaForm,
  javaHelpers,
  javaImports,
  javaLogin,
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
  write: script,
};

const client5 = 'org.apache.hc.client5.http';
const core5 = 'org.apache.hc.core5.http';

function script(call: Call): string {
  const crumbUrl = crumbUrlOf(call);
  const login = javaLogin(call);
  const lines = [
    ...comments(call.notes, '//'),
    ...javaImports(importsOf(call)),
    '',
    'public class Call {',
    '    public static void main(String[] args) throws Exception {',
    ...(login === undefined ? [] : [`        String authorization = ${login};`]),
    '        var builder = HttpClients.custom().disableRedirectHandling().disableAutomaticRetries();',
    ...clientLines(call),
    '        try (var client = builder.build()) {',
    `            var request = ClassicRequestBuilder.create("${call.method}").setUri(${javaUrl(call)});`,
    ...(login === undefined ? [] : ['            request.addHeader("Authorization", authorization);']),
    ...headersOf(call).map(
      ({ name, value }) => `            request.addHeader(${quotedAscii(name)}, ${javaValue(value)});`,
    ),
    ...(hasBody(call) ? [`            request.setEntity(${entity(call)});`] : []),
    ...(crumbUrl === undefined ? [] : crumbLines(crumbUrl)),
    '            client.execute(request.build(), response -> {',
    '                var location = response.getFirstHeader("Location");',
    '                System.out.println(response.getCode() + " " + (location == null ? "" : location.getValue()));',
    '                var body = response.getEntity();',
    '                if (body != null) System.out.println(EntityUtils.toString(body, StandardCharsets.UTF_8));',
    '                return null;',
    '            });',
    '        }',
    '    }',
    '',
    ...javaHelpers,
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
    ...(network.proxy !== undefined && network.proxy !== direct ? [`${core5}.HttpHost`] : []),
    ...(network.ca
      ? [
          ...javaTrustImports,
          `${client5}.impl.io.PoolingHttpClientConnectionManagerBuilder`,
          `${client5}.ssl.DefaultClientTlsStrategy`,
        ]
      : []),
  ];
}

function clientLines({ network: { proxy, ca } }: Call): string[] {
  return [
    ...(proxy !== undefined && proxy !== direct
      ? [`        builder.setProxy(HttpHost.create(${javaValue(proxy)}));`]
      : []),
    ...(ca
      ? [
          '        builder.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()',
          `            .setTlsSocketStrategy(new DefaultClientTlsStrategy(trust(${javaVariable(ca.variable)}))).build());`,
        ]
      : []),
  ];
}

function entity({ body }: Call): string {
  const bytes = (text: string) => `new ByteArrayEntity((${text}).getBytes(StandardCharsets.UTF_8), null)`;
  if (body?.kind === 'text') return bytes(quotedAscii(body.text));
  if (body?.kind === 'form') return bytes(javaForm(body.fields));
  return body ? `new ByteArrayEntity(Files.readAllBytes(Path.of(${quotedAscii(body.path)})), null)` : bytes('""');
}

function crumbLines(url: string): string[] {
  return [
    `            var asking = ClassicRequestBuilder.get(${quotedAscii(url)}).addHeader("Authorization", authorization);`,
    '            String issued = client.execute(asking.build(), answer -> EntityUtils.toString(answer.getEntity()));',
    '            var crumb = java.util.regex.Pattern',
    '                .compile("\\"crumb\\":\\"([^\\"]*)\\".*\\"crumbRequestField\\":\\"([^\\"]*)\\"").matcher(issued);',
    '            if (crumb.find()) request.addHeader(crumb.group(2), crumb.group(1));',
  ];
}
