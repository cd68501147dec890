import * as vscode from 'vscode';
import type { ReportDetails } from './reportDetails.ts';

const { t } = vscode.l10n;

/** Part of a report beside its comment. */
export interface ReportWrite {
  /** Such as "link to the build". */
  readonly words: string;
  /** The same report without it. */
  readonly without: () => Partial<ReportDetails>;
}

/** Lists the parts of a report beside its comment, in the order in which they are written. */
export function writesOf({ link }: ReportDetails): readonly ReportWrite[] {
  return link ? [{ words: t('link to the build'), without: () => ({ link: false }) }] : [];
}
