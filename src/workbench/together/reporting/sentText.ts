import { JiraFlavor } from '../../../jira/session/flavor.ts';
import { beginsWithAddress } from '../../../reporting/sendReport.ts';
import type { JiraConnection } from '../../connections/settings/connection.ts';
import { bodyOf } from '../../jira/issues/documents.ts';
import { link } from '../../shell/words/markdownText.ts';
import type { ReportDetails } from './reportDetails.ts';
import type { ReportedName } from './reportMessage.ts';
import { nameOf } from './reportUri.ts';

/**
 * Makes the text of a report as it is posted, out of the written one: a Jira without properties of comments knows a
 * report by the address in its first line, which gets a link to the build where it has none.
 */
export async function sentText(
  connection: JiraConnection,
  build: Pick<ReportedName, 'job' | 'number'>,
  { address }: Pick<ReportDetails, 'address'>,
  text: string,
): Promise<string> {
  if (connection.flavor === JiraFlavor.cloud || text.trim() === '') return text;
  const body = await bodyOf(connection, text);
  if (typeof body === 'string' && beginsWithAddress(body, address)) return text;
  return `${link(nameOf(build), address)}\n\n${text}`;
}
