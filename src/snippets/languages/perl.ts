import {
  bearerOf,
  type Call,
  cookieOf,
  credentialsOf,
  crumbUrlOf,
  type Field,
  hasBody,
  headersOf,
  ProxyKind,
  proxyOf,
  type SnippetLanguage,
  type Value,
  withKnownProxy,
} from '../call.ts';
import { encodedText, urlOf } from '../encoded.ts';
import { comments, expression } from '../literals.ts';

/** https://metacpan.org/pod/LWP::UserAgent */
export const perl: SnippetLanguage = {
  id: 'perl',
  label: 'Perl (LWP)',
  editors: ['perl', 'perl6'],
  write: call => script(withKnownProxy(call, 'LWP', [ProxyKind.http, ProxyKind.socks])),
};

const variable = (name: string) => `env('${name}')`;
const encodedVariable = (name: string) => `uri_escape(${variable(name)})`;

/** Bytes of a text in UTF-8: no setting of Perl's changes what is sent. */
function text(value: string): string {
  if (/^[\x20-\x7e]*$/.test(value)) return `'${value.replace(/[\\']/g, '\\$&')}'`;
  const escaped = [...Buffer.from(value.toWellFormed())].map(byte => {
    const sign = String.fromCharCode(byte);
    if (byte < 0x20 || byte > 0x7e) return `\\x${byte.toString(16).padStart(2, '0')}`;
    return '\\"$@'.includes(sign) ? `\\${sign}` : sign;
  });
  return `"${escaped.join('')}"`;
}

const written = (value: Value) => expression(value, text, variable, ' . ');

const pair = ({ name, value }: Field) => `${text(name)} => ${written(value)}`;

function script(call: Call): string {
  const crumbUrl = crumbUrlOf(call);
  const lines = [
    ...comments(call.notes, '#'),
    ...['use strict;', 'use warnings;', 'use HTTP::Request;', 'use LWP::UserAgent;', 'use MIME::Base64;'],
    ...['use URI::Escape;', ''],
    'sub env { my ($name) = @_; return $ENV{$name} // die "Set the environment variable $name.\\n"; }',
    '',
    `my $agent = LWP::UserAgent->new(${agentOptions(call)});`,
    ...proxyLines(call),
    ...loginLines(call),
    ...(crumbUrl === undefined ? [] : call.headers.map(field => `$agent->default_header(${pair(field)});`)),
    ...(crumbUrl === undefined ? [] : crumbLines(call, crumbUrl)),
    `my $request = HTTP::Request->new(${call.method} => ${expression(urlOf(call), text, encodedVariable, ' . ')});`,
    ...headersOf(crumbUrl === undefined ? call : { ...call, headers: [] }).map(
      field => `$request->header(${pair(field)});`,
    ),
    ...bodyLines(call),
    'my $response = $agent->request($request);',
    "print $response->code, ' ', $response->header('Location') // '', \"\\n\";",
    'print $response->content, "\\n";',
    'exit($response->code < 400 ? 0 : 1);',
    '',
  ];
  return lines.join('\n');
}

function agentOptions({ network: { ca } }: Call): string {
  const trust = ca ? `, ssl_opts => { SSL_ca_file => ${variable(ca.variable)} }` : '';
  return `env_proxy => 0, max_redirect => 0, cookie_jar => {}${trust}`;
}

function proxyLines(call: Call): string[] {
  const proxy = proxyOf(call);
  if (call.network.proxy === undefined) return ['$agent->env_proxy;'];
  if (!proxy) return [];
  if (proxy.kind !== ProxyKind.socks) return [`$agent->proxy(['http', 'https'], ${written(proxy.address)});`];
  return [
    '# The proxy speaks SOCKS: install LWP::Protocol::socks.',
    `$agent->proxy(['http', 'https'], (${written(proxy.address)}) =~ s/^socks5h?:/socks:/r);`,
  ];
}

function loginLines(call: Call): string[] {
  const credentials = credentialsOf(call);
  const bearer = bearerOf(call) ?? '';
  if (credentials) {
    return [`$agent->default_header(Authorization => 'Basic ' . encode_base64(${written(credentials)}, ''));`];
  }
  return bearer === '' ? [] : [`$agent->default_header(Authorization => ${written(bearer)});`];
}

function crumbLines(call: Call, url: string): string[] {
  const cookie = cookieOf(call);
  // A header of cookies takes the place of those of the session.
  const session = "map { (split /;/)[0] } $asked->header('Set-Cookie')";
  return [
    `my $asked = $agent->get(${text(url)});`,
    'my $issued = $asked->content;',
    ...(cookie === undefined ? [] : [`$agent->default_header(Cookie => join('; ', ${written(cookie)}, ${session}));`]),
    'my ($crumb) = $issued =~ /"crumb":"([^"]*)"/;',
    'my ($field) = $issued =~ /"crumbRequestField":"([^"]*)"/;',
    '$agent->default_header($field => $crumb) if defined $field;',
  ];
}

function bodyLines(call: Call): string[] {
  const { body } = call;
  if (!hasBody(call)) return [];
  if (!body) return ["$request->content('');", "$request->header('Content-Length' => 0);"];
  if (body.kind === 'text') return [`$request->content(${text(body.text)});`];
  if (body.kind === 'form') return ["$request->content(join '&',", ...body.fields.map(fieldLine), ');'];
  return [`open(my $file, '<:raw', ${text(body.path)}) or die $!;`, '$request->content(do { local $/; <$file> });'];
}

function fieldLine({ name, value }: Field): string {
  const encoded = expression(value, part => `uri_escape(${text(part)})`, encodedVariable, ' . ');
  return `  ${text(`${encodedText(name)}=`)} . ${encoded},`;
}
