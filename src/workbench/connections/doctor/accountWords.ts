import * as vscode from 'vscode';
import type { SecretForm } from '../../../doctor/secretForm.ts';
import type { Verdict } from '../../../doctor/verdicts.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import { sizeWords } from '../../shell/words/sizeWords.ts';
import type { Product } from '../settings/connection.ts';
import { permissionName } from '../words/explainWords.ts';
import { foreignFormWords, strayWords } from '../words/foreignSecrets.ts';
import { featureName, insteadOf } from './featureWords.ts';
import type { Words } from './wayWords.ts';

const { t } = vscode.l10n;

/** Jira's permissions as its pages name them, each with its use. */
const purposes: Readonly<Record<string, () => string>> = {
  BROWSE_PROJECTS: () => t('“Browse Projects”, which every view of issues needs'),
  CREATE_ISSUES: () => t('“Create Issues”, which Create Issue needs'),
  EDIT_ISSUES: () => t('“Edit Issues”, which changes of fields and descriptions need'),
  ASSIGN_ISSUES: () => t('“Assign Issues”, which Assign and Start Work need'),
  TRANSITION_ISSUES: () => t('“Transition Issues”, which Change Status and Start Work need'),
  ADD_COMMENTS: () => t('“Add Comments”, which Add Comment needs'),
  EDIT_OWN_COMMENTS: () => t('“Edit Own Comments”, which Edit Comment needs'),
  DELETE_OWN_COMMENTS: () => t('“Delete Own Comments”, which Delete Comment needs'),
  WORK_ON_ISSUES: () => t('“Work On Issues”, which Log Work needs'),
  CREATE_ATTACHMENTS: () => t('“Create Attachments”, which attaching files needs'),
};

/** Features that need a permission of Jenkins. */
const jenkinsPurposes: Readonly<Record<string, () => string>> = {
  'hudson.model.Item.Read': () => t('Every view of a job needs it.'),
  'hudson.model.Item.Build': () => t('Start Build, Run Again and Replay need it.'),
  'hudson.model.Item.Cancel': () => t('Stop Build and Cancel Queue Item need it.'),
  'hudson.model.Item.Configure': () => t('Edit Job Configuration, Enable Job and Disable Job need it.'),
  'hudson.model.Item.Create': () => t('Create Job needs it.'),
  'hudson.model.Item.Delete': () => t('Delete Job needs it.'),
  'hudson.model.Run.Delete': () => t('Delete Build needs it.'),
  'hudson.model.Run.Update': () => t('Keep Build and Describe Build need it.'),
  'hudson.model.Run.Replay': () => t('Replay needs it.'),
};

const traffic = (ms = '', sent = '', length = '') =>
  t('{0} ms; a refresh takes {1}, {2} unpacked.', ms, sizeWords(Number(sent)), sizeWords(Number(length)));

