import type { Judged } from '../model/verdict.ts';
import { junitOf } from './junit.ts';
import { sarifOf } from './sarif.ts';

/** Forms that other programs read, beside our own text and JSON. */
export const REPORT_FORMATS = ['sarif', 'junit'] as const;

export type ReportFormat = (typeof REPORT_FORMATS)[number];

export function reportIn(format: ReportFormat, judged: readonly Judged[]): string {
  switch (format) {
    case 'sarif':
      return sarifOf(judged);
    case 'junit':
      return junitOf(judged);
  }
}
