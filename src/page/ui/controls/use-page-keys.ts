import { useEffect } from 'react';
import { usePageCommands } from '../page-commands-context.ts';
import { keyAction } from './key-action.ts';

/** Listens for the page's shortcuts: Space, `.`, R and ?. */
export function usePageKeys(openHelp: () => void): void {
  const { toggle, step, reset } = usePageCommands();
  useEffect(() => {
    const does = { toggle, step, reset, help: openHelp };
    const listen = (event: KeyboardEvent) => {
      const { key, ctrlKey, altKey, metaKey, repeat, defaultPrevented } = event;
      const target = event.target instanceof Element && !isPage(event.target) ? event.target : null;
      const action = keyAction({ key, ctrlKey, altKey, metaKey, repeat, defaultPrevented, target });
      if (action === null) return;
      event.preventDefault();
      does[action]();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [toggle, step, reset, openHelp]);
}

const isPage = (element: Element): boolean =>
  element === document.body || element === document.documentElement;
