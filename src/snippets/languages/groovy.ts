import {
  bearerOf,
  type Call,
  cookieOf,
  credentialsOf,
  crumbUrlOf,
  direct,
  type Field,
  hasBody,
  hasProxyLogin,
  headersOf,
  ProxyKind,
  proxyOf,
  type SnippetLanguage,
  type Value,
  withKnownProxy,
} from '../call.ts';
import { encodedText, urlOf } from '../encoded.ts';
import { comments, expression, groovyText } from '../literals.ts';

/** Script without libraries. https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/net/HttpURLConnection.html */
export const groovy: SnippetLanguage = {
  id: 'groovy',
  label: 'Groovy',
  editors: ['groovy', 'jenkinsfile'],
  write: call => script(withKnownProxy(call, 'Java', [ProxyKind.http, ProxyKind.socks])),
};

const variable = (name: string) => `env('${name}')`;
const encodedVariable = (name: string) => `URLEncoder.encode(${variable(name)}, 'UTF-8')`;
const written = (value: Value) => expression(value, groovyText, variable);

function script(call: Call): string {
  const crumbUrl = crumbUrlOf(call);
  const { ca } = call.network;
  const lines = [
    ...comments(call.notes, '//'),
    ...(ca ? trustImports : []),
    'def env = { name ->',
    '  def value = System.getenv(name)',
    "  if (!value) throw new IllegalStateException('Set the environment variable ' + name)",
    '  value',
    '}',
    ...(ca ? trustLines(ca.variable) : []),
    ...proxyLines(call),
    'def open = { address ->',
    `  def connection = new URL(address).openConnection(${wayOf(call)})`,
    ...(ca ? ['  connection.SSLSocketFactory = trust.socketFactory'] : []),
    '  connection.instanceFollowRedirects = false',
    ...loginLines(call),
    '  connection',
    '}',
    ...(crumbUrl === undefined ? [] : askCrumb(call, crumbUrl)),
    `def connection = open(${expression(urlOf(call), groovyText, encodedVariable)})`,
    `connection.requestMethod = '${call.method}'`,
    ...headersOf(call).map(field => headerLine('connection', field)),
    ...(crumbUrl === undefined ? [] : sendCrumb(call)),
    ...bodyLines(call),
    "println connection.responseCode + ' ' + (connection.getHeaderField('Location') ?: '')",
    "println((connection.responseCode < 400 ? connection.inputStream : connection.errorStream)?.getText('UTF-8') ?: '')",
    "if (connection.responseCode >= 400) throw new IOException('HTTP ' + connection.responseCode)",
    '',
  ];
  return lines.join('\n');
}

const trustImports = [
  'import java.security.KeyStore',
  'import java.security.cert.CertificateFactory',
  'import javax.net.ssl.SSLContext',
  'import javax.net.ssl.TrustManagerFactory',
  '',
];

function trustLines(name: string): string[] {
  return [
    'def store = KeyStore.getInstance(KeyStore.defaultType)',
    'store.load(null, null)',
    `new File(${variable(name)}).withInputStream { file ->`,
    "  CertificateFactory.getInstance('X.509').generateCertificates(file).eachWithIndex { certificate, i ->",
    "    store.setCertificateEntry('ca' + i, certificate)",
    '  }',
    '}',
    'def factory = TrustManagerFactory.getInstance(TrustManagerFactory.defaultAlgorithm)',
    'factory.init(store)',
    "def trust = SSLContext.getInstance('TLS')",
    'trust.init(null, factory.trustManagers, null)',
  ];
}

function wayOf({ network: { proxy } }: Call): string {
  if (proxy === undefined) return '';
  return proxy === direct ? 'Proxy.NO_PROXY' : 'proxy';
}

function proxyLines(call: Call): string[] {
  const proxy = proxyOf(call);
  if (!proxy) return [];
  const [type, port] = proxy.kind === ProxyKind.socks ? ['SOCKS', 1080] : ['HTTP', 80];
  return [
    `def gate = new URI(${written(proxy.address)})`,
    `def proxy = new Proxy(Proxy.Type.${type}, new InetSocketAddress(gate.host, gate.port < 0 ? ${port} : gate.port))`,
    ...(hasProxyLogin(call) ? proxyLogin : []),
  ];
}

const proxyLogin = [
  // Java sends no Basic login to a proxy that tunnels, unless it is told to.
  "System.setProperty('jdk.http.auth.tunneling.disabledSchemes', '')",
  "def login = gate.userInfo.split(':', 2)",
  'Authenticator.default = new Authenticator() {',
  '  PasswordAuthentication requestPasswordAuthenticationInstance(String host, InetAddress address, int port,',
  '      String protocol, String prompt, String scheme, URL url, Authenticator.RequestorType type) {',
  '    type == Authenticator.RequestorType.PROXY ? getPasswordAuthentication() : null',
  '  }',
  '  protected PasswordAuthentication getPasswordAuthentication() {',
  '    new PasswordAuthentication(login[0], login[-1].toCharArray())',
  '  }',
  '}',
];

function loginLines(call: Call): string[] {
  const credentials = credentialsOf(call);
  const bearer = bearerOf(call);
  if (bearer) return [`  connection.setRequestProperty('Authorization', ${written(bearer)})`];
  if (!credentials) return [];
  const encoded = `(${written(credentials)}).getBytes('UTF-8').encodeBase64().toString()`;
  return [`  connection.setRequestProperty('Authorization', 'Basic ' + ${encoded})`];
}

function headerLine(connection: string, { name, value }: Field): string {
  return `${connection}.setRequestProperty(${groovyText(name)}, ${written(value)})`;
}

function askCrumb({ headers }: Call, url: string): string[] {
  return [
    `def asked = open(${groovyText(url)})`,
    ...headers.map(field => headerLine('asked', field)),
    "def issued = asked.responseCode == 200 ? asked.inputStream.getText('UTF-8') : ''",
    `def crumb = issued =~ /"crumb":"([^"]*)"/`,
    `def field = issued =~ /"crumbRequestField":"([^"]*)"/`,
  ];
}

function sendCrumb(call: Call): string[] {
  const cookie = cookieOf(call);
  const joined = cookie === undefined ? 'cookies' : `([${written(cookie)}] + cookies)`;
  return [
    'if (crumb && field) {',
    '  connection.setRequestProperty(field[0][1], crumb[0][1])',
    "  def received = asked.headerFields.findAll { it.key?.equalsIgnoreCase('Set-Cookie') }.values().flatten()",
    "  def cookies = received.collect { it.split(';')[0] }",
    `  connection.setRequestProperty('Cookie', ${joined}.join('; '))`,
    '}',
  ];
}

function bodyLines(call: Call): string[] {
  const { body } = call;
  if (!hasBody(call)) return [];
  return ['connection.doOutput = true', `connection.outputStream.withStream { it.write(${bytesOf(body)}) }`];
}

function bytesOf(body: Call['body']): string {
  if (!body) return 'new byte[0]';
  if (body.kind === 'text') return `${groovyText(body.text)}.getBytes('UTF-8')`;
  if (body.kind === 'file') return `new File(${groovyText(body.path)}).bytes`;
  return `[${body.fields.map(fieldOf).join(', ')}].join('&').getBytes('UTF-8')`;
}

function fieldOf({ name, value }: Field): string {
  const encoded = expression(value, text => `URLEncoder.encode(${groovyText(text)}, 'UTF-8')`, encodedVariable);
  return `${groovyText(`${encodedText(name)}=`)} + ${encoded}`;
}
