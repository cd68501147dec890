import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { otherRoot, xmlProblem } from '../../../../src/jenkins/jobs/xmlProblem.ts';
import { assertLinear } from '../../growth.ts';

describe('the XML of a configuration', () => {
  const wrong: readonly (readonly [what: string, xml: string, line: number])[] = [
    ['nothing', '', 1],
    ['words', 'a job', 1],
    ['an element left open', '<project>\n  <a>\n</project>', 3],
    ['two roots', '<a/>\n<b/>', 2],
    ['a blank before the declaration', " <?xml version='1.0'?><a/>", 1],
    ['a control character', "<?xml version='1.1'?>\n<a>\u0001</a>", 2],
    ['a reference to a control character in XML 1.0', "<?xml version='1.0'?>\n\n<a>&#x1b;</a>", 3],
    ['an ampersand', '<a>\nx && y</a>', 2],
    ['an ampersand, lines before the end', '<a>\n<b>x && y</b>\r\n<c/>\n</a>', 2],
    ['an ampersand, lines before a semicolon', '<a>\n<b>x & y</b>\n<c>x; y</c>\n</a>', 2],
    ['an ampersand in an attribute', '<a>\n<b c="x&y"/>\n\n</a>', 2],
    [
      'an ampersand behind a comment, a CDATA section and references',
      '<a><!-- & --><![CDATA[\n&\n]]>&lt;&#38;\n&</a>',
      4,
    ],
    ['a break before an ampersand', '<a>\n<b>\n</a>\n& x', 3],
    ['a comment that does not end, with an ampersand', '<a>\n<!-- & \n</a>', 3],
    ['an unknown entity', '<a>&nbsp;</a>', 1],
    ['an attribute twice', '<a b="1"\n b="2"/>', 2],
  ];
  for (const [what, xml, line] of wrong) {
    it(`is found to be wrong at its line: ${what}`, () => {
      const problem = xmlProblem(xml);
      assert.equal(problem?.line, line, JSON.stringify(problem));
      assert.match(problem?.message ?? '', /\w/);
    });
  }

  it('is told in the parser’s words, without the place that is told beside them', () => {
    assert.deepEqual(xmlProblem('<a>&nbsp;</a>'), { line: 1, column: 9, message: 'undefined entity.' });
  });

  it('is told behind an ampersand that begins no reference', () => {
    assert.deepEqual(xmlProblem('<a>\n<b>x && y</b>\n</a>'), {
      ...{ line: 2, column: 6, message: 'an ampersand is written as &amp;.' },
    });
  });

  it('is found in linear time, whatever does not end', () => {
    for (const piece of ['<![CDATA[', '<?', '&', '&a', '&lt;']) {
      assertLinear(piece, size => `<a>${piece.repeat(size)}`, xmlProblem, 1 << 12);
    }
  });

  it('is right in XML 1.0 and 1.1, with all that Jenkins writes', () => {
    for (const xml of [
      "<?xml version='1.1' encoding='UTF-8'?>\r\n<project><a plugin=\"x@1\"/>&#x1b;&#xd;</project>",
      '<x:a y:b=""/>',
      '<!-- a --><a xmlns:x="y"><x:b><![CDATA[<&]]></x:b></a>\n',
      '\uFEFF<a>ž 𝒳 &lt;&amp;&quot;</a>',
    ]) {
      assert.equal(xmlProblem(xml), undefined, xml);
    }
  });

  it('has another root where another kind of job is written, by any name of it', () => {
    const before = "<?xml version='1.1'?>\n<project><a/></project>";
    assert.deepEqual(otherRoot(before, "<?xml version='1.1'?>\n<!-- a -->\n<flow-definition\n/>"), {
      name: 'flow-definition',
      line: 3,
    });
    for (const same of ['<project/>', '<hudson.model.FreeStyleProject/>', '<flow-definition>', '']) {
      assert.equal(otherRoot(before, same), undefined, same);
    }
    assert.equal(otherRoot('', '<a/>'), undefined);
  });
});
