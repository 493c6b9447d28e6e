import * as Flags from '@oclif/core/flags';
import { REPORT_FORMATS } from '../src/render/report.ts';

/** For commands that judge: the same findings in a form that code scanning and CI servers read. */
export const FORMAT_FLAG = {
  format: Flags.option({
    description: 'Print SARIF 2.1.0 (code scanning) or JUnit XML (CI servers) instead of text.',
    options: REPORT_FORMATS,
    exclusive: ['json'],
  })(),
};
