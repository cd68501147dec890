// Reported for go-jira/jira #444, jirban/jirban-jira #2, sooperset/mcp-atlassian #1152 and #1623,
// caipe-io/ai-platform-engineering #1846, lesstif/php-jira-rest-client #450, mojira/arisa-kt #244.
import assert from 'node:assert/strict';
import { asObject, asObjects } from '../../../src/base/json.ts';
import { InvalidRequestError } from '../../../src/http/index.ts';
import {
  assignIssue,
  encodeField,
  JiraFlavor,
  listTransitions,
  parseFields,
  takeTransition,
} from '../../../src/jira/index.ts';
import { describeCases } from '../case.ts';
import { withOddJira } from '../support/jira.ts';
import { type Answer, json, outcomeOf, type SeenRequest } from '../support/server.ts';

const { dataCenter } = JiraFlavor;
const noContent = { status: 204 };

describeCases('unassign-without-edit-permission', one => {
  // The account may assign, but not edit; and the field is not on the screen.
  const refusal = "Field 'assignee' cannot be set. It is not on the appropriate screen, or unknown.";
  const answer: Answer = ({ url }) =>
    url.endsWith('/assignee') ? noContent : json({ errorMessages: [], errors: { assignee: refusal } }, 400);

  for (const flavor of Object.values(JiraFlavor)) {
    for (const [what, assignee] of [
      ['an assignee can be set', 'sam'],
      ['an assignee can be taken away', undefined],
    ] as const) {
      one(`${flavor}: ${what}`, () =>
        withOddJira({ flavor }, answer, async ({ session }) => {
          const outcome = await outcomeOf(assignIssue(session, 'PAY-1', assignee));
          assert.ok(!(outcome instanceof Error), `${outcome}`);
        }),
      );
    }
  }
});

describeCases('transition-needs-comment', one => {
  const verify = {
    id: '5',
    name: 'Verify',
    to: { name: 'Verified', statusCategory: { key: 'done' } },
    hasScreen: true,
  };
  const bodyOf = ({ body }: SeenRequest) => asObject(JSON.parse(body));
  const answer: Answer = request => {
    if (request.method === 'GET') return json({ transitions: [{ ...verify, fields: {} }] });
    const hasComment = asObject(bodyOf(request)['update'])['comment'] !== undefined;
    return hasComment ? noContent : json({ errorMessages: [], errors: { comment: 'Comment is required.' } }, 400);
  };

  one('the refusal names the comment', () =>
    withOddJira({ flavor: dataCenter }, answer, async ({ session }) => {
      const [step] = await listTransitions(session, 'PAY-1');
      const outcome = await outcomeOf(takeTransition(session, 'PAY-1', step?.id ?? ''));
      assert.ok(outcome instanceof InvalidRequestError, `${outcome}`);
      assert.equal(outcome.fields['comment'], 'Comment is required.');
    }),
  );

  const sentComment = async (): Promise<ReturnType<typeof asObject>> => {
    let sent = asObject(undefined);
    await withOddJira({ flavor: dataCenter }, answer, async ({ session, requests }) => {
      const comment = {
        ...{ body: 'checked', internal: true },
        visibility: { type: 'role', value: 'Developers' },
      } as const;
      await takeTransition(session, 'PAY-1', '5', {}, comment);
      const [added] = asObjects(asObject(bodyOf(requests[0] as SeenRequest)['update'])['comment']);
      sent = asObject(added?.['add']);
    });
    return sent;
  };
  one('a comment can be sent with a step', async () => assert.equal((await sentComment())['body'], 'checked'));
  one('the comment of a step says who may see it', async () =>
    assert.equal(asObject((await sentComment())['visibility'])['value'], 'Developers'),
  );
});

describeCases('archived-values-kept', one => {
  one('a version that is archived can be sent with the others', () => {
    const [field] = parseFields({
      fixVersions: {
        ...{ name: 'Fix Version/s', required: false, operations: ['set', 'add', 'remove'] },
        schema: { type: 'array', items: 'version', system: 'fixVersions' },
        allowedValues: [
          { id: '2', name: '2.0' },
          { id: '3', name: '3.0' },
        ],
      },
    });
    assert.ok(field);
    // Version 1 is on the issue, and no longer offered.
    let sent: unknown;
    assert.doesNotThrow(() => {
      sent = encodeField(field, { chosen: ['1', '2', '3'] }, dataCenter);
    });
    assert.ok(Array.isArray(sent) && sent.length === 3, JSON.stringify(sent));
  });
});
