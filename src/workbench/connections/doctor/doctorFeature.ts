import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { asString, asText, isObject } from '../../../base/json.ts';
import { RequestError } from '../../../http/errors.ts';
import type { Handler } from '../../shell/commands/commandTable.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { askText } from '../../shell/dialogs/askText.ts';
import { ReadPages } from '../../shell/pages/readPages.ts';
import type { ConnectionServices } from '../adding/connectionServices.ts';
import { networkOf, Product } from '../settings/connection.ts';
import { explanationText } from '../words/explain.ts';
import { diagnose } from './diagnose.ts';
import { type Diagnosis, nameOf, type Patient, type UnsavedAddress } from './diagnosis.ts';
import { doctorActs } from './doctorActs.ts';
import { DoctorAct, doctorHtml } from './doctorHtml.ts';
import { type DoctorCommand, doctorScheme, doctorViewType } from './doctorNames.ts';
import { KnownRefusals } from './knownRefusals.ts';

const { t } = vscode.l10n;

export interface DoctorDeps extends ConnectionServices {
  readonly extension: vscode.Uri;
}

/** Part of the feature that diagnoses connections. */
export interface DoctorFeature extends vscode.Disposable {
  readonly pages: ReadPages<Patient, Diagnosis>;
  readonly handlers: Readonly<Record<DoctorCommand, Handler>>;
}

/** Opened with the first diagnosis. */
export function openDoctor(deps: DoctorDeps): DoctorFeature {
  const { store, extension, background } = deps;
  const refusals = new KnownRefusals(deps.sessions);
  /** Addresses that are no connection yet, by the key of their page: what was typed may hold a password. */
  const unsaved = new Map<string, UnsavedAddress>();
  /** Last failure that a diagnosis was asked for, by the connection's id. */
  const failures = new Map<string, RequestError>();
  const pages: DoctorFeature['pages'] = new ReadPages({
    ...{ extension, background, again: DoctorAct.again },
    words: {
      waiting: t('Checking the connection…'),
      removed: t('The connection was removed, or its address was not saved. Run Diagnose Connection again.'),
      note: 'A connection could not be diagnosed',
      unread: error => t('The diagnosis failed. {0}', explanationText(error)),
    },
    sourceOf(uri): Patient | undefined {
      const query = new URLSearchParams(uri.query);
      const connection = store.find(query.get('connection') ?? '');
      if (connection) return { connection };
      const address = unsaved.get(query.get('key') ?? '');
      return address && { unsaved: address };
    },
    read: (patient, signal, show) =>
      diagnose({ ...deps, refusals }, patient, { signal, show, failure: failures.get(patient.connection?.id ?? '') }),
    htmlOf: ({ source, facts }) => doctorHtml(source, facts),
    act: doctorActs(deps, address => open({ unsaved: address })),
  });

  async function open(patient: Patient): Promise<void> {
    const key = randomUUID();
    if (patient.unsaved) unsaved.set(key, patient.unsaved);
    const id = patient.connection?.id;
    const query = new URLSearchParams(id === undefined ? { key } : { connection: id });
    const path = `/${t('Diagnosis of {0}', nameOf(patient)).replaceAll('/', ' ')}`;
    const uri = vscode.Uri.from({ scheme: doctorScheme, path, query: query.toString() });
    await vscode.commands.executeCommand('vscode.openWith', uri, doctorViewType);
  }

  return {
    pages,
    handlers: {
      async diagnoseConnection(target, failure) {
        const typed = unsavedIn(target);
        const patient = typed ? { unsaved: typed } : await patientFor(deps, target);
        if (!patient) return;
        if (patient.connection && failure instanceof RequestError) failures.set(patient.connection.id, failure);
        await open(patient);
      },
    },
    dispose: () => pages.dispose(),
  };
}

/** Address of a box in which a connection is added or changed, which hands over what was entered. */
function unsavedIn(target: unknown): UnsavedAddress | undefined {
  if (!isObject(target) || typeof target['address'] !== 'string' || !productIn(target['product'])) return undefined;
  const unsaved = target as unknown as UnsavedAddress;
  return { ...unsaved, network: networkOf(unsaved.network ?? {}) };
}

function productIn(value: unknown): Product | undefined {
  return Object.values(Product).find(product => product === value);
}

/** Connection of a tree node or of an id; from the palette one that is picked, or an address that is typed. */
async function patientFor({ store }: DoctorDeps, target: unknown): Promise<Patient | undefined> {
  const node = isObject(target) && isObject(target['connection']) ? target['connection'] : undefined;
  const id = node ? asText(node['id']) : asString(target);
  if (id !== undefined) {
    const connection = store.find(id);
    return connection && { connection };
  }
  const title = t('Diagnose Connection');
  const connections = store.all().map(connection => ({
    ...{ label: connection.name, detail: connection.url },
    value: { connection } as Patient | Product,
  }));
  const others = [
    { label: t('Address of a Jenkins…'), value: Product.jenkins },
    { label: t('Address of a Jira…'), value: Product.jira },
  ];
  const picked = await askPick<Patient | Product>({
    title,
    placeholder: t('Select a connection, or enter an address'),
    items: [...connections, ...others],
  });
  if (picked.kind !== 'answered') return undefined;
  if (typeof picked.value !== 'string') return picked.value;
  const product = picked.value;
  const typed = await askText<string>({
    ...{ title, prompt: t('The address to check'), placeholder: 'https://ci.example.com' },
    check: text => ({ value: text }),
  });
  return typed.kind === 'answered' ? { unsaved: { product, address: typed.value, network: {} } } : undefined;
}
