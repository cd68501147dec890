import {
  type Call,
  cookieOf,
  crumbUrlOf,
  direct,
  hasBody,
  ProxyKind,
  proxyOf,
  type SnippetLanguage,
  type Variable,
} from '../call.ts';
import { comments, quoted } from '../literals.ts';
import {
  bodyExpression,
  envLines,
  headerEntries,
  jsValue,
  jsVariable,
  readsFile,
  urlExpression,
} from './fetchScript.ts';

/** https://axios-http.com/docs/req_config */
export const axios: SnippetLanguage = {
  id: 'axios',
  label: 'TypeScript (axios)',
  editors: ['typescript', 'typescriptreact', 'javascript', 'javascriptreact'],
  write: axiosScript,
};

function axiosScript(call: Call): string {
  const crumbUrl = crumbUrlOf(call);
  const isTunneled = proxyOf(call) !== undefined;
  const lines = [
    ...comments(call.notes, '//'),
    "import axios from 'axios';",
    ...(isTunneled ? [`import { ${agentClass(call)} } from '${agentPackage(call)}';`] : []),
    ...(!isTunneled && call.network.ca ? ["import { Agent } from 'node:https';"] : []),
    ...(readsFile(call) ? ["import { readFileSync } from 'node:fs';"] : []),
    '',
    ...envLines(call, true),
    ...agentLines(call),
    'const client = axios.create({',
    '  maxRedirects: 0,',
    '  validateStatus: status => status < 400,',
    ...agentOptions(call),
    '});',
    'const headers: Record<string, string> = {',
    ...headerEntries(call),
    '};',
    ...(crumbUrl === undefined
      ? []
      : [
          `const asked = await client.get(${quoted(crumbUrl)}, { headers, validateStatus: () => true });`,
          // Without an issuer Jenkins wants no crumb.
          'if (asked.status === 200) headers[asked.data.crumbRequestField] = asked.data.crumb;',
          "const cookies = (asked.headers['set-cookie'] ?? []).map(cookie => cookie.split(';')[0]);",
          `headers.Cookie = ${cookieOf(call) === undefined ? 'cookies' : '[headers.Cookie, ...cookies]'}.join('; ');`,
        ]),
    'const response = await client.request({',
    `  method: '${call.method}',`,
    `  url: ${urlExpression(call)},`,
    '  headers,',
    ...(hasBody(call) ? [`  data: ${bodyExpression(call)},`] : []),
    '});',
    "console.log(response.status, response.headers.location ?? '');",
    'console.log(response.data);',
    '',
  ];
  return lines.join('\n');
}

const isSecure = ({ base }: Call) => base.startsWith('https:');
const isSocks = (call: Call) => proxyOf(call)?.kind === ProxyKind.socks;
const agentName = (call: Call) => (isSocks(call) ? 'Socks' : isSecure(call) ? 'Https' : 'Http');
const agentClass = (call: Call) => `${agentName(call)}ProxyAgent`;
const agentPackage = (call: Call) => `${agentName(call).toLowerCase()}-proxy-agent`;

function agentOptions(call: Call): string[] {
  const { proxy, ca } = call.network;
  const own = ca ? [`  httpsAgent: new Agent(${trustOf(ca)}),`] : [];
  if (proxy === undefined) return own;
  return [
    '  proxy: false,',
    ...(proxy === direct ? own : [`  ${isSecure(call) ? 'httpsAgent' : 'httpAgent'}: agent,`]),
  ];
}

const trustOf = ({ variable }: Variable) => `{ ca: readFileSync(${jsVariable(variable)}) }`;

/** The agent takes what is its server's, other than its proxy's, only afterwards. */
function agentLines(call: Call): string[] {
  const { proxy, ca } = call.network;
  if (proxy === undefined || proxy === direct) return [];
  return [
    `const agent = new ${agentClass(call)}(${jsValue(proxy)});`,
    ...(ca ? [`Object.assign(agent.options, ${trustOf(ca)});`] : []),
  ];
}
