import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { newJob } from '../../../../servers/jenkins/state/items.ts';
import { jenkinsWorkbench } from '../../../fixtures/jenkinsWorkbench.ts';
import { jiraWorkbench } from '../../../fixtures/jiraWorkbench.ts';

const command = 'jenkinsJira.copyAsCode';

describe('Copy as Code', () => {
  const at = jenkinsWorkbench();

  before(() => {
    newJob('freestyle', 'deploy', at.jenkins.state.root, {
      parameters: [
        { kind: 'string', name: 'TEXT', description: '', defaultValue: `it's $5 & "more"` },
        { kind: 'password', name: 'KEY', description: '', defaultValue: 'hidden' },
      ],
      plan: () => ({ steps: [], result: 'SUCCESS' }),
    });
  });

  const copied = async (target: unknown, call: string, language: string, ...answers: string[]) => {
    const copying = at.editor.execute(command, target);
    await (await at.editor.dialogs.nextPick()).choose(call);
    for (const answer of answers) (await at.editor.dialogs.nextBox()).enter(answer);
    await (await at.editor.dialogs.nextPick()).choose(language);
    await copying;
    return at.editor.clipboard;
  };

  it('starts a build with the defaults of its parameters, a secret one as a variable', async () => {
    const code = await copied({ connection: 'jenkins', job: 'deploy' }, 'Start Build', 'curl');
    assert.match(code, /^# Starts a build of deploy on Jenkins\.\n# Set JENKINS_TOKEN to the API token of dev\.\n/);
    assert.match(code, /# Set JENKINS_PARAMETER_KEY to its secret value\.\n/);
    assert.ok(code.includes(`--user "dev:\${JENKINS_TOKEN}"`), code);
    assert.ok(code.includes(`'TEXT=it'\\''s $5 & "more"'`), code);
    assert.ok(code.includes(`--data-urlencode "KEY=\${JENKINS_PARAMETER_KEY}"`), code);
    assert.ok(code.endsWith(`'${at.jenkins.url}/job/deploy/buildWithParameters'\n`), code);
    assert.ok(!code.includes('hidden'));
  });

  it('tells trigger tokens from API tokens: one is sent besides the login, in the form, or alone', async () => {
    const target = { connection: 'jenkins', job: 'deploy' };
    const besides = await copied(target, 'Start Build by Trigger Token', 'curl');
    assert.ok(besides.includes(`"token=\${JENKINS_TRIGGER_TOKEN}"`) && besides.includes('JENKINS_TOKEN'), besides);
    assert.match(besides, /# Set JENKINS_TRIGGER_TOKEN to the job’s trigger token\./);
    const alone = await copied(target, 'Start Build by Trigger Token, Without Login', 'Python (requests)');
    assert.match(alone, /"GET",/);
    assert.match(alone, /params=\[\("token", os\.environ\["JENKINS_TRIGGER_TOKEN"\]\)/);
    assert.ok(!alone.includes('JENKINS_TOKEN'), alone);
  });

  it('writes the log of a build for a Jenkinsfile, with its credential', async () => {
    const code = await copied(
      { connection: 'jenkins', job: 'deploy', number: 7 },
      'Get Log',
      'Jenkinsfile (withCredentials)',
    );
    assert.match(code, /string\(credentialsId: 'jenkins-token', variable: 'JENKINS_TOKEN'\)/);
    assert.match(code, /\/job\/deploy\/7\/consoleText/);
  });

  it('makes a job from a file, below the folder of the job', async () => {
    const code = await copied({ connection: 'jenkins', job: 'deploy' }, 'Create Job', 'wget', 'new job');
    assert.match(code, /--post-file='config\.xml'/);
    assert.match(code, /\/createItem\?name=new%20job'/);
  });

  it('offers jenkins-rest where it can start this job', async () => {
    const copying = at.editor.execute(command, { connection: 'jenkins', job: 'deploy' });
    await (await at.editor.dialogs.nextPick()).choose('Start Build');
    const languages = await at.editor.dialogs.nextPick();
    assert.equal(languages.labels.length, 16);
    await languages.choose('Groovy (jenkins-rest)');
    await copying;
    assert.match(at.editor.clipboard, /buildWithParameters\(null, 'deploy', \[/);
    const library = 'Groovy (jenkins-rest)';
    const target = { connection: 'jenkins', job: 'deploy', number: 7 };
    assert.match(await copied(target, 'Get Log', library), /progressiveText\(null, 'deploy', number, start\)/);
    assert.match(await copied(target, 'Get Build', library), /buildInfo\(null, 'deploy', 7\)/);
    assert.match(await copied(target, 'Create Job', library, 'new job'), /jobs\.create\(null, 'new job', text\)/);
  });
});

describe('Copy as Code of an issue', () => {
  const at = jiraWorkbench({ flavor: 'dataCenter' });

  /** Code for curl, after answers to what the call asks for. */
  const copied = async (call: string, answer: () => Promise<void> = async () => undefined) => {
    const copying = at.editor.execute(command, { connection: { id: 'demoDataCenter' }, key: 'PAY-431' });
    await (await at.editor.dialogs.nextPick()).choose(call);
    await answer();
    await (await at.editor.dialogs.nextPick()).choose('curl');
    await copying;
    return at.editor.clipboard;
  };

  it('writes a comment as the flavor takes it, with the header that Jira wants', async () => {
    const code = await copied('Add Comment', async () => (await at.editor.dialogs.nextBox()).enter('**bold** $x'));
    assert.ok(code.includes(`--data-raw '{"body":"*bold* $x"}'`), code);
    assert.match(code, /X-Atlassian-Token: ''?no-check|X-Atlassian-Token: no-check/);
    assert.match(code, /\/rest\/api\/2\/issue\/PAY-431\/comment'\n$/);
  });

  it('writes a transition by its id', async () => {
    const code = await copied('Change Status', async () => {
      const pick = await at.editor.dialogs.nextPick();
      await pick.choose(pick.labels[0] ?? '');
    });
    assert.match(code, /--data-raw '\{"transition":\{"id":"\d+"\}\}'/);
  });

  it('writes the value of a field in its own shape', async () => {
    const code = await copied('Change Field', async () => {
      await (await at.editor.dialogs.nextPick()).choose('Priority');
      await (await at.editor.dialogs.nextPick()).choose('High');
    });
    assert.match(code, /--request PUT/);
    assert.match(code, /--data-raw '\{"fields":\{"priority":\{"id":"\d+"\}\}\}'/);
  });

  it('writes an entry of work', async () => {
    const code = await copied('Log Work', async () => (await at.editor.dialogs.nextBox()).enter('1h 30m'));
    assert.ok(code.includes(`--data-raw '{"timeSpent":"1h 30m"}'`), code);
  });

  it('reads the issue, with no secret in the code', async () => {
    const code = await copied('Get Issue');
    assert.ok(code.includes(`--user "fred:\${JIRA_TOKEN}"`), code);
  });
});
