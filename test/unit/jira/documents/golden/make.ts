// `node test/unit/jira/documents/golden/make.ts` writes down what the conversions give now. Look at each changed line
// before it is committed: it says what a person will read, or what Jira will be sent.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { conversions } from './conversions.ts';

const lines = conversions().map(each => JSON.stringify(each));
writeFileSync(join(import.meta.dirname, 'conversions.jsonl'), `${lines.join('\n')}\n`);
