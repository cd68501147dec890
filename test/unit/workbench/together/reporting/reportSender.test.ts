import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { CanceledError, ForbiddenError } from '../../../../../src/http/index.ts';
import { JiraFlavor } from '../../../../../src/jira/index.ts';
import {
  type Sending,
  SendingFailure,
  sendingFailureOf,
  UnsettledReportError,
} from '../../../../../src/reporting/index.ts';
import type { ReportDetails } from '../../../../../src/workbench/together/reporting/reportDetails.ts';
import type { ReportSender } from '../../../../../src/workbench/together/reporting/reportSender.ts';
import type { Editor } from '../../../../cases/editor/editor.ts';
import { extensionEditor } from '../../../../cases/editor/extension.ts';
import { demoJira } from '../../../fixtures/demoJira.ts';

const key = 'PAY-436';
const issue = { site: 'jira', key };
const asked = (value: unknown, words: string) => ({ value, words, draft: { text: words } });
const details: ReportDetails = {
  ...{ address: 'https://ci.example.com/job/main/51/', startedAt: Date.now() - 60_000, result: 'failed after 1s' },
  issues: [issue],
  link: true,
  quiet: false,
  passed: true,
  fields: [{ ...issue, id: 'priority', name: 'Priority', asked: asked({ id: '1' }, 'Highest') }],
  wanted: [],
  steps: [{ ...issue, id: '41', to: 'Done', answers: new Map([['resolution', asked({ id: '10001' }, "Won't Do")]]) }],
};
const build = { jenkins: 'ci', job: 'main', number: 51 };
const sending = { mayAdd: async () => true, beforeSend: async () => undefined };
const text = `[main #51](${details.address}) failed`;

