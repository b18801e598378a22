import type { Plugin } from 'vite';

const changes = [
  ['if(typeof _scriptDir !== "undefined" && _scriptDir){scriptDirectory=_scriptDir}', ''],
  ['Module["mainScriptUrlOrBlob"]||_scriptDir', 'Module["mainScriptUrlOrBlob"]'],
  ['pthreadPoolSize=8', 'pthreadPoolSize=3'],
] as const;

/**
 * What must be other in tfjs's module for WebAssembly with threads. It gives each thread its own text to run. In that text it
 * is careful to ask whether a variable outside of it exists; a minifier, which sees that it does, takes the care away, and the
 * threads break. And it starts eight threads however few are used: the page uses four at most, its own worker among them.
 *
 * @throws when the text is not the one of tfjs 4.22
 */
export function changeThreadModule(code: string): string {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`tfjs's module with threads has changed: "${from}" is gone.`);
    return text.replace(from, to);
  }, code);
}

/** Makes tfjs's WebAssembly threads work in a minified build. */
export const threadModule = (): Plugin => ({
  name: 'normscope-thread-module',
  transform: {
    filter: { id: /tfjs-backend-wasm-threaded-simd\.js$/ },
    handler: (code) => ({ code: changeThreadModule(code), map: null }),
  },
});
