import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

type Changes = readonly (readonly [from: string, to: string])[];

/** tfjs gives its threads their text as blobs; here it names a file. */
const backendChanges = [
  ["import { wasmWorkerContents } from '../wasm-out/tfjs-backend-wasm-threaded-simd.worker.js';", ''],
  [
    `const response = wasmWorkerContents.replace(/\\n/g, '\\\\n');
                const blob = new Blob([response], { type: 'application/javascript' });
                return URL.createObjectURL(blob);`,
    'return THREAD_ADDRESS;',
  ],
  [
    `factoryConfig.mainScriptUrlOrBlob = new Blob([\`var WasmBackendModuleThreadedSimd = \` +
                    wasmFactoryThreadedSimd.toString()], { type: 'text/javascript' });`,
    '',
  ],
] as const satisfies Changes;

const moduleChanges = [['pthreadPoolSize=8', 'pthreadPoolSize=3']] as const satisfies Changes;

const threadChanges = [
  [
    'if(typeof e.data.urlOrBlob=="string"){importScripts(e.data.urlOrBlob)}else{var objectUrl=URL.createObjectURL(e.data.urlOrBlob);importScripts(objectUrl);URL.revokeObjectURL(objectUrl)}',
    '',
  ],
] as const satisfies Changes;

function change(code: string, changes: Changes): string {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`tfjs's code for threads has changed: "${from}" is gone.`);
    return text.replace(from, to);
  }, code);
}

/**
 * What must be other in tfjs's backend: its threads run a script of ours at an address, not the text that a blob holds.
 *
 * @param address an expression
 * @throws when the text is not the one of tfjs 4.22
 */
export const changeBackend = (code: string, address: string): string =>
  change(code, backendChanges).replace('THREAD_ADDRESS', address);

/**
 * What must be other in tfjs's module with threads: it would start eight of them however few are used, and the page uses four
 * at most, its own worker among them.
 *
 * @throws when the text is not the one of tfjs 4.22
 */
export const changeThreadModule = (code: string): string => change(code, moduleChanges);

/** The script of a thread: tfjs's own, and the module that it would load. @throws when it is not the one of tfjs 4.22 */
export function threadScript(): string {
  const require = createRequire(import.meta.url);
  const folder = '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd';
  const { wasmWorkerContents } = require(`${folder}.worker.js`) as { wasmWorkerContents: string };
  const module = readFileSync(require.resolve(`${folder}.js`), 'utf8');
  // It is one line, and its line breaks are those of its strings.
  const script = change(wasmWorkerContents, threadChanges).replaceAll('\n', '\\n');
  return `${script}\n${changeThreadModule(module)}`;
}

/**
 * Makes tfjs's WebAssembly threads work in a build. A thread of tfjs runs its module's own text, which a minifier breaks, from
 * blobs, which the page's Content-Security-Policy does not let run; so threads get a file.
 */
export const threadModule = (): Plugin => ({
  name: 'normscope-thread-module',
  transform: {
    filter: { id: /tfjs-backend-wasm(-threaded-simd|\/dist\/backend_wasm)\.js$/ },
    handler(code, id) {
      if (!id.endsWith('backend_wasm.js')) return { code: changeThreadModule(code), map: null };
      const file = this.emitFile({ type: 'asset', name: 'wasm-thread.js', source: threadScript() });
      return {
        code: changeBackend(code, `new URL(import.meta.ROLLUP_FILE_URL_${file}, location.href).href`),
        map: null,
      };
    },
  },
});
