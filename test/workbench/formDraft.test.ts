import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { Drafts } from '../../src/workbench/shell/drafts/drafts.ts';
import { FormDraft } from '../../src/workbench/shell/drafts/formDraft.ts';
import { backgroundInto } from './background.ts';

const hourMs = 3_600_000;

describe('answers of a form that was left', () => {
  const reported: unknown[] = [];
  const background = backgroundInto(reported);
  let folder: string;
  let drafts: Drafts;
  const open = (form = 'start deploy', connection = 'demo') => FormDraft.open({ drafts, background }, connection, form);
  const files = async () =>
    (await readdir(join(folder, 'drafts'), { recursive: true })).filter(name => name.endsWith('.txt'));

  let left = 0;
  /** Leaves a form with answers, as a canceled one is left. */
  async function leave(): Promise<string> {
    const form = await open();
    const version = `9.9.${left++}`;
    form.keep({ version: 'half' });
    form.keep({ version });
    while ((await open()).kept?.answers['version'] !== version) await new Promise(done => setTimeout(done, 5));
    return version;
  }

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'forms-'));
  });
  beforeEach(() => {
    drafts = new Drafts(vscode.Uri.file(folder), background);
  });
  afterEach(() => drafts.dispose());
  after(async () => {
    await rm(folder, { recursive: true });
    assert.deepEqual(reported, []);
  });

  it('are there when the same form is opened again, the last ones, and said to be so', async () => {
    const version = await leave();
    drafts.dispose();
    drafts = new Drafts(vscode.Uri.file(folder), background);
    const form = await open();
    assert.deepEqual(form.kept?.answers, { version });
    assert.match(form.words ?? '', /^these answers are from .* and were not sent$/);
    assert.match(form.startOverLine()?.description ?? '', /were not sent/);
  });

  it('are no other form’s, nor another connection’s', async () => {
    await leave();
    for (const other of [await open('start hello'), await open('start deploy', 'other')]) {
      assert.equal(other.kept, undefined);
      assert.equal(other.words, undefined);
      assert.equal(other.startOverLine(), undefined);
    }
  });

  it('are offered no more once they were taken over, but are kept', async () => {
    const version = await leave();
    const form = await open();
    form.takeOver();
    assert.equal(form.startOverLine(), undefined);
    assert.deepEqual((await open()).kept?.answers, { version });
  });

  it('end when they were sent, or started over', async () => {
    for (const end of [(form: FormDraft) => form.drop(), (form: FormDraft) => form.startOverButton().run()]) {
      await leave();
      const form = await open();
      form.keep({ version: 'typed before the end' });
      await end(form);
      assert.equal(form.words, undefined);
      assert.equal((await open()).kept, undefined);
      assert.deepEqual(await files(), []);
    }
  });

  it('are offered for a day', async () => {
    const age = async (hours: number) => {
      const [file = ''] = await files();
      const time = new Date(Date.now() - hours * hourMs);
      await utimes(join(folder, 'drafts', file), time, time);
    };
    const version = await leave();
    await age(23);
    assert.deepEqual((await open()).kept?.answers, { version });
    await age(25);
    assert.equal((await open()).kept, undefined);
    assert.deepEqual(await files(), []);
  });
});
