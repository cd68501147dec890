import { asObject, asString } from '../../base/json.ts';
import { InvalidRequestError, UnexpectedAnswerError } from '../../http/errors.ts';
import type { WriteControl, Written } from '../../http/writeOperation.ts';
import { answersWith } from './pageAnswers.ts';
import type { PostBody } from './poster.ts';
import type { JenkinsSession } from './session.ts';

export interface ApiToken {
  /** By it the token is revoked. */
  readonly id: string;
  readonly value: string;
}

const property = '/me/descriptorByName/jenkins.security.ApiTokenProperty';

/**
 * Makes an API token for the user of the session. Nothing on the server tells one later from others of its name.
 * https://github.com/jenkinsci/jenkins/blob/master/core/src/main/java/jenkins/security/ApiTokenProperty.java
 * @throws InvalidRequestError with Jenkins' reason; UnconfirmedWriteError
 */
export function createApiToken(
  session: JenkinsSession,
  name: string,
  control: WriteControl = {},
): Promise<Written<ApiToken>> {
  return session.write<ApiToken, undefined>(
    {
      name: 'createApiToken',
      async send(wire) {
        const response = await wire.post(`${property}/generateNewToken`, answersWith(200), form('newTokenName', name));
        const answer = asObject(await response.json());
        const { tokenUuid, tokenValue } = asObject(answer['data']);
        const [id, value] = [asString(tokenUuid), asString(tokenValue)];
        if (id && value) return { id, value };
        const message = asString(answer['message']);
        if (message) throw new InvalidRequestError({ messages: [message] }, response.request, { status: 200 });
        throw new UnexpectedAnswerError('an answer without a token', response.request, { status: 200 });
      },
    },
    control,
  );
}

/** Revokes an API token of the user. Jenkins answers alike where there is none of that id. */
export function revokeApiToken(session: JenkinsSession, id: string, control: WriteControl = {}): Promise<Written> {
  return session.write(
    {
      name: 'revokeApiToken',
      send: wire => wire.act(`${property}/revoke`, answersWith(200), form('tokenUuid', id)),
    },
    control,
  );
}

function form(field: string, value: string): PostBody {
  return {
    body: new URLSearchParams({ [field]: value }).toString(),
    contentType: 'application/x-www-form-urlencoded; charset=utf-8',
  };
}
