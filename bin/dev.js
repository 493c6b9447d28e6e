#!/usr/bin/env node
import { settings } from '@oclif/core/settings';
import { main } from '../commands/main.ts';

// As run.js without the fast lane, and with oclif's own checks and stack traces.
settings.debug = true;
await main(process.argv.slice(2), import.meta.dirname);
