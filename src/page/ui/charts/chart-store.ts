import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Scheme } from '../../export/palette.ts';

export type CurveName = 'accuracy' | 'loss';
export type ChartName = CurveName | 'layers';

export const CHART_TITLES: Readonly<Record<ChartName, string>> = {
  accuracy: 'Accuracy',
  loss: 'Loss',
  layers: 'Inside the layers',
};

/** How a curve chart is looked at. */
export interface CurveView {
  readonly logX: boolean;
  readonly logY: boolean;
  readonly smooth: boolean;
}

/** What the charts of a page share. */
export interface ChartState {
  /** The step under the cursor, in every chart at once. */
  readonly cursor: number | null;
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