/** Verdicts about the login, and about the account's rights. */
export const accountWords = {
  signedIn: user => t('Signed in as {0}.', user),
  signedInUncertain: user => t('Signed in as {0}. Crumbs are off, so a token looks like a password.', user),
  anonymousReads: () => t('Works without signing in.'),
  anonymousReadsNothing: () => t('Nothing can be read without signing in. Choose another sign-in method.'),
  noSecurity: () => t('Security is disabled: anyone can do anything without signing in.'),
  noSecret: () => t('No token is stored for this connection on this machine. Enter it.'),
  noLogin: () => t('Not checked: no user or token has been entered.'),
  secretForeign: (form, product) =>
    `${foreignFormWords(form as SecretForm, product as Product)} ${t('It was not sent.')}`,
  secretHasBlanks: () => `${strayWords()} ${t('It was not sent. Copy it again.')}`,
  loginRefused: () => t('Check the user name, and replace the token or password.'),
  refusedToken: user =>
    t('It looks like an API token: it belongs to a user other than {0}, or was revoked. Replace it.', user),
  refusedWord: () =>
    t(
      'It does not look like an API token. A job’s trigger token (“Trigger builds remotely”) does not sign in; create an API token on your security page.',
    ),
  noSuchUser: user =>
    t('The server does not know the user {0}, or {0} has never signed in there. Check the user name.', user),
  userNotEmail: user => t('Jira Cloud needs your e-mail address as the user name, not {0}.', user),
  loginIgnored: () => t('A proxy on the way removes the login (the Authorization header). Ask its administrators.'),
  bearerUnknown: () => t('The server does not know this token. Check it, or choose another sign-in method.'),
  loginExpired: () => t('Create a new token, and replace this one.'),
  basicDisabled: () => t('Choose another sign-in method, such as a personal access token.'),
  passwordsDisabled: () => t('Create an API token, and use it in place of the password.'),
  captcha: () => t('Sign in in the browser once and solve the CAPTCHA, then replace the token if it was wrong.'),
  scopedTokenAtSite: gateway =>
    t('A token with scopes works at {0} only: use that address. Any other must be replaced.', gateway),
  scopeMissing: scopes => t('Create a token with the scopes {0}.', scopes),
  tokenRestricted: request => t('The token is valid, but is not allowed {0}.', request),
  callRefused: request =>
    t('The login is fine: your account lacks the permission for {0}, or the token’s rules do not allow it.', request),
  noOverallRead: () => t('Ask the administrators for Overall/Read.'),
  loginIntercepted: () =>
    t('A sign-on in front of the server does not let the token through. Add its cookie or header to the connection.'),
  loginFails: () => '',
  crumbsNotNeeded: () => t('An API token needs no crumbs.'),
  crumbsOff: () => t('Crumbs are turned off on this server.'),
  crumbsWork: () => t('Crumbs arrive.'),
  crumbLost: () =>
    t('Crumbs do not arrive: a proxy removes their header or the session’s cookie. An API token needs none.'),
  crumbUnreadable: () => t('No crumb can be read, so that nothing can be started. An API token needs none.'),
  jobVisible: name => t('{0} can be read.', readableName(name)),
  jobHidden: name =>
    t(
      '{0} does not exist, or your account lacks Job/Read there. The login itself is fine: no token helps.',
      readableName(name),
    ),
  jobNotReadable: name => t('{0} exists, but your account lacks Job/Read there.', readableName(name)),
  jobNotAllowed: name => t('{0} can be read; the login and the token are fine.', readableName(name)),
  jobNotBuildable: name => t('{0} cannot be built now: it is disabled, or still being created.', readableName(name)),
  triggerTokenRefused: name =>
    t('{0} can be read, so your API token is fine: only its trigger token is wrong.', readableName(name)),
  jobNotKnown: name => t('{0} could not be read.', readableName(name)),
  permissionsThere: () => t('The account has all permissions that features need, in some project at least.'),
  permissionMissing: permission => t('Missing in every project: {0}.', purposes[permission]?.() ?? permission),
  permissionRefusedBefore: (permission, job) =>
    [
      job
        ? t('Refused before: {0} at {1}.', permissionName(permission), readableName(job))
        : t('Refused before: {0}.', permissionName(permission)),
      jenkinsPurposes[permission]?.(),
    ]
      .filter(Boolean)
      .join(' '),
  jobsReadable: () => t('Overall/Read and Job/Read are there, which the views of jobs and builds need.'),
  noJobs: () =>
    t('The login is fine, but no job can be seen: there is none, or your account lacks Job/Read. No token helps.'),
  permissionsNotKnown: () => t('Other permissions are not known: the server tells them only by refusing.'),
  featureThere: feature => t('{0}: available.', featureName(feature)),
  featureAbsent: feature => t('{0}: not installed. {1}', featureName(feature), insteadOf(feature)),
  featureOff: feature => t('{0}: turned off on this server. {1}', featureName(feature), insteadOf(feature)),
  featureForbidden: feature => t('{0}: not allowed for this account. {1}', featureName(feature), insteadOf(feature)),
  featureNotKnown: feature => t('{0}: not known.', featureName(feature)),
  limitsNone: () => t('The server tells no limits.'),
  limitsTold: (left, all) => t('{0} of {1} requests are left.', left, all),
  limitsNear: (left, all) => t('Only {0} of {1} requests are left: the server will refuse more.', left, all),
  trafficGood: traffic,
  trafficSlow: (...values) => t('The server is slow: {0}', traffic(...values)),
  trafficUncompressed: (...values) => t('Answers are not compressed: {0}', traffic(...values)),
  trafficBroken: () => t('The answer could not be read to its end: a proxy on the way may damage it.'),
} as const satisfies Partial<Readonly<Record<Verdict, Words>>>;
