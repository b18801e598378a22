import { describe, expect, it } from 'vitest';
import {
  BINS,
  bytesOf,
  emptyArmLayers,
  FIGURES,
  figuresOf,
  histogramOf,
  type LayerFigures,
  type LayerSnapshot,
  PROBES,
  setProbe,
  UNIT_FIGURES,
  unitFiguresOf,
} from '../../../../src/common/experiment/layer-snapshot.ts';

/** Figures that tell where they belong: their number, and the layer and probe before the point. */
const marked = (place: number): LayerFigures => {
  const figures = FIGURES.map((name, index) => [name, 100 * place + index]);
  return { ...(Object.fromEntries(figures) as LayerFigures), pooledBins: 3, centredBins: 2 };
};

function filled(): LayerSnapshot {
  const own = emptyArmLayers(2, 3);
  for (const layer of [1, 2]) {
    for (const [index, probe] of PROBES.entries()) {
      const place = 10 * layer + index;
      setProbe(own, layer, probe, marked(place), { pooled: [place, 1, 2], centred: [3, place] });
    }
  }
  own.units.set(own.units.map((_, index) => index));
  return {
    step: 7,
    layers: 2,
    images: 5,
    units: Uint16Array.of(0, 4, 8),
    arms: [own, null],
    landmark: false,
  };
}

describe('a look inside the layers', () => {
  it('gives back the figures of each layer and probe as they were written', () => {
    const snapshot = filled();
    for (const layer of [1, 2]) {
      for (const [index, probe] of PROBES.entries()) {
        const place = 10 * layer + index;
        expect(figuresOf(snapshot, 0, layer, probe)).toEqual(marked(place));
        expect(Array.from(histogramOf(snapshot, 0, layer, probe, 'pooled')?.counts ?? [])).toEqual([
          place,
          1,
          2,
        ]);
        const centred = histogramOf(snapshot, 0, layer, probe, 'centred');
        expect(Array.from(centred?.counts ?? [])).toEqual([3, place]);
        expect(centred?.min).toBe(marked(place).centredMin);
        expect(centred?.max).toBe(marked(place).centredMax);
      }
    }
  });

  it('gives the figures of a followed unit', () => {
    const unit = unitFiguresOf(filled(), 0, 2, 1);
    expect(unit?.z15).toBe(4 * UNIT_FIGURES.length);
    expect(unit?.runningVariance).toBe(5 * UNIT_FIGURES.length - 1);
  });

  it('has nothing of an arm that stands still, of other arms, layers and units, and nothing before a run', () => {
    const snapshot = filled();
    expect(figuresOf(snapshot, 1, 1, 'z')).toBeNull();
    expect(figuresOf(snapshot, 2, 1, 'z')).toBeNull();
    expect(figuresOf(snapshot, 0, 3, 'z')).toBeNull();
    expect(histogramOf(snapshot, 1, 1, 'z', 'pooled')).toBeNull();
    expect(unitFiguresOf(snapshot, 0, 1, 3)).toBeNull();
    expect(figuresOf(null, 0, 1, 'z')).toBeNull();
  });

  it('has no histogram where there is no bin', () => {
    const snapshot = filled();
    const [own] = snapshot.arms;
    if (!own) throw new Error('no arm');
    setProbe(own, 1, 'z', { ...marked(0), pooledBins: 0 }, { pooled: [], centred: [] });
    expect(histogramOf(snapshot, 0, 1, 'z', 'pooled')).toBeNull();
  });

  it('knows its bytes', () => {
    const figures = 2 * PROBES.length * FIGURES.length * 8;
    const counts = 2 * PROBES.length * 2 * BINS * 2;
    const units = 2 * 3 * UNIT_FIGURES.length * 4;
    expect(bytesOf(filled())).toBe(figures + counts + units + 6);
  });
});
