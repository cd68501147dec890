import { asNumber, asString, asText, type JsonObject } from '../../base/json.ts';

/** Value of a build's parameter in Jenkins' words; undefined where Jenkins hides it. */
export function textOfValue(json: JsonObject): string | undefined {
  const value = json['value'];
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  const job = asString(json['jobName']);
  const number = asNumber(json['number']) ?? asString(json['number']);
  return asString(value) ?? (job !== undefined && number !== undefined ? `${job}#${number}` : undefined);
}

/** Whether it is no value at all, but a line between the others in a plugin's form. */
export function isSeparator(value: JsonObject): boolean {
  return /Separator\w*$/.test(asText(value['_class']));
}
