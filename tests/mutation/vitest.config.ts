/** The rulebook alone: Stryker changes one thing of a rule at a time and asks which test of it fails. */
import { defineConfig } from 'vitest/config';
import { projectOf } from '../../vitest.config.ts';

export default defineConfig(projectOf('specification'));
