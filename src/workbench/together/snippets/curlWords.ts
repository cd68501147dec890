import * as vscode from 'vscode';
import { type CurlError, CurlReason } from '../../../snippets/curl/curlError.ts';
import { OptionKind } from '../../../snippets/curl/curlOptions.ts';
import type { CurlRemark } from '../../../snippets/curl/parseCurl.ts';

const { t } = vscode.l10n;

/** Sentence about a line that is not sent. */
export function curlProblem({ reason, about }: CurlError): string {
  switch (reason) {
    case CurlReason.notCurl:
      return t('There is no curl command at the cursor.');
    case CurlReason.unknownOption:
      return t('curl has no option {0}, or it is not known here.', about);
    case CurlReason.missingValue:
      return t('The option {0} lacks its value.', about);
    case CurlReason.noUrl:
      return t('The command names no URL.');
    case CurlReason.severalUrls:
      return t('The command names several URLs. To keep brackets and braces as they are, add -g.');
    case CurlReason.badUrl:
      return t('The URL is not valid, or does not begin with http:// or https://.');
    case CurlReason.option:
      return t('The option {0} is not followed: it would reach another place, or send more than one request.', about);
    case CurlReason.readsFile:
      return t('The option {0} would send the content of a file. Put the content into the command.', about);
    case CurlReason.computed:
      return t('Only a shell can compute a part of the command, such as $(…). Put its value into the command.');
    case CurlReason.mixed:
      return t('The option {0} cannot be combined with the others.', about);
    case CurlReason.method:
      return t('Requests with the method {0} are not sent to this server.', about);
    case CurlReason.notJson:
      return t('Jira takes JSON, and the data of the command is not JSON.');
    case CurlReason.rewritten:
      return t('The path of the URL has a backslash or an encoded dot, and would be sent otherwise. Write it without.');
    case CurlReason.longNumber:
      return t('Numbers of more than 15 digits cannot be sent exactly from here. Put them into quotes.');
    case CurlReason.noBody:
      return t(
        'Requests with the method {0} are sent without data from here. Take the data out of the command.',
        about,
      );
    default:
      return reason satisfies never;
  }
}

/** Sentence about an option that means something else here. */
export function remarkWords({ option, kind, name }: CurlRemark): string {
  if (name === 'insecure')
    return t('{0}: certificates are checked all the same, by the connection’s own trust.', option);
  if (name === 'location' || name === 'location-trusted') {
    return t('{0}: redirects to another server are not followed, nor are those of changes.', option);
  }
  if (name === 'header') return t('{0}: a header without a name is not sent.', option);
  return kind === OptionKind.replaced
    ? t('{0}: the connection’s own network settings are used.', option)
    : t('{0}: no file is written; the response opens in an editor.', option);
}
