import { memo } from 'react';
import { type CurveName, type CurveView, useChartState, useChartStore } from './chart-store.ts';
import { ViewToggle } from './ViewToggle.tsx';

const TOGGLES: readonly { key: keyof CurveView; label: string; title: string; only?: CurveName }[] = [
  { key: 'logX', label: 'log x', title: 'Training steps on a logarithmic axis: early steps get more room' },
  {
    key: 'logY',
    label: 'log y',
    title: 'Loss on a logarithmic axis: small losses get more room',
    only: 'loss',
  },
  {
    key: 'smooth',
    label: 'smooth',
    title: 'Training lines as a running mean of about 50 steps; test lines stay as they are',
  },
];

/** Switches of how a curve chart is looked at. */
export const ViewToggles = memo(function ViewToggles({ name }: { name: CurveName }) {
  const store = useChartStore();
  const view = useChartState((state) => state.views[name]);
  const toggle = (key: keyof CurveView) =>
    store.setState(({ views }) => ({
      views: { ...views, [name]: { ...views[name], [key]: !views[name][key] } },
    }));
  return TOGGLES.filter(({ only }) => only === undefined || only === name).map(({ key, label, title }) => (
    <ViewToggle
      key={key}
      label={label}
      of={`${name} chart`}
      title={title}
      on={view[key]}
      onToggle={() => toggle(key)}
    />
  ));
});
