import { memo } from 'react';
import { armDash, armMarker, bnColor } from './arm-style.ts';

/** A piece of an arm's line with its marker, for legends. */
export const ArmSample = memo(function ArmSample({ arm, bn }: { arm: number; bn: boolean }) {
  return (
    <svg width="30" height="10" aria-hidden="true">
      <path d="M0 5H30" stroke={bnColor(bn)} strokeWidth="2.4" strokeDasharray={armDash(arm)} />
      <path d={armMarker(arm)} fill={bnColor(bn)} transform="translate(15 5)" />
    </svg>
  );
});
