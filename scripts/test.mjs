// npm test: installs what it needs, then scripts/test.ts on the pinned Node.
import { handOver } from './install.mjs';

handOver('scripts/test.ts');
