import { useEffect, useState } from 'react';
import { usePageCommands } from '../page-commands-context.ts';

/** Takes files that are dropped anywhere on the page, and says so while they hover. */
export function DropZone() {
  const { chooseFiles } = usePageCommands();
  const [hovering, setHovering] = useState(false);
  useEffect(() => {
    const bringsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const over = (event: DragEvent) => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      setHovering(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setHovering(false);
    };
    const drop = (event: DragEvent) => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      setHovering(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) chooseFiles(files);
    };
    const listeners = { dragenter: over, dragover: over, dragleave: leave, drop };
    const entries = Object.entries(listeners) as [keyof typeof listeners, (event: DragEvent) => void][];
    for (const [type, listener] of entries) window.addEventListener(type, listener);
    return () => {
      for (const [type, listener] of entries) window.removeEventListener(type, listener);
    };
  }, [chooseFiles]);
  if (!hovering) return null;
  return (
    <div className="ns-drop">
      <p>Drop IDX files to train on them: images and labels, or both twice for training and test</p>
    </div>
  );
}
