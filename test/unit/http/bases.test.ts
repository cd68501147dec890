import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { BaseUrl, movedBase, RedirectedError } from '../../../src/http/index.ts';
import { baseOfJenkinsPage } from '../../../src/jenkins/index.ts';
import { baseOfJiraPage } from '../../../src/jira/index.ts';

describe('a redirect', () => {
  const table: readonly [string, string, string, string | undefined][] = [
    ['http://ci.x', '/job/a/build', 'https://ci.x/job/a/build', 'https://ci.x'],
    ['http://ci.x/ci', '/ci/job/a/build', 'https://ci.x/ci/job/a/build', 'https://ci.x/ci'],
    ['http://ci.x/ci', '/ci/job/a/build', 'http://ci.x/jenkins/job/a/build', 'http://ci.x/jenkins'],
    ['http://ci.x', '/job/a/build', 'https://new.x:8443/ci/job/a/build', 'https://new.x:8443/ci'],
    ['http://ci.x', '/job/a/build', 'https://ci.x/login', undefined],
    ['http://ci.x', '/job/a/build', 'https://sso.x/auth', undefined],
    ['http://ci.x', '/job/a/build', 'http://ci.x/job/a/build', undefined],
    ['http://ci.x', '/job/a/build', 'ftp://ci.x/job/a/build', undefined],
  ];
  for (const [base, path, to, expected] of table) {
    it(`of ${base}${path} to ${to} offers ${expected ?? 'nothing'}`, () => {
      const error = new RedirectedError(to, { method: 'POST', origin: 'http://ci.x', path });
      assert.equal(movedBase(BaseUrl.parse(base), error)?.href, expected);
    });
  }
});

describe('a URL from deep inside', () => {
  const jenkins: readonly [string, string][] = [
    ['https://ci.x/job/team/job/api/12/console', 'https://ci.x'],
    ['https://ci.x/jenkins/job/api/', 'https://ci.x/jenkins'],
    ['https://ci.x/a/b/view/all/job/api', 'https://ci.x/a/b'],
    ['https://ci.x/login?from=%2F', 'https://ci.x'],
    ['https://ci.x/ci/user/me/security', 'https://ci.x/ci'],
    ['https://ci.x/jenkins', 'https://ci.x/jenkins'],
    ['https://ci.x', 'https://ci.x'],
  ];
  for (const [typed, base] of jenkins) {
    it(`of Jenkins is cut: ${typed}`, () => assert.equal(baseOfJenkinsPage(BaseUrl.parse(typed)).href, base));
  }
  const jira: readonly [string, string][] = [
    ['https://acme.atlassian.net/browse/PAY-1', 'https://acme.atlassian.net'],
    ['https://acme.atlassian.net/jira/software/projects/PAY/boards/1', 'https://acme.atlassian.net'],
    ['https://acme.atlassian.net/jira/your-work', 'https://acme.atlassian.net'],
    ['https://x.example/jira/browse/PAY-1', 'https://x.example/jira'],
    ['https://x.example/jira/secure/Dashboard.jspa', 'https://x.example/jira'],
    ['https://x.example/jira', 'https://x.example/jira'],
    ['https://x.example/projects/PAY/issues', 'https://x.example'],
  ];
  for (const [typed, base] of jira) {
    it(`of Jira is cut: ${typed}`, () => assert.equal(baseOfJiraPage(BaseUrl.parse(typed)).href, base));
  }

  const pagesOfJenkins = [
    ...'job view login logout manage computer user me my-views securityRealm blue queue configure whoAmI api'.split(
      ' ',
    ),
    ...'crumbIssuer script log credentials asynchPeople people search pluginManager systemInfo about signup'.split(' '),
    ...'newJob newView cli static loginError builds'.split(' '),
  ];
  const pagesOfJira = [
    ...'browse projects secure rest issues login.jsp plugins servicedesk boards people wiki login logout si'.split(' '),
    ...'projects.jsp dashboard.jspa admin c o'.split(' '),
  ];
  const pagesOfCloud =
    'software core servicedesk your-work for-you dashboards people apps projects filters plans settings polaris';

  it('is cut before each page that stands at the top', () => {
    for (const page of pagesOfJenkins) {
      assert.equal(baseOfJenkinsPage(BaseUrl.parse(`https://x.example/ctx/${page}/a`)).href, 'https://x.example/ctx');
    }
    for (const page of pagesOfJira) {
      assert.equal(baseOfJiraPage(BaseUrl.parse(`https://x.example/ctx/${page}/a`)).href, 'https://x.example/ctx');
    }
    for (const page of pagesOfCloud.split(' ')) {
      assert.equal(baseOfJiraPage(BaseUrl.parse(`https://x.example/jira/${page}`)).href, 'https://x.example');
    }
  });

  it('stays whole where a name only holds that of a page', () => {
    for (const path of ['jira/mysoftware', 'jira/softwares', 'team-job', 'team/browsers']) {
      const typed = `https://x.example/${path}`;
      assert.equal(baseOfJenkinsPage(BaseUrl.parse(typed)).href, typed);
      assert.equal(baseOfJiraPage(BaseUrl.parse(typed)).href, typed);
    }
  });
});
