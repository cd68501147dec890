import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { ValidateFunction } from 'ajv';
import Ajv04 from 'ajv-draft-04';

let validate: ValidateFunction | undefined;

function compiled(): ValidateFunction {
  if (!validate) {
    const path = createRequire(import.meta.url).resolve('@atlaskit/adf-schema/dist/json-schema/v1/full.json');
    const schema: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const ajv = new Ajv04({ strict: false, logger: false });
    validate = ajv.compile(schema as Record<string, unknown>);
  }
  return validate;
}

/** Why a value is no ADF document; undefined when it is one. The schema is compiled at the first call. */
export function adfProblem(value: unknown): string | undefined {
  const check = compiled();
  if (check(value)) {
    return undefined;
  }
  const first = check.errors?.[0];
  return `is not an ADF document: ${first?.instancePath || '(root)'} ${first?.message ?? ''}`;
}
