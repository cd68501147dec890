import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { scriptsInPage } from '../../../../src/jenkins/pipelines/replayPage.ts';
import { loadRecordings } from '../../../servers/conformance/recordings.ts';
import { assertLinear } from '../../growth.ts';

const area = (name: string, content: string) =>
  `<textarea rows="5" name="_.${name}" class='a > b'>${content}</textarea>`;

describe('the scripts in Jenkins’ page for a replay', () => {
  const texts = (html: string) => scriptsInPage(html).map(({ name, text }) => [name, text]);

  it('are read as a browser reads them', () => {
    const html = `<p>5 < 6</p>${area('mainScript', "\nif (a &lt; b &amp;&amp; c &gt; d) {\r\n  x &quot;y&quot; 'z'\r}")}`;
    assert.deepEqual(texts(html), [['mainScript', 'if (a < b && c > d) {\n  x "y" \'z\'\n}']]);
  });

  it('keep their own entities, and characters of all kinds', () => {
    const content = '&amp;lt; &amp;amp;amp; &#39;&#x1F600;&#X17e; žluť &nbsp;&unknown; &#0;&#xD800;&#x110000; &';
    assert.deepEqual(texts(area('mainScript', content)), [
      ['mainScript', "&lt; &amp;amp; '😀ž žluť \u00a0&unknown; \ufffd\ufffd\ufffd &"],
    ]);
  });

  it('end at their own tag, and not in a text that looks like one', () => {
    const content = '// &lt;/textarea&gt;&lt;textarea name="_.Script9"&gt;\n/* </textareas> */';
    const both = `${area('mainScript', content)}</TEXTAREA><TEXTAREA NAME=_.Script1>b</TEXTAREA >`;
    assert.deepEqual(texts(both), [
      ['mainScript', '// </textarea><textarea name="_.Script9">\n/* </textareas> */'],
      ['Script1', 'b'],
    ]);
  });

  it('are those of the form alone, each once', () => {
    const html = `<textarea>none</textarea><textarea name="_.">diff</textarea><textarea name="description">d</textarea>`;
    const twice = `${area('mainScript', 'a')}${area('mainScript', 'b')}${area('org_foo_Bar', '')}`;
    assert.deepEqual(texts(`${html}${twice}`), [
      ['mainScript', 'a'],
      ['org_foo_Bar', ''],
    ]);
  });

  it('are read up to the end of a page that breaks off', () => {
    assert.deepEqual(texts('<textarea name="_.mainScript">node {'), [['mainScript', 'node {']]);
    assert.deepEqual(texts('<textarea name="_.mainScript'), []);
    assert.deepEqual(texts('<textarea name="_.mainScript" <x'), []);
  });

  it('cost no more than the page is long', () => {
    const pieces = ['<textarea ', '<textarea a="', "<textarea a='x", '<textarea name="_.a">', '<textarea a = ', '&#x'];
    for (const piece of pieces) assertLinear(piece, size => piece.repeat(size), scriptsInPage, 20_000);
    const names = (size: number) => Array.from({ length: size }, (_, at) => area(`S${at}`, 'x')).join('');
    assert.equal(scriptsInPage(names(5000)).length, 1000);
  });

  const recordings = loadRecordings();
  for (const [number, main] of [
    [891, "h.hi('first')"],
    [899, "h.hi('second')"],
  ] as const) {
    const page = recordings?.get(number)?.response.body;
    if (page === undefined) continue;
    it(`are found in recording ${number}`, () => {
      const [script, loaded] = scriptsInPage(page);
      assert.ok(script?.name === 'mainScript' && script.text.startsWith('node {\n') && script.text.includes(main));
      assert.match(loaded?.text ?? '', /^def hi\(n\) \{ echo "\w+ \$\{n\}" \}\nreturn this\n$/);
    });
  }
});
