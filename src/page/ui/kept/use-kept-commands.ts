import type { KeptCommands } from '../../client/kept-commands.ts';
import type { PageCommands } from '../../client/page-commands.ts';
import { usePageCommands } from '../page-commands-context.ts';

/** What a person can do on the page, kept runs included. */
export const useKeptCommands = (): PageCommands & KeptCommands =>
  usePageCommands() as PageCommands & KeptCommands;
