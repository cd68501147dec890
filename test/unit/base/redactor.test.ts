import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { escapeHtml } from '../../../src/base/escapeHtml.ts';
import { Redactor } from '../../../src/base/redactor.ts';
import { assertLinear } from '../growth.ts';

describe('the redactor', () => {
  it('knows encoded characters of each length by their places', () => {
    const redactor = new Redactor();
    redactor.keepOut('pass-word');
    for (const around of ['e', 'ž', '€', '😀', '\u07ff', '\u0800', '\u{10000}']) {
      const encoded = encodeURIComponent(around);
      assert.equal(redactor.redact(`${encoded}pass%2Dword${encoded}`), `${encoded}•••${encoded}`, around);
    }
  });

  it('takes a secret out in every form that it travels in', () => {
    const secret = 'p@ss wörd/"1"';
    const redactor = new Redactor();
    redactor.keepOut(secret, 'me');
    const forms = [
      secret,
      encodeURIComponent(secret),
      new URLSearchParams({ secret }).toString(),
      JSON.stringify({ secret }),
      `Basic ${Buffer.from(`me:${secret}`).toString('base64')}`,
      Buffer.from(secret).toString('base64url'),
      Buffer.from(secret).toString('hex'),
    ];
    for (const form of forms) {
      const redacted = redactor.redact(`before ${form} after`);
      assert.match(redacted, /before .*•••.* after/, form);
      assert.doesNotMatch(redacted, /p@ss|p%40ss|cEBzcyB3|7040737320/i, redacted);
    }
  });

  it('leaves the rest as it is, and takes the longest first', () => {
    const redactor = new Redactor();
    redactor.keepOut('abcd');
    redactor.keepOut('abcdef');
    redactor.keepOut('x');
    assert.equal(redactor.redact('x abcdef abcd ab'), 'x ••• ••• ab');
  });

  const secrets = [
    `p@ss "w'ö rd"/\\<1>&$x%y+z!(~*)`,
    'correct horse battery staple',
    'a "quoted" pass\\phrase of 100% & more',
    'ünïcödé 😀 key\twith\nline ends',
  ];
  /** As `java.net.URLEncoder` writes. */
  const javaUrl = (text: string) =>
    encodeURIComponent(text)
      .replace(/[!'()~]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
      .replaceAll('%20', '+');
  const numbers = (text: string, write: (code: number) => string) =>
    [...text].map(char => (/\w/.test(char) ? char : write(char.codePointAt(0) ?? 0))).join('');
  const units = (text: string, write: (code: number) => string) =>
    text
      .split('')
      .map(char => (/[ -~]/.test(char) && !/[<>&'"\\]/.test(char) ? char : write(char.charCodeAt(0))))
      .join('');
  const echoes: Readonly<Record<string, (text: string) => string>> = {
    HTML: escapeHtml,
    'HTML by decimal numbers': text => numbers(text, code => `&#${code};`),
    'HTML by hexadecimal numbers': text => numbers(text, code => `&#x${code.toString(16)};`),
    'HTML of Java': text =>
      text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&#34;').replaceAll("'", '&#39;'),
    addresses: encodeURIComponent,
    'addresses in small letters': text => encodeURIComponent(text).replace(/%../g, hex => hex.toLowerCase()),
    'URLEncoder of Java': javaUrl,
    JSON: text => JSON.stringify(text).slice(1, -1),
    'JSON with slashes': text => JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/'),
    'JSON of Java': text => units(text, code => `\\u${code.toString(16).padStart(4, '0')}`),
    'quotation of a shell': text => `'${text.replaceAll("'", `'\\''`)}'`,
    'other quotation of a shell': text => `'${text.replaceAll("'", `'"'"'`)}'`,
    'backslashes of a shell': text => text.replace(/[^\w\n]/gu, '\\$&'),
    'doubled quotes': text => text.replaceAll("'", "''"),
    'doubled double quotes': text => text.replaceAll('"', '""'),
    'doubled percents': text => text.replaceAll('%', '%%'),
    'doubled dollars': text => text.replaceAll('$', '$$$$'),
  };

  for (const [name, echo] of Object.entries(echoes)) {
    it(`knows a secret in ${name}, and once more encoded`, () => {
      for (const secret of secrets) {
        const redactor = new Redactor();
        redactor.keepOut(secret);
        assert.match(redactor.redact(`before ${echo(secret)} after`), /^before '?•••'? after$/);
        for (const again of [
          escapeHtml,
          encodeURIComponent,
          javaUrl,
          (text: string) => JSON.stringify(text).slice(1, -1),
        ]) {
          assert.equal(
            redactor.redact(`"${again(echo(secret))}"`).replace(/'|&#39;|%27/g, ''),
            '"•••"',
            again(echo(secret)),
          );
        }
      }
    });
  }

  it('leaves other texts as they are, whatever is encoded in them', () => {
    const redactor = new Redactor();
    redactor.keepOut('hunter22');
    for (const text of [
      '100%',
      '%',
      '%zz %C3',
      '&amp;&#x;&#99999999;',
      '\\',
      '\\u12',
      "it''s",
      '\ud800',
      '++',
      'a\\nb',
    ]) {
      assert.equal(redactor.redact(text), text);
      assert.equal(redactor.redact(`${text}hunter22${text}`).split('•••').length, 2, text);
    }
  });

  const filled = [javaUrl, escapeHtml, (text: string) => encodeURIComponent(JSON.stringify(text).slice(1, -1))].flatMap(
    echo => ['a', '+', `'`, '\\', '%25'].map(filler => ({ echo, filler })),
  );
  filled.forEach(({ echo, filler }, at) => {
    it(`knows a secret wherever a window of its search ends, also behind signs of another parity: ${at}`, () => {
      const [secret = ''] = secrets;
      const redactor = new Redactor();
      redactor.keepOut(secret);
      const text = echo(secret);
      for (let size = 16_384 - 3 * text.length; size < 16_384 + 8; size += 7) {
        const before = `${filler.repeat(size / filler.length)} `;
        const redacted = redactor.redact(`${before}${text} after`);
        assert.equal(redacted.slice(before.length - 1).trim(), '••• after', `${filler} ${size}`);
      }
    });
  });

  it('takes time that is linear in the text', () => {
    const redactor = new Redactor();
    for (const secret of [...secrets, 'aaaaaaaa']) redactor.keepOut(secret, 'me');
    for (const text of ['a', '%', '%25', '&amp;', '&', '\\', "'", '"\'', '+', '\\u005c', 'words ']) {
      assertLinear(
        text,
        size => text.repeat(size / text.length),
        each => redactor.redact(each),
        1 << 12,
      );
    }
  });
});
