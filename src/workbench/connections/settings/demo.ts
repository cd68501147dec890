import { asString, isObject, parseJson } from '../../../base/json.ts';

// Demo servers reach a development build through the environment. The package has neither the code nor the names.

/** Set by the bundler: false in the package. */
declare const DEVELOPMENT: boolean;

/** Secrets of the demo servers by connection id, passed by `npm start`, F5 and the tests. */
export function demoSecrets(): ReadonlyMap<string, string> {
  const secrets = new Map<string, string>();
  if (!DEVELOPMENT) return secrets;
  const json = parseJson(process.env['JENKINS_JIRA_DEMO_SECRETS'] ?? '');
  for (const [id, value] of Object.entries(isObject(json) ? json : {})) {
    const secret = asString(value);
    if (secret) secrets.set(id, secret);
  }
  return secrets;
}

/**
 * Connections to the demo servers, not yet parsed, passed by F5: its window shares the settings of the person, where no
 * demo belongs.
 */
export function demoConnections(): readonly unknown[] {
  if (!DEVELOPMENT) return [];
  const json = parseJson(process.env['JENKINS_JIRA_DEMO_CONNECTIONS'] ?? '');
  return Array.isArray(json) ? json : [];
}
