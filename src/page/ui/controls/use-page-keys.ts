import { useEffect } from 'react';
import { usePageStore } from '../../store/use-page-store.ts';
import { usePageCommands } from '../page-commands-context.ts';
import { keyAction } from './key-action.ts';

/** Listens for the page's shortcuts: Space, `.`, R and ?, unless the person has turned them off. */
export function usePageKeys(openHelp: () => void): void {
  const { toggle, step, reset } = usePageCommands();
  const on = usePageStore(({ shortcuts }) => shortcuts);
  useEffect(() => {
    if (!on) return;
    const does = { toggle, step, reset, help: openHelp };
    const listen = (event: KeyboardEvent) => {
      const altGraph = event.getModifierState('AltGraph');
      const target = event.target instanceof Element && !isPage(event.target) ? event.target : null;
      const action = keyAction({ ...pressOf(event), altGraph, target });
      if (action === null) return;
      event.preventDefault();
      does[action]();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [on, toggle, step, reset, openHelp]);
}

const isPage = (element: Element): boolean =>
  element === document.body || element === document.documentElement;

const pressOf = (event: KeyboardEvent) => {
  const { altKey, code, ctrlKey, defaultPrevented, isComposing, key, metaKey, repeat } = event;
  return { altKey, code, ctrlKey, defaultPrevented, isComposing, key, metaKey, repeat };
};
