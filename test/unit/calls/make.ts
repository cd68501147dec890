// `node test/unit/calls/make.ts` writes down what the calls of the clients ask and give now. Look at each changed line
// before it is committed: it says what a server is asked, or what a person is told.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jenkinsCalls } from './jenkinsCalls.ts';
import { jiraCalls } from './jiraCalls.ts';
import { seeAll } from './recorder.ts';

for (const [name, calls] of Object.entries({ jenkins: jenkinsCalls, jira: jiraCalls })) {
  const lines = (await seeAll(calls)).map(each => JSON.stringify(each));
  writeFileSync(join(import.meta.dirname, `${name}.jsonl`), `${lines.join('\n')}\n`);
}
