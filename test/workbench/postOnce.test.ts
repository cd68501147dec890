import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { Claims } from '../../src/base/claims.ts';
import { postOnce } from '../../src/workbench/jira/comments/postOnce.ts';

describe('a draft in two windows', () => {
  let folder: string;
  let windows: readonly [Claims, Claims];
  let posts: string[];
  const draft = (text: string) => ({ uri: vscode.Uri.parse('jira-comment:/demo/PAY-431/x.md'), getText: () => text });
  const post = (claims: Claims, text: string, ms = 20) =>
    postOnce(claims, draft(text), async () => {
      await new Promise(done => setTimeout(done, ms));
      posts.push(text);
      return text;
    });

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'posts-'));
  });
  beforeEach(() => {
    posts = [];
    windows = [new Claims(join(folder, 'claims')), new Claims(join(folder, 'claims'))];
  });
  after(() => rm(folder, { recursive: true }));

  it('is posted once when both post it at once', async () => {
    const [a, b] = windows;
    const both = await Promise.all([post(a, 'one'), post(b, 'one')]);
    assert.deepEqual(posts, ['one']);
    assert.equal(both.filter(Boolean).length, 1);
  });

  it('is posted by another window once the one that posted it is closed', async () => {
    const [a, b] = windows;
    const posting = post(a, 'two', 400);
    await new Promise(done => setTimeout(done, 30));
    assert.equal(await post(b, 'two'), undefined);
    await a.dispose();
    assert.equal(await post(b, 'two'), 'two');
    await posting;
  });

  it('stays free where posting failed', async () => {
    const [a, b] = windows;
    await assert.rejects(
      postOnce(a, draft('three'), () => Promise.reject(new Error('refused'))),
      /refused/,
    );
    assert.equal(await post(b, 'three'), 'three');
  });
});
