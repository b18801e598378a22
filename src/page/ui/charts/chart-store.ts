import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Probe, Spread } from '../../../common/experiment/layer-snapshot.ts';
import type { Band } from '../../../common/lib/statistics.ts';
import type { Scheme } from '../../export/palette.ts';

export type CurveName = 'accuracy' | 'loss';
export type ChartName = CurveName | 'layers' | 'gradient' | 'stepsize' | 'landscape' | 'depth' | 'unit';

export const CHART_TITLES: Readonly<Record<ChartName, string>> = {
  accuracy: 'Accuracy',
  loss: 'Loss',
  layers: 'Inside the layers',
  gradient: 'Gradient reaching each layer',
  stepsize: 'How far along the gradient?',
  landscape: 'Landscape along the gradient',
  depth: 'Depth profile',
  unit: 'One unit over training',
};

/** How a curve chart is looked at. */
export interface CurveView {
  readonly logX: boolean;
  readonly logY: boolean;
  readonly smooth: boolean;
}

/** How the layers are looked at. */
export interface LayersView {
  readonly probe: Probe;
  /** A second probe, shown side by side with the first; null for none. */
  readonly beside: Probe | null;
  readonly spread: Spread;
  readonly view: 'mirror' | 'overlay' | 'time';
  /** Each arm over its own range of values instead of one that all share. */
  readonly ownRange: boolean;
  readonly logCounts: boolean;
  /** The arms shown; null for the first two. */
  readonly arms: readonly number[] | null;
}

/** The unit that is followed over training. */
export interface UnitView {
  /** 1 is the layer next to the pixels; null for the last one. */
  readonly layer: number | null;
  /** Its number in the layer, from 0; null for a typical one. */
  readonly unit: number | null;
}

/** How repeats over seeds are looked at. */
export interface RepeatsView {
  readonly figure: CurveName;
  readonly band: Band;
  /** Whether every seed is drawn as well. */
  readonly singles: boolean;
  readonly logX: boolean;
  /** Of the loss only. */
  readonly logY: boolean;
  /** Whether the figures are shown as a table. */
  readonly tabled: boolean;
}

/** What the charts of a page share. */
export interface ChartState {
  /** The step under the pointer or moved by keys, in every chart at once; null for none. */
  readonly cursor: number | null;
  /** The step chosen on the time bar or by a click on a chart; null follows the newest. */
  readonly pinned: number | null;
  /** True while the time bar plays. */
  readonly playing: boolean;
  /** The steps that views over time show; null for all. */
  readonly range: readonly [first: number, last: number] | null;
  readonly layers: LayersView;
  readonly unit: UnitView;
  readonly repeats: RepeatsView;
  /** Charts shown as tables. */
  readonly tables: readonly ChartName[];
  readonly views: Readonly<Record<CurveName, CurveView>>;
  /** The scheme of exported pictures: the page's, or a chosen one. */
  readonly pictureScheme: 'page' | Scheme;
  /** True while a picture is being made. */
  readonly exporting: boolean;
  /** What went wrong with the latest export, in words. */
  readonly problem: string | null;
}

export type ChartStore = StoreApi<ChartState>;

export const createChartStore = (): ChartStore =>
  createStore<ChartState>()(() => ({
    cursor: null,
    pinned: null,
    playing: false,
    range: null,
    layers: {
      probe: 'activation',
      beside: null,
      spread: 'centred',
      view: 'mirror',
      ownRange: false,
      logCounts: false,
      arms: null,
    },
    unit: { layer: null, unit: null },
    repeats: {
      figure: 'accuracy',
      band: 'range',
      singles: false,
      logX: false,
      logY: true,
      tabled: false,
    },
    tables: [],
    views: {
      accuracy: { logX: false, logY: false, smooth: false },
      loss: { logX: false, logY: true, smooth: false },
    },
    pictureScheme: 'page',
    exporting: false,
    problem: null,
  }));

export const ChartStoreContext = createContext<ChartStore | null>(null);

/** The charts' store. @throws outside of ChartCursorProvider */
export function useChartStore(): ChartStore {
  const store = useContext(ChartStoreContext);
  if (store === null) throw new Error('Charts must stand inside ChartCursorProvider');
  return store;
}

/** A part of what the charts share. */
export const useChartState = <T>(select: (state: ChartState) => T): T => useStore(useChartStore(), select);

/** The one step that slider, cursor and panels share; null for the newest. */
export const shownStep = ({ cursor, pinned }: Pick<ChartState, 'cursor' | 'pinned'>): number | null =>
  cursor ?? pinned;
