// npm run quickstart: installs what it needs, then scripts/quickstart.ts, or with --cluster scripts/quickstart-cluster.ts, on
// the pinned Node.
import { handOver } from './install.mjs';

handOver(process.argv.includes('--cluster') ? 'scripts/quickstart-cluster.ts' : 'scripts/quickstart.ts');
