import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { inLabel, inMessage, inPrompt, inTree } from '../../../src/base/othersTexts.ts';

/** As VS Code finds links in notifications, progress and input boxes. */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
/** As VS Code finds icons in labels. */
const icon = /\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/;

const command = 'done [Open Log](command:workbench.action.terminal.new) now';

describe("others' texts", () => {
  it('have no links in messages and prompts', () => {
    assert.match(command, link);
    for (const made of [inMessage(command), inPrompt(command)]) {
      assert.doesNotMatch(made, link);
      assert.equal(made.replaceAll('\u2060', ''), command);
    }
  });

  it('have no links where two texts make one together', () => {
    assert.doesNotMatch(inMessage(`${'[a]'}${'(command:b)'}`), link);
    assert.doesNotMatch(inMessage('[[a]](command:b)[c](file:///etc/passwd "d")'), link);
    assert.doesNotMatch(inMessage('[a]\u0000(command:b)'), link);
  });

  it('have no icons in labels and prompts', () => {
    for (const text of ['$(bug) #1', '$$(sync~spin)', '\\$(bug)']) {
      assert.match(text, icon);
      for (const made of [inLabel(text), inPrompt(text)]) {
        assert.doesNotMatch(made, icon);
        assert.equal(made.replaceAll('\u2060', ''), text);
      }
    }
  });

  it('neither break a line nor turn its direction', () => {
    assert.equal(inLabel('a\r\nb\u202ec\u0007d'), 'a b c d');
    assert.equal(inTree('a\nb\u2066c'), 'a b c');
    assert.equal(inMessage('a\r\nb\u202dc'), 'a\nb c');
  });

  it('stay as they are where nothing is read into them', () => {
    for (const text of ['', '#128 · žluť ジョブ 👩‍💻', '[a] (b)', 'a[0](x', '$x (y)', 'שלום']) {
      assert.equal(inTree(text), text);
      assert.equal(inLabel(text), text);
      assert.equal(inMessage(text).replaceAll('\u2060', ''), text);
    }
  });

  it('are made harmless once', () => {
    for (const make of [inMessage, inLabel, inPrompt, inTree]) {
      const once = make(`${command} $(bug)`);
      assert.equal(make(once), once);
    }
  });
});
