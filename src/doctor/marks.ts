/** Party that stands before a server, as its answers show it. */
export const PartyKind = { signOn: 'signOn', firewall: 'firewall', portal: 'portal', proxy: 'proxy' } as const;
export type PartyKind = (typeof PartyKind)[keyof typeof PartyKind];

export interface Party {
  readonly kind: PartyKind;
  /** Name of the product; a proper noun. */
  readonly name: string;
}

/** Head of an answer. */
interface Head {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  /** Names of the cookies that it sets. */
  readonly cookies: readonly string[];
}

/** Marks in addresses that a login redirects to, in names of cookies, in headers and in titles of pages. */
interface Marks {
  readonly address?: RegExp;
  readonly cookie?: RegExp;
  /** Header's name, and its value. */
  readonly header?: readonly [name: string, value: RegExp];
  readonly title?: RegExp;
}

const any = /^/;

/** https://github.com/enablesecurity/wafw00f describes many of the marks of firewalls. */
const known: readonly (readonly [kind: PartyKind, name: string, marks: Marks])[] = [
  ['signOn', 'Microsoft Entra ID', { address: /\/\/login\.(?:microsoftonline|windows)\./, cookie: /^AppServiceAuth/ }],
  ['signOn', 'Microsoft AD FS', { address: /\/adfs\/(?:ls|oauth2)/ }],
  ['signOn', 'Okta', { address: /\/\/[^/]*\.okta(?:preview)?\.com\//, header: ['x-okta-request-id', any] }],
  ['signOn', 'Cloudflare Access', { address: /\.cloudflareaccess\.com\//, cookie: /^CF_(?:Authorization|AppSession)/ }],
  [
    'signOn',
    'Google Identity-Aware Proxy',
    { address: /\/\/accounts\.google\.com\//, header: ['x-goog-iap-generated-response', any] },
  ],
  ['signOn', 'Keycloak', { address: /\/realms\/[^/]+\/protocol\// }],
  ['signOn', 'OAuth2 Proxy', { address: /\/oauth2\/(?:start|sign_in)/, cookie: /^_oauth2_proxy/ }],
  ['signOn', 'Authelia', { cookie: /^authelia_session/, title: /\bAuthelia\b/ }],
  ['signOn', 'authentik', { address: /\/outpost\.goauthentik\.io\//, cookie: /^authentik_/ }],
  ['signOn', 'Shibboleth', { address: /\/(?:Shibboleth\.sso|idp\/profile)\// }],
  ['signOn', 'F5 BIG-IP APM', { address: /\/my\.policy$/, cookie: /^(?:MRHSession|LastMRH_Session)/ }],
  ['signOn', 'SiteMinder', { address: /\/siteminderagent\//, cookie: /^SMSESSION|^SMCHALLENGE/ }],
  ['signOn', 'Amazon Cognito', { address: /\.amazoncognito\.com\//, cookie: /^AWSELBAuthSessionCookie/ }],
  ['signOn', 'PingFederate', { address: /\/as\/authorization\.oauth2|\/idp\/SSO\.saml2/ }],
  ['signOn', 'Atlassian', { address: /\/\/id\.atlassian\.com\// }],
  ['signOn', 'Zscaler', { address: /\.zscaler\w*\.(?:com|net)\// }],
  [
    'firewall',
    'Cloudflare',
    { header: ['cf-mitigated', any], title: /Attention Required! \| Cloudflare|^Just a moment/ },
  ],
  ['firewall', 'AWS WAF', { header: ['x-amzn-waf-action', any] }],
  ['firewall', 'Imperva', { header: ['x-iinfo', any], cookie: /^incap_ses/ }],
  ['firewall', 'F5 BIG-IP', { title: /^Request Rejected$/, cookie: /^TS01[\da-f]{6}/ }],
  ['firewall', 'Akamai', { header: ['server', /^AkamaiGHost/] }],
  ['firewall', 'ModSecurity', { header: ['server', /mod_security/i], title: /^(?:406 )?Not Acceptable/ }],
  [
    'portal',
    '',
    {
      title: /\b(?:captive|hotspot|guest wi-?fi|network login|internet access)\b/i,
      address: /\/\/[^/]*(?:captive|hotspot|portal\.wifi)/i,
    },
  ],
  ['proxy', 'Squid', { header: ['x-squid-error', any] }],
  ['proxy', 'Squid', { header: ['server', /^squid/i] }],
];

/** Recognizes the party that answered, or that a redirect leads to. */
export function partyOf(answer: Head | undefined, address: string, title: string): Party | undefined {
  // https://www.rfc-editor.org/rfc/rfc6585#section-6
  if (answer?.status === 511) return { kind: PartyKind.portal, name: '' };
  const found = known.find(([, , marks]) => isMarked(marks, answer, address, title));
  return found && { kind: found[0], name: found[1] };
}

function isMarked(marks: Marks, answer: Head | undefined, address: string, title: string): boolean {
  if (marks.address?.test(address) || (title !== '' && marks.title?.test(title))) return true;
  if (marks.cookie && answer?.cookies.some(name => marks.cookie?.test(name))) return true;
  const value = marks.header && answer?.header(marks.header[0]);
  return value !== undefined && (marks.header?.[1].test(value) ?? false);
}
