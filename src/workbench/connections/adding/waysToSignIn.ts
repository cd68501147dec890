import * as vscode from 'vscode';
import { JenkinsLoginKind } from '../../../jenkins/session/credentials.ts';
import { JiraLogin } from '../../../jira/session/credentials.ts';
import type { Answer } from '../../shell/dialogs/answer.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { askText } from '../../shell/dialogs/askText.ts';
import type { Connection } from '../settings/connection.ts';
import type { Asking } from './questions.ts';

const { t } = vscode.l10n;

/** Way to sign in to a Jenkins; whether a user's secret is a token or a password is found out. */
export type JenkinsWay = Exclude<JenkinsLoginKind, typeof JenkinsLoginKind.password>;

/** Asks how to sign in to a Jira Server or Data Center. */
export function askJiraLogin(placeholder: string, asking: Asking, active: JiraLogin): Promise<Answer<JiraLogin>> {
  return askPick<JiraLogin>({
    ...asking,
    placeholder,
    active,
    items: [
      { label: t('Personal access token'), description: t('Jira 8.14 and newer'), value: JiraLogin.bearer },
      { label: t('User name with password or token'), value: JiraLogin.basic },
      {
        label: t('User name and password, as a session'),
        description: t('signs in once, then uses a cookie'),
        value: JiraLogin.session,
      },
    ],
  });
}

export interface JenkinsWayQuestion extends Asking {
  readonly placeholder: string;
  readonly active: JenkinsWay;
  /** Whether anonymous may see anything there. */
  readonly offersAnonymous: boolean;
}

/** Asks how to sign in to a Jenkins. */
export function askJenkinsWay({ offersAnonymous, ...question }: JenkinsWayQuestion): Promise<Answer<JenkinsWay>> {
  return askPick<JenkinsWay>({
    ...question,
    items: [
      { label: t('User name with API token or password'), value: JenkinsLoginKind.apiToken },
      ...(offersAnonymous
        ? [
            {
              label: t('Without signing in'),
              description: t('anonymous access'),
              value: JenkinsLoginKind.anonymous,
            },
          ]
        : []),
      {
        label: t('Access token'),
        description: t('Bearer, for a gateway or plugin in front of Jenkins'),
        value: JenkinsLoginKind.bearer,
      },
    ],
  });
}

export interface UserQuestion extends Asking {
  readonly prompt: string;
  readonly value?: string | undefined;
}

/** Asks for the user name. */
export function askUser(question: UserQuestion): Promise<Answer<string>>;
/** Asks for the user name, with a button for another way to sign in, whose answer is undefined. */
export function askUser(question: UserQuestion, hasOtherWays: boolean): Promise<Answer<string | undefined>>;
export function askUser(question: UserQuestion, hasOtherWays = false): Promise<Answer<string | undefined>> {
  const other = { iconPath: new vscode.ThemeIcon('key'), tooltip: t('Sign In Another Way') };
  return askText<string | undefined>({
    ...question,
    buttons: hasOtherWays ? [{ button: other, answer: () => undefined }] : [],
    check(text) {
      const user = text.trim();
      if (user === '') return { problem: t('Enter a user name.') };
      // Basic authentication separates user and token by a colon, so the user can contain none.
      return user.includes(':') ? { problem: t('A user name cannot contain a colon.') } : { value: user };
    },
  });
}

/** Describes how a connection signs in. */
export function wayWords({ auth }: Connection): string {
  switch (auth.kind) {
    case JenkinsLoginKind.apiToken:
      return t('API token');
    case JenkinsLoginKind.password:
      return t('Password');
    case JenkinsLoginKind.anonymous:
      return t('Without signing in');
    case JiraLogin.basic:
      return t('User name with password or token');
    case JiraLogin.session:
      return t('User name and password, as a session');
    case JiraLogin.bearer:
      return t('Access token');
  }
}
