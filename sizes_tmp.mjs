import { build } from 'esbuild';
const r = await build({ entryPoints: { extension: 'src/extension.ts', undici: 'src/http/undici.ts', restrictions: 'src/restrictions/index.ts', documents: 'src/jira/documents/index.ts', logScan: 'src/logs/scanWorker.ts' }, bundle: true, platform: 'node', format: 'esm', splitting: true, minify: true, keepNames: true, external: ['vscode'], metafile: true, write: false, outdir: '/tmp/x', define: { DEVELOPMENT: 'false' }, absWorkingDir: '/work/main' });
const outs = r.metafile.outputs;
const loaded = new Set(); const visit = n => { if (loaded.has(n)) return; loaded.add(n); for (const i of outs[n].imports) if (i.kind === 'import-statement' && outs[i.path]) visit(i.path); };
visit(Object.keys(outs).find(n => n.endsWith('/extension.js')));
let total = 0; const by = {}; const files = {};
for (const n of loaded) { total += outs[n].bytes; for (const [f, { bytesInOutput: b }] of Object.entries(outs[n].inputs)) { const k = f.split('/').slice(0, f.startsWith('src/workbench') ? 3 : 2).join('/'); by[k] = (by[k] ?? 0) + b; files[f] = b; } }
console.log(total, loaded.size);
console.log(Object.entries(by).sort((a, b) => b[1] - a[1]).slice(0, 24).map(([k, v]) => `${v} ${k}`).join('\n'));
if (process.argv[2]) console.log(Object.entries(files).sort((a, b) => b[1] - a[1]).slice(0, Number(process.argv[2])).map(([k, v]) => `${v} ${k}`).join('\n'));
