import { type RefObject, useEffect, useRef } from 'react';
import type { NewArm } from '../../store/arm-actions.ts';
import type { ArmSlot } from '../../store/arm-slots.ts';
import { usePageCommands } from '../page-commands-context.ts';

/** Adds, removes and keeps arms, and puts the focus where the person goes on: into what is new, or next to what is gone. */
export function useArmFocus(card: RefObject<HTMLElement | null>, slots: readonly ArmSlot[]) {
  const { addArm, removeArm, keepArm } = usePageCommands();
  const wanted = useRef<string | null>(null);

  useEffect(() => {
    const selector = wanted.current;
    wanted.current = null;
    if (selector === null || slots.length === 0) return;
    const found = card.current?.querySelector<HTMLElement>(selector);
    (found ?? card.current?.querySelector<HTMLElement>('.ns-add:enabled'))?.focus();
  }, [card, slots]);

  return {
    add(what: NewArm) {
      wanted.current = `${inSlot(slots.length)} input[type="checkbox"]`;
      addArm(what);
    },
    remove(slot: number) {
      const gone = slots[slot]?.running === null;
      const next = Math.min(slot, slots.length - 2);
      wanted.current = gone ? `${inSlot(next)} .ns-remove` : `${inSlot(slot)} .ns-keep`;
      removeArm(slot);
    },
    keep(slot: number) {
      wanted.current = `${inSlot(slot)} .ns-remove`;
      keepArm(slot);
    },
  };
}

const inSlot = (slot: number): string => `[data-slot="${slot}"]`;
