import * as vscode from 'vscode';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { EditedText, TextKind, TextPlace } from '../../shell/drafts/textKind.ts';
import type { JobRef } from '../jobs/jobRef.ts';
import { parameterScheme } from './parameterScheme.ts';

const { t } = vscode.l10n;

/** Parameter of several lines, of a build that is to be started. */
export interface ParameterRef extends JobRef {
  readonly parameter: string;
}

export function parameterUri({ connection, job, parameter }: ParameterRef): vscode.Uri {
  const query = new URLSearchParams({ connection: connection.id, job, parameter });
  const path = `/${`${parameter} (${readableName(job)})`.replaceAll('/', '∕')}.txt`;
  return vscode.Uri.from({ scheme: parameterScheme, path, query: query.toString() });
}

/** Parameters of several lines as texts under edit. They are values of a form: without it, applying opens it. */
export class ParameterTexts implements TextKind<ParameterRef> {
  readonly scheme = parameterScheme;
  readonly closes = true;
  private readonly store: ConnectionStore;
  private readonly start: (ref: ParameterRef, text: string) => Promise<void>;

  /** @param start opens the form with the text */
  constructor(store: ConnectionStore, start: ParameterTexts['start']) {
    this.store = store;
    this.start = start;
  }

  refOf(uri: vscode.Uri): ParameterRef {
    const query = new URLSearchParams(uri.query);
    const connection = this.store.findJenkins(query.get('connection') ?? '');
    const job = query.get('job');
    const parameter = query.get('parameter');
    if (!connection || !job || !parameter)
      throw vscode.FileSystemError.FileNotFound(t('The connection of this job was removed.'));
    return { connection, job, parameter };
  }

  placeOf({ connection, job, parameter }: ParameterRef): TextPlace {
    const title = t('Parameter {0} of {1}', parameter, readableName(job));
    return { connection: connection.id, name: `parameter ${job} ${parameter}`, place: job, title };
  }

  read(): undefined {
    return undefined;
  }

  /** The draft stays until the build was started. */
  async apply(ref: ParameterRef, { text }: EditedText): Promise<boolean> {
    await this.start(ref, text);
    return false;
  }
}
