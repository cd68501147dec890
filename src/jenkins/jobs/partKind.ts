import { asText, type JsonObject } from '../../base/json.ts';
import { projectOfPart, readablePart } from './jobPath.ts';

/** Kind of the parts of a project that have builds of their own: cells of a matrix, modules of a Maven project. */
export const PartKind = { configuration: 'configuration', module: 'module' } as const;
export type PartKind = (typeof PartKind)[keyof typeof PartKind];

const kindsByClass: Readonly<Record<string, PartKind>> = {
  'hudson.matrix.MatrixProject': PartKind.configuration,
  'hudson.matrix.MatrixBuild': PartKind.configuration,
  'hudson.maven.MavenModuleSet': PartKind.module,
  'hudson.maven.MavenModuleSetBuild': PartKind.module,
};

/** Kind of the parts of a project or of its build; undefined where it has none. */
export function partKindOf(json: JsonObject): PartKind | undefined {
  return kindsByClass[asText(json['_class'])];
}

/** Kind of a part by its name: a cell's has axes with values, a module's the group and the artifact. */
export function kindOfPart(fullName: string): PartKind | undefined {
  if (projectOfPart(fullName) === undefined) return undefined;
  return readablePart(fullName).includes('=') ? PartKind.configuration : PartKind.module;
}
