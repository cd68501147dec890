import type { Editor } from '../host/rig/rigs.ts';

export interface LaunchOptions {
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  /** The folder to open; the demo's own by default. */
  readonly workspace?: string;
  /** A package to install, instead of the extension from this checkout. */
  readonly vsix?: string;
  /** The newest by default. */
  readonly editor?: Editor;
}

/** VS Code's own extensions that a step may meet; a package, and the oldest editor, are tried with all of them. */
export const builtins = [
  ...['git', 'git-base', 'theme-defaults', 'theme-modern-icons', 'json-language-features'],
  ...[
    'diff',
    'groovy',
    'java',
    'javascript',
    'json',
    'log',
    'markdown-basics',
    'markdown-language-features',
    'typescript-basics',
    'xml',
    'yaml',
  ],
];
