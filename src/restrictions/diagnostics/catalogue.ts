import { adminReach } from './adminReach.ts';
import { allowsAll } from './allowsAll.ts';
import { allowsAllMethod } from './allowsAllMethod.ts';
import { alternationScope } from './alternationScope.ts';
import { api3OnDc } from './api3OnDc.ts';
import { badEscape } from './badEscape.ts';
import { braceNoMin } from './braceNoMin.ts';
import { braceTemplate } from './braceTemplate.ts';
import { brSeparator } from './brSeparator.ts';
import { caseFlag } from './caseFlag.ts';
import { charclassWord } from './charclassWord.ts';
import { contextPath } from './contextPath.ts';
import { deprecatedEndpoint } from './deprecatedEndpoint.ts';
import type { DiagnosticKind } from './diagnostic.ts';
import { dotDot } from './dotDot.ts';
import { doubleSlash } from './doubleSlash.ts';
import { duplicate } from './duplicate.ts';
import { edgeSpace } from './edgeSpace.ts';
import { emptyLanguage } from './emptyLanguage.ts';
import { encoded } from './encoded.ts';
import { findUnanchored } from './findUnanchored.ts';
import { groupName } from './groupName.ts';
import { keyPrefix } from './keyPrefix.ts';
import { latestAlias } from './latestAlias.ts';
import { matrixParam } from './matrixParam.ts';
import { methodCase } from './methodCase.ts';
import { methodCharclass } from './methodCharclass.ts';
import { methodEndpoint } from './methodEndpoint.ts';
import { methodList } from './methodList.ts';
import { methodMissingBracket } from './methodMissingBracket.ts';
import { methodSpace } from './methodSpace.ts';
import { methodTypo } from './methodTypo.ts';
import { noEndpoint } from './noEndpoint.ts';
import { noLeadingAny } from './noLeadingAny.ts';
import { noTrailing } from './noTrailing.ts';
import { notRest } from './notRest.ts';
import { numericRange } from './numericRange.ts';
import { pastedLineNumber } from './pastedLineNumber.ts';
import { querySmuggle } from './querySmuggle.ts';
import { redosExp } from './redosExp.ts';
import { redosPoly } from './redosPoly.ts';
import { redundantAny } from './redundantAny.ts';
import { redundantQuant } from './redundantQuant.ts';
import { segmentPrefix } from './segmentPrefix.ts';
import { severalRulesOneLine } from './severalRulesOneLine.ts';
import { shadowed } from './shadowed.ts';
import { stackOverflow } from './stackOverflow.ts';
import { suffixOrder } from './suffixOrder.ts';
import { suffixSyntax } from './suffixSyntax.ts';
import { syntax } from './syntax.ts';
import { tooComplex } from './tooComplex.ts';
import { unescapedDotHost } from './unescapedDotHost.ts';
import { unescapedQuestion } from './unescapedQuestion.ts';
import { unknownMethod } from './unknownMethod.ts';
import { writeUnscoped } from './writeUnscoped.ts';

/** All kinds of diagnostics, the most serious first. */
export const catalogue: readonly DiagnosticKind[] = [
  syntax,
  braceTemplate,
  braceNoMin,
  badEscape,
  groupName,
  unknownMethod,
  methodTypo,
  methodSpace,
  methodList,
  methodMissingBracket,
  methodCharclass,
  methodCase,
  suffixSyntax,
  suffixOrder,
  pastedLineNumber,
  severalRulesOneLine,
  edgeSpace,
  brSeparator,
  noLeadingAny,
  noTrailing,
  findUnanchored,
  allowsAll,
  allowsAllMethod,
  writeUnscoped,
  adminReach,
  segmentPrefix,
  keyPrefix,
  unescapedDotHost,
  unescapedQuestion,
  alternationScope,
  charclassWord,
  numericRange,
  querySmuggle,
  matrixParam,
  dotDot,
  doubleSlash,
  encoded,
  caseFlag,
  api3OnDc,
  latestAlias,
  contextPath,
  notRest,
  deprecatedEndpoint,
  noEndpoint,
  methodEndpoint,
  duplicate,
  shadowed,
  emptyLanguage,
  redundantQuant,
  redundantAny,
  redosExp,
  redosPoly,
  tooComplex,
  stackOverflow,
];
