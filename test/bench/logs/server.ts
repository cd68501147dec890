// A demo Jenkins in a process of its own, so that its work is not taken for the follower's. Says where it is, and ends
// with its standard input.
import { startControl } from '../../demo/control.ts';
import { type LogGeneration, startDemoJenkins } from '../../servers/jenkins/index.ts';

const jenkins = await startDemoJenkins({
  seed: 'empty',
  logGeneration: (process.argv[2] ?? 'multipart') as LogGeneration,
});
const control = await startControl({ jenkins });
console.log(JSON.stringify({ url: jenkins.url, control: control.url }));
process.stdin.on('end', () => process.exit()).resume();
