import { createContext, useContext } from 'react';
import type { PageCommands } from '../client/page-commands.ts';

export const PageCommandsContext = createContext<PageCommands | null>(null);

/** What the person can do; the same object for the life of the page. */
export function usePageCommands(): PageCommands {
  const commands = useContext(PageCommandsContext);
  if (commands === null) throw new Error('usePageCommands needs a PageCommandsContext around it');
  return commands;
}
