import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { declaredInUtf8, holdsConfiguration } from '../../../../src/jenkins/jobs/configurations.ts';

describe('a configuration that Jenkins has stored', () => {
  const sent = `<?xml version='1.0' encoding='ISO-8859-1'?>
<project><description>a &lt;b&gt; "c"</description><keepDependencies/><builders>
<hudson.tasks.Shell><command><![CDATA[echo 1 && echo 2]]></command></hudson.tasks.Shell>
<hudson.tasks.Shell><command>echo 3</command></hudson.tasks.Shell></builders></project>`;
  const stored = `<?xml version='1.1' encoding='UTF-8'?>\r
<project>\r
  <actions/>
  <!-- a comment -->
  <description>a &lt;b&gt; &quot;c&quot;</description>
  <keepDependencies></keepDependencies>
  <scm class="hudson.scm.NullSCM" plugin="x > y"/>
  <builders>
    <hudson.tasks.Shell><command>echo 1 &amp;&amp; echo 2</command><configuredLocalRules/></hudson.tasks.Shell>
    <hudson.tasks.Shell>
      <command>echo 3</command>
    </hudson.tasks.Shell>
  </builders>
</project>`;

  it('holds one that was sent, in Jenkins’ own form and with its additions', () => {
    assert.ok(holdsConfiguration(stored, sent));
    assert.ok(holdsConfiguration(sent, sent));
  });

  it('does not hold it where a value or an element is missing', () => {
    for (const [from, to] of [
      ['echo 3', 'echo 4'],
      ['&lt;b', 'b'],
      ['<keepDependencies></keepDependencies>', ''],
      ['echo 1 &amp;&amp; echo 2', 'echo 3'],
    ] as const) {
      assert.ok(!holdsConfiguration(stored.replace(from, to), sent), from);
    }
    const twice = sent.replace('</builders>', '<x><command>echo 3</command></x></builders>');
    assert.ok(!holdsConfiguration(stored, twice));
    assert.ok(!holdsConfiguration('', sent));
  });

  it('is compared character by character, references included', () => {
    assert.ok(holdsConfiguration('<a>ž&#x1b;&#27;&apos;</a>', "<a>&#382;&#27;&#x1B;'</a>"));
    assert.ok(!holdsConfiguration('<a>x</a>', '<a>y</a>'));
  });

  it('is declared in the encoding that it is sent in', () => {
    assert.match(declaredInUtf8(sent), /^<\?xml version='1\.0' encoding='UTF-8'\?>/);
    assert.equal(declaredInUtf8('<a encoding="ISO-8859-1"/>'), '<a encoding="ISO-8859-1"/>');
    const plain = `<?xml version="1.1"?><a/>`;
    assert.equal(declaredInUtf8(plain), plain);
  });
});
