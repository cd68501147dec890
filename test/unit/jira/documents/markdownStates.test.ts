// The parser's own tokens and states, which a new version of Markdown-it must still fit.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, it } from 'mocha';
import { MarkdownText } from '../../../../src/jira/documents/markdownParser.ts';
import { quickStates } from '../../../../src/jira/documents/markdownStates.ts';

const pieces = [
  ...[
    ' ',
    '\t',
    '\n',
    '\n\n',
    'a',
    'b c',
    '> ',
    '- ',
    '1. ',
    '*',
    '**',
    '_',
    '`',
    '```\n',
    '~~',
    '# ',
    '    ',
    '---\n',
  ],
  ...[
    '[x](y)',
    '[x]',
    '[x]: /u\n',
    '![x](y "z")',
    '| a |\n| - |\n',
    '| b | c |\n',
    '&amp;',
    '\\',
    '\\*',
    '<x@y.z>',
    '  \n',
  ],
  ...[
    'http://x.example/a',
    'https://x.example/_b_?c=d#e.',
    '//x.example',
    'mailto:x@y.example',
    'HTTP://X',
    ':',
    '\0',
    '\r\n',
  ],
];
const markdown = fc.array(fc.constantFrom(...pieces), { maxLength: 25 }).map(all => all.join(''));

/** Tokens as JSON, whatever the order of their properties. */
const plain = (tokens: unknown) =>
  JSON.stringify(tokens, (_, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a.localeCompare(b)))
      : value,
  );

describe('Markdown-it with tokens and states of our own', () => {
  it('reads any text as it does with its own', () => {
    const [own, quick] = [{ linkify: true }, { linkify: true }].map(options => new MarkdownIt(options));
    quick?.use(quickStates);
    fc.assert(
      fc.property(markdown, text => assert.equal(plain(quick?.parse(text, {})), plain(own?.parse(text, {})), text)),
      { numRuns: 2_000 },
    );
  });

  it('reads blocks and lines one by one as it does all at once', () => {
    const whole = new MarkdownIt({ linkify: true });
    whole.core.ruler.disable('text_join');
    whole.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
    fc.assert(
      fc.property(markdown, text => {
        const lines = text.replace(/\r\n?/g, '\n').replaceAll('\0', '\ufffd').split('\n');
        const tokens = whole.parse(text, {});
        const read = new MarkdownText(text);
        for (let block = read.next(); block; block = read.next()) {
          const own = block.tokens.filter(({ type }) => type !== 'reference_definition');
          const expected = tokens.splice(0, own.length);
          const [from = 0, to = 0] = expected[0]?.map ?? [];
          assert.equal(block.source, lines.slice(from, to).join('\n'), text);
          for (const [at, token] of own.entries()) {
            assert.equal(token.type, expected[at]?.type, text);
            const line = token.type === 'inline' ? read.inline(token.content) : [];
            assert.equal(plain(line), plain(expected[at]?.children ?? []), text);
          }
        }
        assert.deepEqual(tokens, []);
      }),
      { numRuns: 2_000 },
    );
  });
});
