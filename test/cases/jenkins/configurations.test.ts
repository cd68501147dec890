// Reported for ansible/ansible #54519, bndr/gojenkins #86, ls1intum/Artemis #3499 and #3484; and after Jenkins' own
// ItemGroupMixIn (createProjectFromXML, copy) and AbstractItem.writeConfigDotXml.
import assert from 'node:assert/strict';
import { createJob, writeConfiguration } from '../../../src/jenkins/index.ts';
import { describeCases } from '../case.ts';
import { withOddJenkins } from '../support/jenkins.ts';
import type { SeenRequest } from '../support/server.ts';

const done = () => ({ status: 200 });
const bodySent = (requests: readonly SeenRequest[]) => requests.findLast(({ method }) => method === 'POST')?.body;

describeCases('config-encoding', one => {
  // Jenkins reads the bytes of a new item as the declaration in the XML says, and the body is UTF-8.
  for (const encoding of ['ISO-8859-1', 'windows-1252', 'UTF-16', 'US-ASCII']) {
    one(`a job whose XML declares ${encoding} is sent with a declaration of UTF-8`, () =>
      withOddJenkins({ 'POST /createItem': done }, async ({ session, requests }) => {
        const xml = `<?xml version='1.0' encoding='${encoding}'?>\n<project><description>Größe ✓</description></project>`;
        await createJob(session, '', 'x', xml);
        const declared = /encoding=["']([^"']+)/.exec(bodySent(requests) ?? '')?.[1] ?? 'UTF-8';
        assert.match(declared, /^utf-?8$/i);
      }),
    );
  }

  const withControls = `<?xml version='1.1' encoding='UTF-8'?>\r\n<project><script>sed 's/&#x1b;//' &amp;&amp; echo "é"&#xd;\n</script></project>`;

  one('a new job of XML 1.1 keeps its references to control characters', () =>
    withOddJenkins({ 'POST /createItem': done }, async ({ session, requests }) => {
      await createJob(session, '', 'x', withControls);
      assert.equal(bodySent(requests), withControls);
    }),
  );

  one('a saved configuration of XML 1.1 keeps them, too', () =>
    withOddJenkins({ 'POST /job/x/config.xml': done }, async ({ session, requests }) => {
      await writeConfiguration(session, 'x', withControls);
      assert.equal(bodySent(requests), withControls);
    }),
  );
});
