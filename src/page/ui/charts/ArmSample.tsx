import { memo } from 'react';
import type { ArmTone } from '../../../common/experiment/arm-look.ts';
import { toneColor } from '../../export/palette.ts';
import { armDash, armMarker } from './arm-style.ts';

/** A piece of an arm's line with its marker, for legends. */
export const ArmSample = memo(function ArmSample({ arm, tone }: { arm: number; tone: ArmTone }) {
  return (
    <svg width="30" height="10" aria-hidden="true">
      <path d="M0 5H30" stroke={toneColor(tone)} strokeWidth="2.4" strokeDasharray={armDash(arm)} />
      <path d={armMarker(arm)} fill={toneColor(tone)} transform="translate(15 5)" />
    </svg>
  );
});
