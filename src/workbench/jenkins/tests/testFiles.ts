import * as vscode from 'vscode';
import { Lru } from '../../../base/lru.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import { type FailedTest, listFailedTests } from '../../../jenkins/tests/tests.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { explanationText } from '../../connections/words/explain.ts';
import { FlatFiles } from '../../shell/files/flatFiles.ts';
import type { BuildRef } from '../jobs/jobRef.ts';
import { placeOf, testOf } from './testUri.ts';
import { textOfTest } from './testWords.ts';

const { t } = vscode.l10n;

/** Reports to keep: an editor asks for size and content separately, and a person reads test after test. */
const maxKept = 2;

/** Failed tests, as read-only files. */
export class TestFiles extends FlatFiles {
  private readonly store: ConnectionStore;
  private readonly sessions: Sessions;
  private readonly reports = new Lru<string, Promise<FailedTest[]>>(maxKept);

  constructor(store: ConnectionStore, sessions: Sessions) {
    super();
    this.store = store;
    this.sessions = sessions;
  }

  override async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { length: size } = await this.readFile(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size, permissions: vscode.FilePermission.Readonly };
  }

  override async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const found = testOf(uri, id => this.store.findJenkins(id));
    if (!found) throw vscode.FileSystemError.FileNotFound(t('The connection of this test was removed.'));
    const { build, test } = found;
    const isMeant = ({ className, name }: FailedTest) => className === test.className && name === test.name;
    const isThere = (each: FailedTest) => !test.place || JSON.stringify(placeOf(each)) === JSON.stringify(test.place);
    const same = (await this.report(build)).filter(each => isMeant(each) && isThere(each));
    if (same.length === 0)
      throw vscode.FileSystemError.FileNotFound(t('The report no longer contains this failed test.'));
    const where = t('{0} #{1} on {2}', readableName(build.job), build.number, build.connection.name);
    return Buffer.from(same.map(each => textOfTest(each, where)).join('\n'), 'utf8');
  }

  private report(build: BuildRef): Promise<FailedTest[]> {
    const key = JSON.stringify([build.connection.id, build.job, build.number]);
    return this.reports.getOrMake(key, () =>
      listFailedTests(this.sessions.jenkins(build.connection), build.job, build.number).catch(error => {
        this.reports.delete(key);
        throw vscode.FileSystemError.Unavailable(explanationText(error));
      }),
    );
  }
}
