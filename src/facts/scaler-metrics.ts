import type { Scaler } from './autoscalers.ts';
import { fieldOf } from './field-of.ts';
import { quantity } from './quantities.ts';
import { tableOf } from './table.ts';

/** A metric of an autoscaler: what it is now and what it should be, as texts, and the first divided by the second. */
export type ScalerMetric = { name: string; now: string; wanted: string; ratio: number | undefined };

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Where the block of each type of metric stands, in autoscaling/v2. */
const blocks: { readonly [type: string]: string } = tableOf({
  Resource: 'resource',
  ContainerResource: 'containerResource',
  Pods: 'pods',
  Object: 'object',
  External: 'external',
});

const nameOf = (block: unknown): string => {
  const name = fieldOf(block, 'name') ?? fieldOf(block, 'metric', 'name');
  return typeof name === 'string' ? name : '';
};

/** The forms in which a target and a current value are compared, and how each is shown. */
const forms = [
  { field: 'averageUtilization', unit: '%' },
  { field: 'averageValue', unit: '' },
  { field: 'value', unit: '' },
] as const;

const shown = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

const ratioOf = (now: string, wanted: string): number | undefined => {
  const [above, below] = [quantity(now), quantity(wanted)];
  return above === undefined || below === undefined || below === 0 ? undefined : above / below;
};

const ofVersion2 = ({ spec, status }: Scaler): ScalerMetric[] => {
  const current = listOf(status?.currentMetrics);
  return listOf(spec?.metrics).flatMap((metric): ScalerMetric[] => {
    const type = fieldOf(metric, 'type');
    const key = typeof type === 'string' ? (blocks[type] ?? '') : '';
    const block = fieldOf(metric, key);
    const name = nameOf(block);
    const found = current.find(
      (one) =>
        nameOf(fieldOf(one, key)) === name && fieldOf(one, key, 'container') === fieldOf(block, 'container'),
    );
    const form = forms.find(({ field }) => shown(fieldOf(block, 'target', field)) !== '');
    if (form === undefined) return [];
    const wanted = shown(fieldOf(block, 'target', form.field));
    const now = shown(fieldOf(found, key, 'current', form.field));
    const unit = now === '' ? '' : form.unit;
    return [
      {
        name,
        now: `${now === '' ? 'unknown' : now}${unit}`,
        wanted: `${wanted}${form.unit}`,
        ratio: ratioOf(now, wanted),
      },
    ];
  });
};

/** autoscaling/v1 knows the cpu of the pods alone. */
const ofVersion1 = ({ spec, status }: Scaler): ScalerMetric[] => {
  const wanted = shown(fieldOf(spec, 'targetCPUUtilizationPercentage'));
  const now = shown(fieldOf(status, 'currentCPUUtilizationPercentage'));
  return wanted === ''
    ? []
    : [
        {
          name: 'cpu',
          now: now === '' ? 'unknown' : `${now}%`,
          wanted: `${wanted}%`,
          ratio: ratioOf(now, wanted),
        },
      ];
};

/** The metrics of an autoscaler as far as its version tells them, e.g. cpu now at 300% of a wanted 80%. */
export const metricsOf = (scaler: Scaler): ScalerMetric[] => [...ofVersion2(scaler), ...ofVersion1(scaler)];
