// Reported for jgm/pandoc #8775, shaunburdick/slack-jirabot #16, adam-p/markdown-here #395,
// matthewwithanm/python-markdownify #22, sooperset/mcp-atlassian #1548 and #1695, netresearch/jira-skill #114; seen in
// the texts of tidev/jira-archive and the tests of tarleb/jira-wiki-markup.
import assert from 'node:assert/strict';
import { adfToHtml, markdownToWiki, toEditable, wikiToAdf } from '../../../src/jira/documents/index.ts';
import { describeCases } from '../case.ts';
import { editableText, editText, editWiki, typesIn } from '../support/documents.ts';

const blocksOf = (wiki: string) => wikiToAdf(wiki).content.map(({ type }) => type);

describeCases('wiki-blocks-in-list-items', one => {
  for (const [type, line, wiki] of [
    ['heading', 'h3. Expected', 'Steps:\n* open the page today\nh3. Expected\nit shows'],
    ['blockquote', 'bq. as they said', '* open the page today\nbq. as they said'],
    ['rule', '----', '* open the page today\n----\nnext part'],
  ] as const) {
    one(`a ${type} right below a list item is read as such`, () =>
      assert.ok(typesIn(wiki).has(type), blocksOf(wiki).join()),
    );
    one(`a ${type} right below a list item keeps its line when the item is edited`, () => {
      const got = editWiki(wiki, 'today', 'now');
      assert.ok(got.split('\n').includes(line) || !got.includes('now'), got);
    });
  }
});

describeCases('wiki-heading-without-blank', one => {
  one('"h2.Words" is a heading', () => {
    assert.deepEqual(blocksOf('h2.Acceptance criteria\n- it works'), ['heading', 'bulletList']);
  });
  one('"bq.Words" is a quotation', () => assert.deepEqual(blocksOf('bq.as they said'), ['blockquote']));
  for (const line of ['h2.console.enabled=true must be set', 'bq.dataset is the table']) {
    one(`the typed text "${line}" does not become a block`, () =>
      assert.doesNotMatch(markdownToWiki(line), /^(h[1-6]|bq)\./),
    );
  }
  // Jira does not take a backslash away from before a dot.
  one('no backslash is shown before the dot of a typed "h1."', () =>
    assert.ok(!markdownToWiki('h1. is the tag for titles').includes('\\.')),
  );
});

describeCases('wiki-list-start', one => {
  for (const [markdown, number] of [
    ['3. I disagree with this one', '3'],
    ['2019. What a year', '2019'],
    ['4) and the fourth', '4'],
  ] as const) {
    one(`"${markdown}" keeps its number`, () => assert.ok(markdownToWiki(markdown).includes(number)));
  }
  one('a list from 1 is a list', () => assert.match(markdownToWiki('1. a\n2. b'), /^# a/));
});

describeCases('wiki-upper-case-macros', one => {
  for (const name of ['CODE', 'Code', 'NOFORMAT']) {
    const wiki = `Log today:\n{${name}}\nint[] a = {1};\n    b--;\n{${name}}`;
    one(`{${name}} is code`, () => assert.ok(blocksOf(wiki).includes('codeBlock'), blocksOf(wiki).join()));
    one(`{${name}} stays as it was when a word beside it is edited`, () =>
      assert.equal(editWiki(wiki, 'today', 'now'), wiki.replace('today', 'now')),
    );
  }
});

describeCases('wiki-code-title', one => {
  for (const [title, word, wiki] of [
    ['app.js', 'run();', '{code:title=app.js|borderStyle=solid}\nrun();\n{code}'],
    ['Bar.java', 'int a;', '{code:java|title=Bar.java}\nint a;\n{code}'],
    ['server.log', 'booted', '{noformat:title=server.log}\nbooted\n{noformat}'],
  ] as const) {
    one(`the title ${title} is shown`, () => assert.ok(adfToHtml(wikiToAdf(wiki)).includes(title)));
    one(`the title ${title} is kept when the code is edited`, () =>
      assert.ok(editWiki(wiki, word, 'changed').includes(`title=${title}`)),
    );
  }
});

describeCases('wiki-raw-macros', one => {
  const macros: Readonly<Record<string, string>> = {
    html: '{html}<p>Some <b>text</b> today, <a href="https://x.example/a">here</a> [1] *not bold*</p>{html}',
    plantuml: 'The flow today:\n{plantuml}\n@startuml\nA --> B : f(x)\nB -> C[1] : {note}\n@enduml\n{plantuml}\nend',
    csv: 'today\n{csv}\na,b\n*1*,[2]\n{csv}',
    latex: 'today {mathinline:x=y}\n{latex}\n\\frac{a}{b}_{i}^{2}\n{latex}',
  };
  for (const [name, wiki] of Object.entries(macros)) {
    one(`a body of {${name}} is not escaped by an edit`, () => {
      const { markdown, origin } = toEditable(wiki);
      const isEditable = editableText(markdown).includes('today');
      const got = markdownToWiki(editText(markdown, /today/, 'now'), origin);
      assert.equal(got, isEditable ? wiki.replace('today', 'now') : wiki);
    });
  }
});

describeCases('wiki-monospaced-macro-name', one => {
  for (const [name, word, by, wiki, wrongType] of [
    ['a panel', 'tonight', 'tomorrow', 'Raise it from {{info}} to {{warning}} tonight, then to {{info}}.', 'panel'],
    ['code', 'called', 'named', 'The key is called {{code}} here:\n\n{code:java}\nint a = 1;\n{code}', undefined],
    ['a quotation', 'columns', 'tables', 'Both {{quote}} and {{quote}} are columns.', 'blockquote'],
  ] as const) {
    one(`the name of ${name} in monospaced text is no macro`, () => {
      const types = typesIn(wiki);
      assert.ok(types.has('code'), [...types].join());
      assert.ok(!wrongType || !types.has(wrongType), [...types].join());
      const [first] = wikiToAdf(wiki).content;
      assert.equal(first?.type, 'paragraph');
      assert.ok(
        !wiki.includes('here') || JSON.stringify(first).includes('here'),
        'the paragraph goes on behind the name',
      );
    });
    one(`a word beside the name of ${name} is edited alone`, () =>
      assert.equal(editWiki(wiki, word, by), wiki.replace(word, by)),
    );
  }

  one('the wiki markup that is written for Markdown is read as the same', () => {
    const { content } = wikiToAdf(markdownToWiki('use `code` here\n\n```java\nls();\n```'));
    const text = JSON.stringify(content);
    assert.ok(text.includes('"text":"code","marks":[{"type":"code"}]') && text.includes('"text":"ls();"'), text);
  });
});
