/** Languages of {code} that Jira knows; any other is an error on its page. */
const known = new Set(
  (
    'actionscript ada applescript bash c c# c++ cpp css erlang go groovy haskell html java javascript js json lua none ' +
    'nyan objc perl php python r rainbow ruby scala sh sql swift visualbasic xml yaml'
  ).split(' '),
);

/** Names that Markdown has for some of them. */
const others: Readonly<Record<string, string>> = {
  ...{
    shell: 'sh',
    zsh: 'sh',
    console: 'sh',
    yml: 'yaml',
    py: 'python',
    rb: 'ruby',
    golang: 'go',
    csharp: 'c#',
    cs: 'c#',
  },
  ...{
    'objective-c': 'objc',
    vb: 'visualbasic',
    vbnet: 'visualbasic',
    svg: 'xml',
    mjs: 'js',
    cjs: 'js',
    hs: 'haskell',
  },
};

/** Language of {code} for one of Markdown; empty where Jira knows none, and colors nothing. */
export function wikiLanguage(language: string): string {
  const name = language.toLowerCase();
  return known.has(name) ? name : (others[name] ?? '');
}
