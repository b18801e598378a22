import type { Environment } from '../../common/experiment/metrics.ts';
import { hashOfData } from '../data/data-hash.ts';
import type { Dataset } from '../data/dataset.ts';
import type { BackendInUse } from '../engine/backends/choose-backend.ts';

/** What is written into the record of a run that starts now. */
export function describeEnvironment(
  data: Dataset,
  backend: BackendInUse,
  app: { appVersion: string; platform: string },
): Environment {
  return {
    appVersion: app.appVersion,
    backend: backend.backend,
    backendReason: backend.reason,
    renderer: backend.renderer,
    data: data.note === null ? data.name : `${data.name}. ${data.note}`,
    dataHash: hashOfData(data),
    platform: app.platform,
    startedAt: new Date().toISOString(),
  };
}
