import type { Finding } from '../../../doctor/findings.ts';
import type { Verdict } from '../../../doctor/verdicts.ts';
import { secretsInUse } from '../../shell/messages/secretsInUse.ts';
import { explain } from '../words/explain.ts';
import { accountWords } from './accountWords.ts';
import { answerWords } from './answerWords.ts';
import { type Words, wayWords } from './wayWords.ts';

const words: Readonly<Record<Verdict, Words>> = { ...wayWords, ...answerWords, ...accountWords };

/** Finding in words. The reason of a failure is worded as it is everywhere. */
export function findingWords({ verdict, values = [], error }: Finding): string {
  const own = secretsInUse.redact(words[verdict](...values));
  if (error === undefined) return own;
  const { why, next } = explain(error);
  return [why, own || next].filter(Boolean).join(' ');
}