for (const flavor of Object.values(JiraFlavor)) {
  describe(`a report of several parts, ${flavor}`, () => {
    const demo = demoJira({ flavor });
    let send: (changed?: Partial<ReportDetails>, words?: string, signal?: AbortSignal) => Promise<string | undefined>;
    let sendAs: (more: Partial<ReportDetails>, control: Partial<Sending>) => Promise<string>;
    let sendByItself: (words: string) => Promise<string>;
    const changed: string[] = [];
    let editor: Editor;

    before(async () => {
      editor = await extensionEditor();
      const module = await import('../../../../../src/workbench/together/reporting/reportSender.ts');
      const connection = { id: 'jira', product: 'jira', name: 'Jira', flavor };
      const sender: ReportSender = new module.ReportSender({
        store: { findJira: () => connection },
        sessions: { jira: () => demo.session },
        changes: { notify: ({ key }: { key: string }) => changed.push(key) },
      } as never);
      send = (more, words = text, signal) =>
        sender.send({ build, issue, text: words, details: { ...details, ...more } }, { ...sending, signal });
      sendAs = (more, control) =>
        sender.send({ build, issue, text, details: { ...details, ...more } }, { ...sending, ...control });
      sendByItself = words => {
        const only = { ...details, link: false, fields: [], steps: [] };
        return sender.send({ build, issue, text: words, details: only, isByItself: true }, sending);
      };
    });

    const written = () => {
      const { remoteLinks = [], priorityId, statusId, resolutionId } = demo.jira.state.issue(key) ?? {};
      return {
        comments: demo.jira.state.commentsOf(key).length,
        links: remoteLinks.length,
        priorityId,
        statusId,
        resolutionId,
      };
    };
    const all = { links: 1, priorityId: '1', statusId: '10002', resolutionId: '10001' };

    it('writes each once, and says what was there already', async () => {
      const before = written();
      const words = await send();
      assert.equal(words, "PAY-436 (with a link to the build, Priority: Highest, Status: Done (Won't Do))");
      assert.deepEqual(written(), { ...all, comments: before.comments + 1 });
      assert.match((await send()) ?? '', /comment was there already.*link.*already.*Highest already.*Done already/);
      assert.deepEqual(written(), { ...all, comments: before.comments + 1 });
      assert.deepEqual(new Set(changed), new Set([key]));
    });

    it('stops at a part that is refused, and writes the rest when it is sent again', async () => {
      const before = written();
      demo.jira.answerOnce({ method: 'POST', path: /\/remotelink$/ }, (_, res) =>
        res.writeHead(403, { 'content-type': 'application/json' }).end(JSON.stringify({ errorMessages: ['No.'] })),
      );
      await assert.rejects(send(), (error: Error) => {
        assert.match(
          error.message,
          /Could not link PAY-436 to main #51; the report is kept, and its comment was posted/,
        );
        return error.cause instanceof ForbiddenError;
      });
      assert.deepEqual(written(), { ...before, comments: before.comments + 1 });
      assert.match((await send()) ?? '', /^PAY-436 \(the comment was there already, with a link/);
      assert.deepEqual(written(), { ...all, comments: before.comments + 1 });
    });

    it('writes nothing where a field cannot have its value any more, and says which it can have', async () => {
      const before = written();
      const gone = { ...issue, id: 'priority', name: 'Priority', asked: asked({ id: '99' }, 'Urgent') };
      await assert.rejects(send({ fields: [gone] }), {
        message:
          'Priority of PAY-436 cannot be Urgent. Allowed values: Highest, High, Medium, Low, Lowest. ' +
          'Nothing was written on PAY-436; the report is kept.',
      });
      const hidden = { ...gone, id: 'customfield_1', name: 'Rank' };
      await assert.rejects(send({ fields: [hidden] }), /PAY-436 has no field Rank that you can change/);
      assert.deepEqual(written(), before);
    });

    it('tells a field of the user’s setting that an issue lacks, and sends the rest', async () => {
      editor.messages.length = 0;
      const wanted = [
        { ...issue, name: 'Priority', value: 'Urgent', others: [] },
        { ...issue, name: 'Rank', value: '1', others: [] },
      ];
      const before = written();
      assert.equal(await send({ fields: [], steps: [], wanted }), 'PAY-436 (with a link to the build)');
      assert.deepEqual(written(), { ...before, comments: before.comments + 1, links: 1 });
      assert.deepEqual(editor.messages.splice(0), [
        'Priority of PAY-436 cannot be Urgent. Allowed values: Highest, High, Medium, Low, Lowest.',
        'PAY-436 has no field Rank that you can change.',
      ]);
    });

    it('adds no second comment where its text does not name the address of the build', async () => {
      const before = written().comments;
      const only = { link: false, fields: [], steps: [] };
      await send(only, 'It failed.\n\nMore.');
      assert.equal(await send(only, `${details.address} failed`), 'PAY-436 (the comment was changed)');
      assert.equal(await send(only, '\n# It passed'), 'PAY-436 (the comment was changed)');
      assert.equal(written().comments, before + 1);
      const body = JSON.stringify(demo.jira.state.commentsOf(key).at(-1)?.body);
      assert.equal(body.includes(details.address), flavor === JiraFlavor.dataCenter);
    });

    it('adds no comment that may not be added, and writes no part of a message that another window has', async () => {
      const before = written();
      await assert.rejects(
        sendAs({}, { mayAdd: async () => false }),
        (error: Error) => sendingFailureOf(error) === SendingFailure.doubtful,
      );
      const parts: ReturnType<typeof written>[] = [];
      const taken = async () => {
        parts.push(written());
        if (parts.length === 4) throw new UnsettledReportError();
      };
      await assert.rejects(sendAs({}, { beforeSend: taken }), /Could not change Status|may or may not/);
      assert.equal(parts.length, 4);
      assert.deepEqual(written(), { ...all, ...before, comments: before.comments + 1, links: 1, priorityId: '1' });
    });

    it('writes nothing without mails where the account may not', async () => {
      const before = written();
      await assert.rejects(send({ quiet: true }), /Only those who administer the project.*Nothing was written/);
      assert.deepEqual(written(), before);
    });

    it('changes no comment by itself', async () => {
      const before = written().comments;
      assert.equal(await sendByItself(text), key);
      await send({ link: false, fields: [], steps: [] }, `${text}, as the disk was full`);
      assert.equal(await sendByItself(text), 'PAY-436 (the comment was there already)');
      assert.equal(written().comments, before + 1);
      assert.match(JSON.stringify(demo.jira.state.commentsOf(key).at(-1)?.body), /the disk was full/);
    });

    it('ends where its window closes, with nothing written', async () => {
      const before = written();
      const closing = new AbortController();
      // Jira does not answer.
      demo.jira.answerOnce({ method: 'GET', path: /\/comment/ }, () => closing.abort());
      await assert.rejects(
        send({ link: false, fields: [], steps: [] }, text, closing.signal),
        (error: Error) => error.cause instanceof CanceledError,
      );
      assert.deepEqual(written(), before);
    });

    it('keeps the value that a person chose for a field of the user’s setting', async () => {
      const wanted = [{ ...issue, name: 'priority', value: 'Lowest', others: [] }];
      assert.equal(await send({ link: false, steps: [], wanted }), 'PAY-436 (Priority: Highest)');
      assert.equal(
        await send({ link: false, fields: [], steps: [], wanted }),
        'PAY-436 (the comment was there already, Priority: Lowest)',
      );
      assert.equal(written().priorityId, '5');
    });

    it('writes no part of another issue', async () => {
      const other = { ...issue, key: 'PAY-431' };
      const [field] = details.fields;
      assert.ok(field);
      const before = written();
      assert.equal(await send({ link: false, fields: [{ ...field, ...other }], steps: [] }), key);
      assert.deepEqual(written(), { ...before, comments: before.comments + 1 });
    });
  });
}
