import { createContext, useContext } from 'react';
import type { Norm } from '../../../common/experiment/norm.ts';
import type { normReasons } from './norm-reasons.ts';

/** The arm whose switches the fields show and set. */
export interface NormFieldsOf {
  readonly norm: Norm;
  readonly letter: string;
  readonly reasons: ReturnType<typeof normReasons>;
  readonly set: (patch: Partial<Norm>) => void;
}

export const NormContext = createContext<NormFieldsOf | null>(null);

export function useNorm(): NormFieldsOf {
  const context = useContext(NormContext);
  if (context === null) throw new Error('useNorm needs a NormContext around it');
  return context;
}
