import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { AdfNode } from '../../../../src/jira/documents/adf.ts';
import { adfToText } from '../../../../src/jira/documents/adfText.ts';
import { adfToHtml, safeHref } from '../../../../src/jira/documents/adfToHtml.ts';
import { doc, p } from './nodes.ts';

describe('a page of a document', () => {
  it('holds no script, no remote picture and no address that acts', () => {
    const node = (type: string, attrs: Record<string, unknown>, content?: AdfNode[]): AdfNode => ({
      type,
      attrs,
      ...(content ? { content } : {}),
    });
    const html = adfToHtml({
      version: 1,
      type: 'doc',
      content: [
        {
          type: 'paragraph',
          content: [
            {
              type: 'text',
              text: '<img src=x onerror=alert(1)>',
              marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }],
            },
          ],
        },
        node('inlineCard', { url: 'javascript:alert(2)' }),
        node('inlineCard', { url: 'command:jenkinsJira.startBuild' }),
        node('blockCard', { url: 'https://example.com/"><script>alert(3)</script>' }),
        node('embedCard', { url: '<script>alert(4)</script>' }),
        node('panel', { panelType: '"><script>' }, [{ type: 'paragraph' }]),
        node('media', { type: 'external', url: 'data:text/html,x', alt: '"x' }),
        node('unknown<script>', {}),
        node('codeBlock', { language: '" onclick="x' }, [{ type: 'text', text: '</code>' }]),
      ],
    });
    assert.doesNotMatch(html, /<script|<img|href="(?:javascript|data|command)/);
    assert.doesNotMatch(html, /"\s*onclick="/);
  });
});

describe('the address of a link', () => {
  it('leads to the web or to mail, and nowhere else', () => {
    for (const href of [
      'https://example.com/a?b#c',
      'http://example.com',
      'mailto:fred@example.com',
      'HTTPS://x.example',
    ])
      assert.equal(safeHref(href), href);
    const acting = ['command:x', 'COMMAND:x', 'javascript:x', 'vscode:x', 'vscode-insiders:x', 'file:///etc/passwd'];
    for (const href of [...acting, 'data:text/html,x', 'ftp://x', '//x.example', '/x', 'x', '', ' command:x'])
      assert.equal(safeHref(href), undefined, href);
  });
});

describe('a page that names somebody', () => {
  it('says who, or that somebody is meant', () => {
    const mention = (attrs: Record<string, unknown>) => doc(p({ type: 'mention', attrs }));
    assert.equal(adfToHtml(mention({ id: '7:a', text: '@Fred' })), '<p><span class="mention">@Fred</span></p>');
    assert.equal(adfToHtml(mention({ id: '7:a' })), '<p><span class="mention">@7:a</span></p>');
    assert.equal(adfToHtml(mention({})), '<p><span class="mention">@somebody</span></p>');
    assert.equal(adfToText(mention({ id: '7:a' })), '@7:a');
  });
});
