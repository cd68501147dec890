import { bearerOf, type Call, credentialsOf, type Field, hasProxyLogin, proxyOf, type Value } from '../call.ts';
import { encodedText, urlOf } from '../encoded.ts';
import { expression, quotedAscii } from '../literals.ts';

export const javaVariable = (name: string) => `env("${name}")`;
const encodedVariable = (name: string) => `encode(${javaVariable(name)})`;
export const javaValue = (value: Value) => expression(value, quotedAscii, javaVariable);

export function javaUrl(call: Call): string {
  return expression(urlOf(call), quotedAscii, encodedVariable);
}

/** Value of `Authorization`; undefined without a login. */
export function javaLogin(call: Call): string | undefined {
  const credentials = credentialsOf(call);
  const bearer = bearerOf(call);
  if (bearer) return javaValue(bearer);
  if (!credentials) return undefined;
  return `"Basic " + Base64.getEncoder().encodeToString((${javaValue(credentials)}).getBytes(StandardCharsets.UTF_8))`;
}

/** Address of the proxy, as a variable of the program. */
export function javaProxy(call: Call): string[] {
  const proxy = proxyOf(call);
  return proxy ? [`        URI proxy = URI.create(${javaValue(proxy.address)});`] : [];
}

export function javaPort(call: Call): string[] {
  return proxyOf(call) ? portHelper : [];
}

export function javaProxyLogin(call: Call): string[] {
  return hasProxyLogin(call) ? loginHelper : [];
}

const portHelper = [
  '',
  '    static int port(URI proxy) {',
  '        return proxy.getPort() < 0 ? 80 : proxy.getPort();',
  '    }',
];

const loginHelper = [
  '',
  '    static String login(URI proxy) {',
  '        byte[] login = proxy.getUserInfo().getBytes(StandardCharsets.UTF_8);',
  '        return "Basic " + Base64.getEncoder().encodeToString(login);',
  '    }',
];

/** Finds a crumb in the text `issued`. */
export const javaCrumb = [
  'var crumb = java.util.regex.Pattern',
  '    .compile("\\"crumb\\":\\"([^\\"]*)\\".*\\"crumbRequestField\\":\\"([^\\"]*)\\"").matcher(issued);',
];

/** Fields as the text of a form. */
export function javaForm(fields: readonly Field[]): string {
  const written = fields.map(({ name, value }, index) => {
    const start = quotedAscii(`${index > 0 ? '&' : ''}${encodedText(name)}=`);
    return `${start} + ${expression(value, text => `encode(${quotedAscii(text)})`, encodedVariable)}`;
  });
  return written.join('\n            + ') || '""';
}

export const javaHelpers = [
  '    static String env(String name) {',
  '        String value = System.getenv(name);',
  '        if (value == null) throw new IllegalStateException("Set the environment variable " + name);',
  '        return value;',
  '    }',
  '',
  '    static String encode(String text) {',
  '        return URLEncoder.encode(text, StandardCharsets.UTF_8);',
  '    }',
];

export const javaTrust = [
  '',
  '    static SSLContext trust(String file) throws Exception {',
  '        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());',
  '        store.load(null, null);',
  '        try (InputStream pem = Files.newInputStream(Path.of(file))) {',
  '            int count = 0;',
  '            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem))',
  '                store.setCertificateEntry("ca" + count++, certificate);',
  '        }',
  '        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());',
  '        factory.init(store);',
  '        SSLContext context = SSLContext.getInstance("TLS");',
  '        context.init(null, factory.getTrustManagers(), null);',
  '        return context;',
  '    }',
];

export const javaTrustImports = [
  'java.io.InputStream',
  'java.nio.file.Files',
  'java.nio.file.Path',
  'java.security.KeyStore',
  'java.security.cert.CertificateFactory',
  'javax.net.ssl.SSLContext',
  'javax.net.ssl.TrustManagerFactory',
];

export function javaImports(names: readonly string[]): string[] {
  return [...new Set(names)].sort().map(name => `import ${name};`);
}
