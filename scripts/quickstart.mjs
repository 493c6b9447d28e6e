// npm run quickstart: installs what it needs, then scripts/quickstart.ts on the pinned Node.
import { handOver } from './install.mjs';

handOver('scripts/quickstart.ts');
