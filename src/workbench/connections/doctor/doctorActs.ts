import * as vscode from 'vscode';
import type { Fix } from '../../../doctor/findings.ts';
import { BaseUrl } from '../../../http/baseUrl.ts';
import { TransportKind } from '../../../http/selectTransport.ts';
import { jobPath } from '../../../jenkins/jobs/jobPath.ts';
import { openLink } from '../../shell/commands/openLink.ts';
import { showBriefly } from '../../shell/messages/notifications.ts';
import type { ReadPage } from '../../shell/pages/readPages.ts';
import type { ConnectionServices } from '../adding/connectionServices.ts';
import { proveAndKeep } from '../adding/keepChange.ts';
import { askToTrust } from '../adding/trustCertificate.ts';
import type { Connection, NetworkSettings } from '../settings/connection.ts';
import { Remedy } from '../words/remedy.ts';
import type { Diagnosis, Patient, UnsavedAddress } from './diagnosis.ts';
import { DoctorAct } from './doctorHtml.ts';
import { doctorMarkdown } from './doctorMarkdown.ts';

const { t } = vscode.l10n;

type Page = ReadPage<Patient, Diagnosis>;
type Act = (page: Page, argument: string | undefined) => unknown;

/**
 * Commands of the page's buttons.
 * @param diagnoseOther diagnoses another address
 */
export function doctorActs(services: ConnectionServices, diagnoseOther: (address: UnsavedAddress) => unknown) {
  const copy = async ({ source, facts }: Page, masks: boolean) => {
    const product = (source.connection ?? source.unsaved).product === 'jenkins' ? 'Jenkins' : 'Jira';
    await vscode.env.clipboard.writeText(doctorMarkdown(product, facts, masks));
    showBriefly(t('Copied as Markdown'), 3000);
  };
  const acts: Readonly<Record<string, Act>> = {
    [DoctorAct.cancel]: ({ facts }) => facts.cancel(),
    [DoctorAct.copy]: page => copy(page, false),
    [DoctorAct.copyMasked]: page => copy(page, true),
    [DoctorAct.fix]: ({ source, facts }, argument = '') => {
      const [step, index] = argument.split(' ').map(Number);
      const fix = facts.reports[step ?? -1]?.findings[index ?? -1]?.fix;
      if (!fix) return undefined;
      return source.connection
        ? apply(services, source.connection, fix)
        : applyUnsaved(source.unsaved, fix, diagnoseOther);
    },
  };
  return (page: Page, command: string, argument: string | undefined) => acts[command]?.(page, argument);
}

async function apply(services: ConnectionServices, connection: Connection, fix: Fix): Promise<unknown> {
  const { id } = connection;
  switch (fix.kind) {
    case 'updateAddress':
      return run('updateAddress', id, fix.url);
    case 'trustCertificate': {
      const tls = await askToTrust(fix, BaseUrl.parse(connection.url).host);
      return tls && proveAndKeep(services, connection, { ...connection, tls: { ...connection.tls, ...tls } });
    }
    case 'useEditorTransport':
      return proveAndKeep(services, connection, { ...connection, transport: TransportKind.hostFetch });
    case 'editNetwork':
      return run('editConnection', id, 'network');
    case 'editAddress':
      return run('editConnection', id, 'url');
    case 'editLogin':
      return run('editConnection', id, 'login');
    case 'replaceHeaders':
      return run('editConnection', id, Remedy.replaceHeaders);
    case 'replaceToken':
    case 'openTokenPage':
      return run(fix.kind, id);
    case 'setTriggerToken':
      return run(fix.kind, { connection, job: fix.job, webPath: `${jobPath(fix.job)}/` });
    case 'openProxySettings':
    case 'openPage':
      return openElsewhere(fix);
  }
}

async function applyUnsaved(
  unsaved: UnsavedAddress,
  fix: Fix,
  diagnoseOther: (address: UnsavedAddress) => unknown,
): Promise<unknown> {
  const { address, network } = unsaved;
  const withNetwork = (changed: NetworkSettings) => {
    const { login } = unsaved;
    const known = login && { login: { ...login, connection: { ...login.connection, ...changed } } };
    return diagnoseOther({ ...unsaved, network: { ...network, ...changed }, ...known });
  };
  switch (fix.kind) {
    case 'updateAddress':
      return diagnoseOther({ ...unsaved, address: fix.url });
    case 'trustCertificate': {
      const tls = await askToTrust(fix, BaseUrl.parse(address).host);
      return tls && withNetwork({ tls: { ...network.tls, ...tls } });
    }
    case 'useEditorTransport':
      return withNetwork({ transport: TransportKind.hostFetch });
    case 'openPage':
    case 'openProxySettings':
      return openElsewhere(fix);
    default:
      return undefined;
  }
}

function openElsewhere(fix: Extract<Fix, { kind: 'openPage' | 'openProxySettings' }>): Thenable<unknown> {
  return fix.kind === 'openPage'
    ? openLink(fix.url)
    : vscode.commands.executeCommand('workbench.action.openSettings', 'http.proxy');
}

function run(name: string, ...given: unknown[]): Thenable<unknown> {
  return vscode.commands.executeCommand(`jenkinsJira.${name}`, ...given);
}
