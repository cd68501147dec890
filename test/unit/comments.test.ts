import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'mocha';

const src = resolve(import.meta.dirname, '../../src');

/** Subjects and verbs that name nothing: the field has a noun or a verb for each. */
const vague = /^(?:What|Who|Whom|Whose|Whoever|Whatever|Whichever|One|All that|Nobody|Somebody|Anybody|Lets)\b/;

/** Files whose code is being rewritten, comments included. */
const pending = ['workbench/connections/words/explain.ts'];

/** Comments in a source text, each as one line: blocks, runs of line comments, and those at the end of a line of code. */
function commentsIn(source: string): string[] {
  const blocks = [...source.matchAll(/^[ \t]*\/\*\*?([\s\S]*?)\*\//gm)].map(([, text = '']) =>
    text.replace(/^[ \t]*\*/gm, ' '),
  );
  const runs = [...source.matchAll(/(?:^[ \t]*\/\/.*\n)+/gm)].map(([text]) => text.replace(/^[ \t]*\/\//gm, ' '));
  const trailing = [...source.matchAll(/[;,{}()[\]] \/\/ (.*)$/gm)].map(([, text = '']) => text);
  return [...blocks, ...runs, ...trailing].map(text => text.replace(/\s+/g, ' ').trim());
}

/** Sentences of a comment, those of its tags without the tag and the parameter's name. */
function sentencesIn(comment: string): string[] {
  return comment.split(/(?<=[.:;?!]) (?!@)|\s?@(?:param \S+|\w+) /).filter(sentence => sentence !== '');
}

function vagueIn(source: string): string[] {
  return commentsIn(source)
    .flatMap(sentencesIn)
    .filter(sentence => vague.test(sentence));
}

describe('comments', () => {
  it('name their subject', () => {
    const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'));
    const found = files
      .filter(file => !pending.includes(file))
      .flatMap(file => vagueIn(readFileSync(join(src, file), 'utf8')).map(sentence => `${file}: ${sentence}`));
    assert.deepEqual(found.sort(), []);
  });

  it('are found wherever they stand', () => {
    const source = [
      '/** What is sent. */',
      'const a = 1; // Whoever reads it',
      '  // Cache lifetime. One',
      '  // more line.',
      '/**',
      ' * Discards the body.',
      ' * @returns Nobody',
      ' */',
    ].join('\n');
    assert.deepEqual(vagueIn(source), ['What is sent.', 'Nobody', 'One more line.', 'Whoever reads it']);
  });
});
